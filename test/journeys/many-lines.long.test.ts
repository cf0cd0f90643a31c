import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { morning } from "./journey-cast.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { signsOn } from "./on-duty-chapters.ts";

/*
 * What somebody wrote is somewhere: more lines than a screen remembers of what is done, while nothing reaches the server, and a browser that
 * keeps nothing more.
 */

let browser: Browser;
let services: JourneyProduct;
let desk: JourneyDesk;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async () => {
  services = await openJourneyProduct();
  onTestFinished(() => services.stop());
  desk = await JourneyDesk.open(browser, services, { name: "lobby", width: 1440 });
  await signsOn({ at: () => desk, pass: async () => {} }, "李伟", "早班");
});

test("forty-five lines that could not be sent survive a reload and arrive, each once", async () => {
  const texts = Array.from({ length: 45 }, (_, index) => `第 ${index + 1} 次巡视正常`);
  await nothingArrives(desk.page);
  for (const text of texts) {
    await write(text);
    // The field is free again once the line is kept.
    await expect.poll(() => words().inputValue()).toBe("");
  }
  await desk.sendHeld();
  expect(await desk.page.getByText("撤回").count()).toBe(0);
  await desk.page.getByText("45 条待传").waitFor();
  await desk.page.reload();
  await desk.page.getByText("45 条待传").waitFor();
  await everythingArrives(desk.page);
  // The strip goes with the last receipt; the lines of the page may not have been drawn yet.
  await desk.page.getByText(/ 条待传/).waitFor({ state: "hidden", timeout: 60_000 });
  expect((await textsOnPage()).sort()).toEqual([...texts].sort());
  await desk.close();
  expect(desk.errors).toEqual([]);
});

test("a line that the browser cannot keep stays in its field until the server has it", async () => {
  const { page } = desk;
  const text = "消防通道有杂物，已通知保洁。";
  await fillStore(page);
  await nothingArrives(page);
  await write(text);
  await page.getByRole("alert").getByText("没有收到回执，本机也存不下这一条了。").waitFor();
  await page.getByText("本机存不下更多了。").waitFor();
  expect(await words().inputValue()).toBe(text);
  expect(await page.getByText("待传").count()).toBe(0);
  await everythingArrives(page);
  await desk.press("记入日志", desk.panel("值班日志"));
  await desk.panel("值班日志").getByRole("listitem").filter({ hasText: "消防通道有杂物" }).getByText("李伟").waitFor();
  // The page may show the line before the answer to it has come.
  await expect.poll(() => words().inputValue()).toBe("");
  expect(await textsOnPage()).toEqual([text]);
  await desk.close();
  expect(desk.errors).toEqual([]);
});

test("half a line outlives its tab: it stands in the next one, under its author, and once", async () => {
  await words().fill("地下二层有积水，正在");
  const { page } = desk;
  const next = await desk.nextTab();
  await next.panel("值班日志").getByLabel("或自己写").waitFor();
  expect(await next.page.getByLabel("或自己写").inputValue()).toBe("");
  await page.close();
  await next.page.close();
  const after = await page.context().newPage();
  await after.goto("/");
  await after.getByLabel("或自己写").waitFor();
  expect(await after.getByLabel("或自己写").inputValue()).toBe("地下二层有积水，正在");
  await after.reload();
  await after.getByLabel("或自己写").waitFor();
  expect(await after.getByLabel("或自己写").inputValue()).toBe("地下二层有积水，正在");
});

function words() {
  return desk.page.getByLabel("或自己写");
}

async function write(text: string): Promise<void> {
  const log = desk.panel("值班日志");
  await desk.press("日常", log);
  await words().fill(text);
  await desk.press("记入日志", log);
}

const commands = "**/api/commands/*";

function nothingArrives(page: Page) {
  return page.route(commands, (route) => route.abort());
}

/** The browser is told that the network is back, so that nothing has to wait for its next try. */
async function everythingArrives(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.unroute(commands);
  await page.context().setOffline(false);
}

/** From now on the page is told, as by a browser whose disk is full, that there is no room for what it would keep. */
async function fillStore(page: Page): Promise<void> {
  await page.evaluate(`
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("no room", "QuotaExceededError");
    };
  `);
}

/** What the journal has of the page, in whatever order it came. */
async function textsOnPage(): Promise<string[]> {
  const answer = await desk.page.context().request.get(`/api/log?${new URLSearchParams(morning)}`);
  const { state, texts } = (await answer.json()) as {
    state: { lines: { text: { sealed: string } }[] };
    texts: Record<string, string>;
  };
  return state.lines.map(({ text }) => texts[text.sealed] ?? "");
}
