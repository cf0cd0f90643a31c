import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { type NewerScreens, newerScreens } from "./newer-screens.ts";
import { comes } from "./played-morning.ts";

let browser: Browser;
let services: JourneyProduct;
let before: NewerScreens;
let desk: JourneyDesk;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async ({ onTestFailed }) => {
  services = await openJourneyProduct();
  before = await newerScreens(services.url);
  desk = await JourneyDesk.open(browser, { ...services, url: before.url }, { name: "offline", width: 1440 });
  onTestFailed(() => desk.picture("failed"));
});

afterEach(async () => {
  await desk.close();
  await before.close();
  await services.stop();
});

/** Whether a newer release waits, as the page itself is asked. */
const waits = "navigator.serviceWorker.ready.then(({ waiting }) => waiting !== null)";

/** Until this browser keeps the screens. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
}

test("reloaded without a network the desk shows itself, says since when, and goes on where it was once the network is back", async () => {
  await comes(services, "李伟", "day");
  const { page } = desk;
  await desk.be("李伟");
  await isKept(page);
  const log = desk.panel("值班日志");
  await log.getByText("这一页还没有记录").waitFor();
  await page.context().setOffline(true);
  await desk.press("来访", log);
  await desk.press("访客已登记并联系被访人。", log);
  await desk.sendHeld();
  await page.getByText("1 条待传").waitFor();
  for (const address of [page.url(), "/", "/overview"]) {
    await page.goto(address);
    await page.getByText(/以后连不上服务器/).waitFor();
    await page.getByText(/存着 1 条还没送出的记录/).waitFor();
  }
  await desk.picture("away");
  await page.goto("/duty/lobby");
  await page.getByText(/以后连不上服务器/).waitFor();
  await page.context().setOffline(false);
  await page.getByText("早班值班中").waitFor();
  const line = page.getByRole("listitem").filter({ hasText: "访客已登记并联系被访人。" });
  await line.getByText("李伟").waitFor();
  expect(await line.count()).toBe(1);
  expect(desk.errors).toEqual([]);
});

test("a newer release of the screens waits until nobody is at work in any page, then every page shows it", async () => {
  await comes(services, "李伟", "day");
  const { page } = desk;
  await desk.be("李伟");
  await isKept(page);
  const next = await desk.nextTab();
  await next.panel("值班日志").waitFor();
  const pages = [page, next.page];
  for (const each of pages) await each.evaluate("document.documentElement.dataset.shown = 'before'");
  const shown = () => Promise.all(pages.map((each) => each.evaluate("document.documentElement.dataset.shown")));
  before.release();
  await page.evaluate("navigator.serviceWorker.ready.then((kept) => kept.update()).then(() => undefined)");
  await expect.poll(() => page.evaluate(waits)).toBe(true);
  expect(await shown()).toEqual(["before", "before"]);
  await desk.panel("值班日志").getByRole("textbox").fill("半句");
  await desk.press("锁定");
  await desk.cover().waitFor();
  await next.cover().waitFor();
  // Half a line stands behind the lock: not yet.
  await expect.poll(() => page.evaluate(waits)).toBe(true);
  expect(await shown()).toEqual(["before", "before"]);
  await desk.unlock("李伟");
  await desk.panel("值班日志").getByRole("textbox").fill("");
  await desk.press("锁定");
  await expect.poll(shown).toEqual([undefined, undefined]);
  for (const tab of [desk, next]) await tab.cover().waitFor();
  expect([...desk.errors, ...next.errors]).toEqual([]);
});
