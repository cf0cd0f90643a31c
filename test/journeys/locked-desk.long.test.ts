import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castOpeningDay, castPassword, type JourneyProduct, openJourneyProduct, pinOf } from "./journey-product.ts";
import { signsOn } from "./on-duty-chapters.ts";
import { comes, does } from "./played-morning.ts";

let browser: Browser;
let services: JourneyProduct;
let desk: JourneyDesk;

beforeAll(async () => {
  browser = await openChromium();
});

afterAll(async () => {
  await browser.close();
});

beforeEach(async ({ onTestFailed }) => {
  services = await openJourneyProduct();
  desk = await JourneyDesk.open(browser, services, { name: "locked", width: 1440 });
  onTestFailed(() => desk.picture("failed"));
});

afterEach(async () => {
  await desk.close();
  await services.stop();
});

const written = "岗位正常，无异常情况。";

function line({ page }: JourneyDesk) {
  return page.getByRole("listitem").filter({ hasText: written });
}

/** The lock with its pad stands there, and no word of the log can be read, nor would it be printed. */
async function isCovered(tab: JourneyDesk): Promise<void> {
  await tab.cover().getByLabel("李伟的签字码").waitFor();
  expect(await tab.page.getByText(written).filter({ visible: true }).count()).toBe(0);
}

test("a locked desk stays locked through a reload in every tab, and opens in all of them", async () => {
  await signsOn({ at: () => desk, pass: async () => {} }, "李伟", "早班");
  await desk.press("日常", desk.panel("值班日志"));
  await desk.press(written, desk.panel("值班日志"));
  await line(desk).waitFor();
  const next = await desk.nextTab();
  await line(next).waitFor();
  const tabs = [desk, next];
  const locks = [() => desk.press("锁定"), async () => services.pass(2)];
  for (const [turn, lock] of locks.entries()) {
    await lock();
    for (const tab of tabs) await isCovered(tab);
    for (const tab of tabs) {
      await tab.page.reload();
      await isCovered(tab);
      expect(await tab.page.getByText(written).count()).toBe(0);
    }
    const [first, second] = turn === 0 ? [desk, next] : [next, desk];
    await first?.unlock("李伟");
    await second?.cover().waitFor({ state: "hidden" });
    for (const tab of tabs) await line(tab).waitFor();
  }
  expect(tabs.flatMap(({ errors }) => errors)).toEqual([]);
});

test("no key takes the lock off, however often it is pressed", async () => {
  await comes(services, "李伟", "day");
  await desk.be("李伟");
  await desk.press("日常", desk.panel("值班日志"));
  await desk.press(written, desk.panel("值班日志"));
  await line(desk).waitFor();
  await desk.press("锁定");
  await isCovered(desk);
  for (let press = 0; press < 6; press += 1) {
    await desk.page.keyboard.press("Escape");
    await isCovered(desk);
  }
  expect(desk.errors).toEqual([]);
});

test("who opens a tab while the desk is locked or left comes to the lock or the door, never to an error", async () => {
  await desk.be("李伟");
  const told: string[] = [];
  for (const [act, seen] of [
    ["lock", "李伟的签字码"],
    ["sign-out", "账号"],
  ] as const) {
    const page = await desk.page.context().newPage();
    page.on("pageerror", ({ message }) => told.push(message));
    page.on("console", (said) => {
      if (said.type() === "error" && !said.text().startsWith("Failed to load resource")) told.push(said.text());
    });
    const asked = Promise.withResolvers<void>();
    const happened = Promise.withResolvers<void>();
    await page.route("**/api/site?*", async (route) => {
      asked.resolve();
      await happened.promise;
      await route.continue();
    });
    await page.goto("/");
    await asked.promise;
    expect((await page.request.post(`/api/session/${act}`, { data: {} })).status()).toBe(200);
    happened.resolve();
    await page.getByLabel(seen, { exact: true }).waitFor();
    await page.close();
    if (act === "lock") await desk.unlock("李伟");
  }
  await desk.page.getByLabel("账号", { exact: true }).waitFor();
  expect(told).toEqual([]);
});

test("what happens while the line is being laid is on the screen once it stands", async () => {
  await comes(services, "李伟", "day");
  const { page } = desk;
  const asked = Promise.withResolvers<void>();
  const laid = Promise.withResolvers<void>();
  await page.route("**/api/feed?*", async (route) => {
    asked.resolve();
    await laid.promise;
    await route.continue();
  });
  await desk.be("李伟");
  await asked.promise;
  await desk.panel("值班日志").getByText("这一页还没有记录").waitFor();
  const text = { post: "lobby", date: castOpeningDay, shift: "day", category: "routine", text: written };
  await does(services, "李伟", "log.write-line", text);
  laid.resolve();
  await line(desk).waitFor();
  expect(desk.errors).toEqual([]);
});

test("somebody else signs in at a locked desk; who was there before opens it for themselves", async () => {
  await desk.be("李伟");
  await desk.press("锁定");
  await desk.page.reload();
  const cover = desk.cover();
  await desk.picture("20-locked");
  await desk.press("改用密码，或换人登录", cover);
  await desk.picture("21-another-signs-in");
  await cover.getByLabel("账号", { exact: true }).fill("张磊");
  await cover.getByLabel("密码", { exact: true }).fill(castPassword);
  await desk.press("登录", cover);
  await cover.waitFor({ state: "hidden" });
  expect(await desk.face("张磊").getAttribute("aria-pressed")).toBe("true");
  await desk.face("李伟").click();
  await desk.picture("22-proves-who-it-is");
  await desk.givePin("李伟", pinOf("张磊"));
  expect(await desk.refusal("ZB-02")).toContain("签字码不对");
  expect(await desk.face("张磊").getAttribute("aria-pressed")).toBe("true");
  await desk.givePin("李伟", pinOf("李伟"));
  await desk.people().getByRole("button", { name: "李伟", exact: true, pressed: true }).waitFor();
  await desk.press("锁定");
  await desk.page.reload();
  await desk.press("全部退出登录", cover);
  await desk.page.getByRole("button", { name: "登录", exact: true }).waitFor();
  expect(desk.errors).toEqual([]);
});
