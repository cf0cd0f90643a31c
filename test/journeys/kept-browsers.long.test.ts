import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { instant } from "#duty/grammar/time.ts";
import { masterKeyPath } from "#server/keys/master-key.ts";
import { serve } from "#server/start/serving.ts";
import { fillBrowser, hasBrowser, keptBrowser } from "#test/fixtures/kept-browser.ts";
import { keptReleases, PARTS, unpackBackup } from "#test/fixtures/kept-release.ts";
import { runErrand } from "#test/run-errand.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";

/* What somebody wrote at a browser of an earlier release, and what was half written there, is neither lost nor forgotten by the screens of this one. */

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

const releases = keptReleases().filter(({ folder }) => hasBrowser(folder));

test("there is such a browser", () => {
  expect(releases.length).toBeGreaterThan(0);
});

test.each(releases)(
  "what waits in a browser of $name arrives under its author and time, and what was half written stands in its field",
  async (release) => {
    const scratch = mkdtempSync(join(tmpdir(), "zhiban-kept-browser-"));
    onTestFinished(() => rmSync(scratch, { recursive: true }));
    const [dataDir, backup, key] = ["data", "backup", "key"].map((each) => join(scratch, each)) as [
      string,
      string,
      string,
    ];
    writeFileSync(key, readFileSync(join(release.folder, PARTS.key)), { mode: 0o600 });
    unpackBackup(release, backup);
    const restored = await runErrand("restore", [backup, "--key", key, "--data", dataDir]);
    expect(restored, restored.err).toMatchObject({ status: 0 });
    if (!existsSync(masterKeyPath(dataDir))) {
      mkdirSync(dirname(masterKeyPath(dataDir)), { recursive: true });
      cpSync(key, masterKeyPath(dataDir));
    }
    const left = keptBrowser(release.folder);
    const log = console.error;
    const options = { port: 0, host: "127.0.0.1", dataDir, demonstration: false, log, now: () => instant(left.now) };
    const serving = await serve(options);
    onTestFinished(() => serving.stop());
    const desk = await JourneyDesk.open(browser, serving, { name: "kept", width: 1440 }, "/healthz");
    const { page } = desk;
    await fillBrowser(page, left);
    await page.goto("/");
    await desk.be(left.author.signInName);
    await page.goto(`/duty/${left.post}`);
    await page.getByText(/ 条待传/).waitFor({ state: "hidden" });
    const sql = serving.database.pool("zb_seal", 1);
    const ids = left.waiting.map(({ id }) => id);
    const arrived = await sql<{ id: string; type: string; actor: string; deviceTime: number; photos: string[] }[]>`
    select command as id, actor, (read.envelope ->> 'deviceTime')::float8 as "deviceTime", read.envelope -> 'body' -> 'photos' as photos
    from entry, lateral (select convert_from(bytes, 'UTF8')::jsonb as envelope) as read
    where command = any (${ids}) and type = 'log.line-written'`;
    const told = left.waiting.map(({ id, deviceTime, photos }) => ({
      id,
      actor: left.author.person,
      deviceTime,
      photos,
    }));
    const found = arrived.map(({ photos, id, actor, deviceTime }) => ({
      id,
      actor,
      deviceTime,
      photos: photos.length,
    }));
    expect(found.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(told.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    for (const { text } of left.waiting) await page.getByRole("listitem").filter({ hasText: text }).first().waitFor();
    const words = page.getByLabel("或自己写");
    expect(await words.inputValue()).toBe(left.halfWritten);
    // And the installation of that release takes what is written today.
    await desk.press("日常", desk.panel("值班日志"));
    await words.fill(`${left.halfWritten}已围挡`);
    await desk.press("记入日志", desk.panel("值班日志"));
    await page.getByRole("listitem").filter({ hasText: "已围挡" }).waitFor();
    await expect.poll(() => words.inputValue()).toBe("");
    await desk.sendHeld();
    await desk.close();
    expect(desk.errors).toEqual([]);
  },
);
