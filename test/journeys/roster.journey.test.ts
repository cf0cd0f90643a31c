import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castOpeningDay, type JourneyProduct, openJourneyProduct } from "./journey-product.ts";

/* The month of the lobby: covered, taken back, planned anew by a pattern, while somebody else changes it too. */

let browser: Browser;
let services: JourneyProduct;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

const month = `/roster/lobby/${castOpeningDay}/day`;

/** The shift of a day in the table. */
function cell(desk: JourneyDesk, day: number, column: number) {
  const row = desk.page
    .getByRole("row")
    .filter({ has: desk.page.getByRole("rowheader", { name: new RegExp(`^${day} `) }) });
  return row.getByRole("cell").nth(column);
}

test("a manager covers, takes back and publishes again; nothing is undone unseen", async ({ onTestFailed }) => {
  const office = await JourneyDesk.open(browser, services, { name: "office", width: 1440 });
  const phone = await JourneyDesk.open(browser, services, { name: "phone", width: 390 });
  onTestFailed(async () => {
    for (const desk of [office, phone]) await desk.picture("failed");
  });
  await office.be("黄丽华");
  await office.page.goto(month);
  await phone.be("李伟");
  await phone.page.goto(month);
  await office.page.getByText("已发布", { exact: true }).waitFor();
  await office.picture("50-month");
  expect(await phone.page.getByRole("button", { name: "改排班" }).count()).toBe(0);

  // The evening of the first day, for whoever is due.
  const evening = cell(office, 21, 2);
  const standing = evening.locator(".standing");
  const due = (await standing.first().textContent()) ?? "";
  await evening.getByRole("button").click();
  const dialog = office.page.getByRole("dialog", { name: /中班/ });
  await dialog.getByRole("button", { name: "孙涛", exact: true }).click();
  await dialog.getByLabel("为什么").fill("发烧");
  await office.picture("51-cover");
  await office.press("就这样安排", dialog);
  await evening.getByText(`顶 ${due}`).waitFor();
  await cell(phone, 21, 2).getByText(`顶 ${due}`).waitFor();

  // Planned anew from what stood there before the cover.
  await office.press("改排班");
  await evening.getByRole("button").click();
  const who = office.page.getByRole("dialog", { name: /中班/ });
  for (const name of [/孙涛/, /马超/, new RegExp(due), /马超/]) await who.getByRole("button", { name }).click();
  await office.press("就这 2 人", who);
  const publish = office.panel("发布前");
  await publish.getByText(/还有 1 处顶班会被取消/).waitFor();
  await office.picture("52-undone");
  await publish.getByRole("checkbox", { name: /孙涛 顶/ }).check();
  await office.press("按班次规律排", publish);
  const pattern = office.page.getByRole("dialog", { name: "按班次规律排" });
  for (const name of ["李伟", "张磊", "马超", "孙涛"]) await pattern.getByRole("button", { name, exact: true }).click();
  await pattern.getByLabel("从哪天起").selectOption("2026-11-25");
  await office.picture("53-pattern");
  await office.press("排进表格", pattern);
  await office.picture("54-planned");
  await office.press("发布 11 月排班", publish);
  await office.page.getByText("已发布", { exact: true }).waitFor();
  expect(await standing.allTextContents()).toEqual([due, "马超"]);
  await office.picture("55-published");
  await cell(phone, 25, 0)
    .getByText(/李伟|张磊|马超|孙涛/)
    .waitFor();
  await phone.picture("56-published");
  expect([...office.errors, ...phone.errors]).toEqual([]);
});

test("a cover is taken back where it was arranged", async ({ onTestFailed }) => {
  const office = await JourneyDesk.open(browser, services, { name: "office-two", width: 1440 });
  onTestFailed(() => office.picture("failed"));
  await office.be("黄丽华");
  await office.page.goto(month);
  const night = cell(office, 22, 0);
  const due = (await night.textContent()) ?? "";
  await night.getByRole("button").click();
  const dialog = office.page.getByRole("dialog", { name: /夜班/ });
  await dialog.getByRole("button", { name: "孙涛", exact: true }).click();
  await dialog.getByLabel("为什么").fill("调休");
  await office.press("就这样安排", dialog);
  await night.getByText(`顶 ${due}`).waitFor();
  await night.getByRole("button").click();
  await dialog.getByRole("heading", { name: "谁不来" }).waitFor();
  await dialog.getByRole("button", { name: new RegExp(`撤回顶班：${due}`) }).click();
  expect(await dialog.getByRole("heading", { name: "谁不来" }).count()).toBe(0);
  await dialog.getByLabel("为什么").fill("能来了");
  await office.press("就这样安排", dialog);
  await night.getByText(`顶 ${due}`).waitFor({ state: "detached" });
  expect(await night.textContent()).toBe(due);
  expect(office.errors).toEqual([]);
});
