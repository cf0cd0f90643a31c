import type { Browser, Locator } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { comes, does } from "./played-morning.ts";

/* Desks of people who are called: 李伟 is on duty in the lobby, and something important there goes unsettled. */

let browser: Browser;
let services: JourneyProduct;
const desks: JourneyDesk[] = [];

/** Sets up a product for each test of a file, and closes its desks. */
export function setUpCalled(): void {
  beforeAll(async () => {
    browser = await openChromium();
  });

  afterAll(async () => {
    await browser.close();
  });

  beforeEach(async ({ onTestFailed }) => {
    services = await openJourneyProduct();
    services.pass(5);
    await comes(services, "李伟", "day");
    onTestFailed(async () => {
      for (const desk of desks) await desk.picture("failed");
    });
  });

  afterEach(async () => {
    for (const desk of desks.splice(0)) await desk.close();
    await services.stop();
  });
}

export async function calledDesk(name: string, width: 390 | 1440): Promise<JourneyDesk> {
  const desk = await JourneyDesk.open(browser, services, { name: `calls-${width}`, width });
  desks.push(desk);
  await desk.be(name);
  return desk;
}

/** Something important that the lobby has not settled by now. */
export async function goesUnsettled(): Promise<void> {
  const dueAt = plusMinutes(services.now(), 1);
  await does(services, "李伟", "matter.open", { post: "lobby", class: "important", text: "水管渗水。", dueAt });
  services.pass(1);
}

/** The strip that lies above every screen of whoever is called. */
function strip({ page }: JourneyDesk): Locator {
  return page.getByRole("alert", { name: "呼叫", exact: true });
}

/** 孙涛, who is called, sits down, quiets the call, and answers it. */
export async function seesAndAnswers(width: 390 | 1440): Promise<void> {
  await goesUnsettled();
  const desk = await calledDesk("孙涛", width);
  // The overview, which a squad leader sees first, shows the call itself: there it can only be quieted.
  await desk.page.goto("/overview");
  await strip(desk).getByText("1 个呼叫").waitFor();
  expect(await strip(desk).getByRole("button", { name: "看呼叫" }).count()).toBe(0);
  await desk.press("静音一分钟", strip(desk));
  await strip(desk).getByRole("button", { name: "已静音" }).waitFor();
  // Every other screen has the strip.
  await desk.page.goto("/duty/lobby");
  await strip(desk).waitFor();
  expect(await desk.page.title()).toMatch(/^\(1\) /);
  await desk.page.getByRole("heading", { name: "有人在呼叫你" }).waitFor();
  await desk.picture("strip");
  await desk.press("看呼叫", strip(desk));
  const panel = desk.page.getByRole("dialog", { name: "呼叫" });
  const call = panel.getByRole("listitem").filter({ hasText: "大堂" }).first();
  await call.getByText("司徒晓明").waitFor();
  await call.getByText("已送达，未应答").waitFor();
  await desk.picture("panel");
  for (const button of await panel.getByRole("button", { name: "我来处理" }).all())
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await desk.press("我来处理", call);
  await panel.getByText("现在没有呼叫").waitFor();
  await desk.press("关闭", panel);
  await strip(desk).waitFor({ state: "hidden" });
  expect(await desk.page.title()).not.toMatch(/^\(/);
  expect(desk.errors).toEqual([]);
}
