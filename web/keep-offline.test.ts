import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keptFiles, keptOffline } from "./keep-offline.ts";

const folder = mkdtempSync(join(tmpdir(), "zhiban-kept-"));
afterAll(() => rmSync(folder, { recursive: true }));

const sha256 = expect.stringMatching(/^[0-9a-f]{64}$/);

test("everything that a page may load is kept: what carries its content in its name by that name, the rest by what is in it", () => {
  writeFileSync(join(folder, "icon.svg"), "<svg/>");
  const built = ["assets/b-2.js", "index.html", "assets/a-1.css", ".vite/manifest.json"];
  const kept = keptFiles(built, "<html>one</html>", folder);
  expect(kept).toEqual([
    { url: "/", revision: sha256 },
    { url: "/assets/a-1.css", revision: null },
    { url: "/assets/b-2.js", revision: null },
    { url: "/icon.svg", revision: sha256 },
  ]);
  const [page, , , icon] = kept;
  const [samePage] = keptFiles(built, new TextEncoder().encode("<html>one</html>"), folder);
  expect(samePage).toEqual(page);
  writeFileSync(join(folder, "icon.svg"), "<svg></svg>");
  const [otherPage, , , otherIcon] = keptFiles(built, "<html>two</html>", folder);
  expect([otherPage?.revision === page?.revision, otherIcon?.revision === icon?.revision]).toEqual([false, false]);
});

test("the worker is built with the screens alone, and not from what has no page", async () => {
  const { apply, writeBundle } = keptOffline();
  expect(apply).toBe("build");
  const build = writeBundle as (options: object, bundle: object) => Promise<void>;
  await expect(build({}, {})).rejects.toThrow("without a page");
});
