import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { playMorning } from "./played-morning.ts";

/* The site from above: 黄丽华, who heads the department, goes from a figure to its entries and opens a post; 李伟 is a guard. */

let browser: Browser;
let services: JourneyProduct;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
  await playMorning(services);
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

test.each([390, 1440] as const)(
  "at %i px a manager sees the site first, goes from a figure to its evidence, and opens a post",
  async (width) => {
    const desk = await JourneyDesk.open(browser, services, { name: `overview-${width}`, width });
    const page = await desk.be("黄丽华");
    await page.waitForURL("**/overview");
    await desk.panel("要处理").waitFor();
    await desk.panel("逐日").locator("ol button").last().click();
    const evidence = page.getByRole("dialog");
    const rows = evidence.locator(".overview-evidence > li");
    await rows.first().waitFor();
    const told = await evidence.getByRole("button", { name: /^全部/ }).textContent();
    expect(told).toBe(`全部 ${await rows.count()}`);
    await rows.first().getByRole("button", { name: "看经过" }).click();
    await rows.first().locator(".overview-entries li").first().waitFor();
    await desk.picture("41-evidence");
    await page.keyboard.press("Escape");
    await evidence.waitFor({ state: "hidden" });
    const row = desk.panel("岗位").getByRole("row").filter({ hasText: "大堂岗" });
    // The whole row leads there; on a wide screen it is hit far from the name.
    if (width === 390) await row.getByRole("link").click();
    else await row.locator("td.change").click({ force: true });
    await page.waitForURL("**/duty/lobby");
    await desk.close();
    expect(desk.errors).toEqual([]);
  },
);

test("a guard without a function begins at the post, and is not led to the overview", async () => {
  const desk = await JourneyDesk.open(browser, services, { name: "guard", width: 390 });
  const page = await desk.be("李伟");
  await page.waitForURL("**/duty/**");
  expect(await page.getByRole("link", { name: "总览" }).count()).toBe(0);
  await desk.close();
  expect(desk.errors).toEqual([]);
});
