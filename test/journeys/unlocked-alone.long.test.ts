import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct, pinOf } from "./journey-product.ts";
import { comes } from "./played-morning.ts";
import { enrolls, isSealed } from "./sealed-here.ts";

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
  desk = await JourneyDesk.open(browser, services, { name: "alone", width: 1440 });
  onTestFailed(() => desk.picture("failed"));
});

afterEach(async () => {
  await desk.close();
  await services.stop();
});

/** Minutes pass for the house and for the browser. */
async function pass(minutes: number): Promise<void> {
  services.pass(minutes);
  await desk.page.clock.setSystemTime(services.now());
}

/** What somebody opened without the network. */
const opened = () => desk.page.getByRole("dialog", { name: "断网值班" });
const listed = (text: string) => opened().getByRole("listitem").filter({ hasText: text });

/** A line that was held has gone out. */
async function isSent(text: string): Promise<void> {
  await desk.page.getByRole("listitem").filter({ hasText: text }).waitFor();
  await pass(1);
  await desk.page.getByRole("button", { name: "撤回", exact: true }).waitFor({ state: "hidden" });
}

async function opensAlone(name: string): Promise<void> {
  await desk.press(name, desk.cover());
  await desk.givePin(name, pinOf(name));
  await opened().waitFor();
}

async function writes(text: string): Promise<number> {
  await opened().getByRole("textbox").fill(text);
  await desk.press("记入日志", opened());
  await listed(text).getByText("待传").waitFor();
  return services.now();
}

/** What the house has of what was written alone: which act, by whom, of when by the device, and by whose device. */
async function arrived() {
  const { accounts } = services.behind.serving.product.services;
  return await accounts<{ act: string; person: string; at: number; alone: boolean }[]>`
    select c.act, o.person, c.written_at::float8 as at, o.alone
    from command_proof c join device_opening o on o.org = c.org and o.opening = c.opening order by c.written_at, c.act`;
}

test("two at one device go on without a network, each by their own PIN, and all that they wrote is there once", async () => {
  await desk.page.clock.install({ time: services.now() });
  await desk.page.reload();
  await comes(services, "李伟", "day");
  await desk.be("李伟");
  await enrolls(desk, "大堂前台");
  await desk.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const log = desk.panel("值班日志");
  await log.getByRole("textbox").fill("断网前写的");
  await desk.press("记入日志", log);
  await isSent("断网前写的");
  await desk.be("张磊");
  await desk.be("李伟");
  await isSealed(desk, 1, 1);
  await desk.be("张磊");
  await isSealed(desk, 2, 1);
  await desk.press("锁定");
  await desk.cover().waitFor();

  await desk.page.context().setOffline(true);
  await desk.page.reload();
  await desk.cover().getByText("断网时要用的内容").waitFor();
  await desk.picture("alone-lock");
  await desk.press("李伟", desk.cover());
  await desk.givePin("李伟", pinOf("张磊"));
  await desk.cover().getByText("断网时还可以试 4 次").waitFor();
  await opensAlone("李伟");
  await listed("断网前写的").waitFor();
  await pass(1);
  const writtenAt = await writes("停电，已启用应急灯");
  await desk.press("新增事项", opened());
  const dialog = desk.page.getByRole("dialog", { name: "新增事项" });
  await dialog.getByRole("textbox").fill("应急灯两盏不亮");
  await dialog.getByRole("button", { name: "列为跟进事项", exact: true }).click();
  await listed("应急灯两盏不亮").waitFor();
  await opened().getByRole("textbox").fill("还没写完");
  await desk.picture("alone-desk");

  await pass(3);
  await desk.cover().waitFor();
  await opensAlone("张磊");
  await opened().getByText("本机没有存下你当班的日志页").waitFor();
  await opened().getByText("本机还存着别人写的 2 条").waitFor();
  expect(await opened().getByText("应急灯").count()).toBe(0);
  await desk.press("锁定", opened());
  await desk.cover().waitFor();

  await desk.page.context().setOffline(false);
  await desk.cover().getByText("断网时要用的内容").waitFor({ state: "hidden" });
  await desk.press("李伟", desk.cover());
  await desk.givePin("李伟", pinOf("李伟"));
  await desk.cover().waitFor({ state: "hidden" });
  const line = desk.page.getByRole("listitem").filter({ hasText: "停电，已启用应急灯" });
  await line.getByText("李伟").waitFor();
  expect(await line.count()).toBe(1);
  expect(await log.getByRole("textbox").inputValue()).toBe("还没写完");
  await desk.page.getByText("应急灯两盏不亮").waitFor();
  const person = personNamed("李伟");
  const came = await arrived();
  expect(came.map(({ at: _, ...each }) => each)).toEqual([
    { act: "log.write-line", person, alone: true },
    { act: "matter.open", person, alone: true },
  ]);
  for (const { at } of came) expect(Math.abs(at - writtenAt)).toBeLessThan(minute);
  expect(desk.errors).toEqual([]);
});
