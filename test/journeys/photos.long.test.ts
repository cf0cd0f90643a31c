import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { until } from "#test/until.ts";
import { morning } from "./journey-cast.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { signsOn } from "./on-duty-chapters.ts";
import { PoorLine } from "./poor-line.ts";

/*
 * Photos over a poor line, in a real browser: lines of five photos each, some of a picture that another line has too, while the line carries 400 kbit/s
 * and is cut twenty times in the middle of something, the page is reloaded, and the network is away for a while.
 */

const lines = 12;
const ofEach = 5;
const cuts = 20;
const bitsPerSecond = 400_000;

let browser: Browser;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

/** Which pictures go with a line: each tenth of all is the first of the line before. */
function picturesOf(line: number): readonly number[] {
  const all = Array.from({ length: ofEach }, (_, index) => line * ofEach + index);
  return line % 2 === 0 ? all : all.with(ofEach - 1, (line - 1) * ofEach);
}

/** Small, since what takes its time is that the house draws each anew; no two alike. */
async function picture(number: number): Promise<Buffer> {
  const noise = { type: "gaussian", mean: 100 + (number % 50), sigma: 8 } as const;
  const background = { r: number, g: 80, b: 120 };
  return await sharp({ create: { width: 96, height: 72, channels: 3, background, noise } })
    .jpeg()
    .toBuffer();
}

const textOf = (line: number) => `第 ${line + 1} 处，见照片`;

interface WrittenLine {
  readonly text: string;
  readonly photos: readonly string[];
  readonly deviceTime: number;
}

test("every line is there once, under its own time, with its photos; a picture that was taken twice is kept once", async () => {
  const services = await openJourneyProduct();
  onTestFinished(() => services.stop());
  const poor = await PoorLine.to(services.url);
  onTestFinished(() => poor.close());
  const desk = await JourneyDesk.open(browser, { ...services, url: poor.url }, { name: "photos", width: 1440 });
  await signsOn({ at: () => desk, pass: async () => {} }, "李伟", "早班");
  await desk.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const files = await Promise.all(
    Array.from({ length: lines * ofEach }, async (_, number) => {
      const buffer = await picture(number);
      return { name: `${number}.jpg`, mimeType: "image/jpeg", buffer };
    }),
  );
  const times = new Map<string, number>();
  poor.slowTo(bitsPerSecond);
  for (let line = 0; line < lines; line += 1) {
    await writes(
      desk,
      textOf(line),
      picturesOf(line).flatMap((number) => files[number] ?? []),
    );
    for (const { text, deviceTime } of await waiting(desk)) times.set(text, deviceTime);
    if (line === 3) await desk.page.reload();
    if (line === 6) await desk.page.context().setOffline(true);
    if (line === 8) await desk.page.context().setOffline(false);
    if (line < 6 || line > 8) await until(() => poor.sinceCut > 5_000);
    poor.cut();
  }
  for (let cut = lines; cut < cuts; cut += 1) {
    await until(() => poor.sinceCut > 5_000);
    poor.cut();
  }
  // What has no photos goes past all those that are on their way.
  await writes(desk, "没有照片的一条", []);
  await desk.page.getByRole("listitem").filter({ hasText: "没有照片的一条" }).getByText("李伟").waitFor();
  expect((await waiting(desk)).length).toBeGreaterThan(0);
  await desk.page.getByText(/ 条待传/).waitFor({ state: "hidden", timeout: 150_000 });
  const arrived = (await linesArrived(desk, services)).filter(({ photos }) => photos.length > 0);
  expect(arrived.map(({ text }) => text).toSorted()).toEqual(
    Array.from({ length: lines }, (_, line) => textOf(line)).toSorted(),
  );
  for (const { text, deviceTime } of arrived) expect(deviceTime, text).toBe(times.get(text));
  const names = new Map<number, string>();
  for (let line = 0; line < lines; line += 1) {
    const { photos } = arrived.find(({ text }) => text === textOf(line)) as WrittenLine;
    expect(photos).toHaveLength(ofEach);
    for (const [index, number] of picturesOf(line).entries()) {
      const name = names.get(number) ?? photos[index] ?? "";
      names.set(number, name);
      expect(photos[index], `${textOf(line)}, ${index}`).toBe(name);
    }
  }
  const pictures = new Set(Array.from({ length: lines }, (_, line) => picturesOf(line)).flat());
  expect([names.size, new Set(names.values()).size]).toEqual([pictures.size, pictures.size]);
  expect(await photosArrived(services)).toEqual([...names.values()].toSorted());
  expect(new Set(arrived.map(({ deviceTime }) => deviceTime)).size, "each at its own time").toBe(arrived.length);
  await desk.close();
  expect(desk.errors.join("\n")).toMatch(/^(.*(request\.unreachable|ERR_|EventSource).*\n?)*$/);
}, 300_000);

async function writes(
  desk: JourneyDesk,
  text: string,
  files: readonly { name: string; mimeType: string; buffer: Buffer }[],
) {
  const log = desk.panel("值班日志");
  await desk.press("日常", log);
  if (files.length > 0) await log.locator("input[type=file]").setInputFiles([...files]);
  await until(async () => (await log.getByRole("button", { name: "去掉这张照片" }).count()) === files.length);
  const words = desk.page.getByLabel("或自己写");
  await words.fill(text);
  await desk.press("记入日志", log);
  await until(async () => (await words.inputValue()) === "");
  await desk.sendHeld();
}

/** What this browser keeps of lines that have no receipt yet. */
async function waiting(desk: JourneyDesk): Promise<Omit<WrittenLine, "photos">[]> {
  return await desk.page.evaluate(`new Promise((keep, fail) => {
    const opened = indexedDB.open("zhiban.queue");
    opened.onerror = () => fail(opened.error);
    opened.onsuccess = () => {
      const all = opened.result.transaction("item").objectStore("item").getAll();
      all.onsuccess = () => {
        opened.result.close();
        keep(all.result.filter(({ state }) => state !== "received")
          .map(({ body, deviceTime }) => ({ text: body.text, deviceTime })));
      };
    };
  })`);
}

/** Lines of the page, as the house has them; asked beside the poor line. */
async function linesArrived(desk: JourneyDesk, { url }: JourneyProduct): Promise<WrittenLine[]> {
  const answer = await desk.page.context().request.get(`${url}/api/log?${new URLSearchParams(morning)}`);
  const { state, texts } = (await answer.json()) as {
    state: { lines: (Omit<WrittenLine, "text"> & { text: { sealed: string } })[] };
    texts: Record<string, string>;
  };
  return state.lines.map((line) => ({ ...line, text: texts[line.text.sealed] ?? "" }));
}

async function photosArrived({ behind }: JourneyProduct): Promise<string[]> {
  const sql = behind.serving.database.pool("zb_seal", 1);
  const rows = await sql<
    { hash: string }[]
  >`select hash from photo where org = ${behind.org} order by hash collate "C"`;
  return rows.map(({ hash }) => hash);
}
