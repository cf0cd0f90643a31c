import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castPassword, type JourneyProduct, openJourneyProduct, pinOf } from "./journey-product.ts";
import { whatPageKeeps } from "./kept-by-page.ts";
import { playMorning } from "./played-morning.ts";

/*
 * A forgotten password, from saying so to signing with a new PIN; and an own password that is changed. 孙涛 is squad leader, 李伟 and 张磊
 * are guards who hold no function.
 */

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

async function openDesk(name: string, width: 390 | 1440): Promise<JourneyDesk> {
  return await JourneyDesk.open(browser, services, { name, width });
}

async function signIn({ page }: JourneyDesk, name: string, password: string): Promise<void> {
  await page.getByLabel("账号", { exact: true }).fill(name);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

/** Nobody is signed in at the desk any more: it asks who comes. */
async function cameToSignIn({ page }: JourneyDesk): Promise<void> {
  await page.reload();
  await page.getByRole("link", { name: "忘了签字码" }).waitFor();
}

/** On paper stands the slip and nothing else of the screen. */
async function printedAlone(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".slip dd").filter({ visible: true }).count()).toBe(4);
  expect(await page.locator("button, h1, h2, h3, select").filter({ visible: true }).count()).toBe(0);
  await page.emulateMedia({ media: null });
  expect(await page.locator("dialog button").filter({ visible: true }).count()).toBeGreaterThan(3);
}

/** Gives up the password of a colleague, and answers what stands on the slip. */
async function giveSlip(helper: JourneyDesk, by: string, whose: string): Promise<string> {
  const page = await helper.be(by);
  const dialog = await helper.settings();
  await helper.press("重置密码", dialog);
  await dialog.getByLabel("同事").selectOption({ label: whose });
  await dialog.getByLabel("理由").fill("本人忘了，当面核对过。");
  await helper.givePin(by, pinOf(by));
  const slip = dialog.getByRole("article", { name: "初始密码" });
  await slip.getByText(whose, { exact: true }).first().waitFor();
  await helper.picture("24-slip");
  await printedAlone(page);
  const text = await slip.locator("[data-row=password] dd").textContent();
  await helper.press("已交给本人", dialog);
  await slip.waitFor({ state: "hidden" });
  return text ?? "";
}

describe.each([
  [390, "李伟", "480215"],
  [1440, "张磊", "640281"],
] as const)("at a width of %i", (width, guard, pin) => {
  const next = `雨过天青-云破处-${pin}`;
  const later = `${next}-晴`;

  test("who has forgotten the password gets a slip, and signs in anew with secrets of their own", async () => {
    const [own, helper] = [await openDesk(`forgot-${width}`, width), await openDesk(`helper-${width}`, width)];
    await own.be(guard);
    const first = await giveSlip(helper, "孙涛", guard);
    await cameToSignIn(own);
    const kept = await whatPageKeeps(own.page);
    await signIn(own, guard, castPassword);
    await own.page.getByRole("alert").getByText("账号或密码不对").waitFor();
    await signIn(own, guard, first);
    const form = own.page.getByRole("main");
    await form.getByText(/孙涛重置了您的登录/).waitFor();
    await own.picture("25-told");
    await form.getByLabel("现在的密码").fill(first);
    await form.getByLabel("新密码", { exact: true }).fill(next);
    await form.getByLabel("再输一次新密码").fill(next);
    await own.press("更换密码");
    for (const label of ["输入新的签字码", "再输一次签字码"]) await form.getByLabel(label).fill(pin);
    await own.press("设为新签字码");
    await own.face(guard).waitFor();
    expect([...own.errors, ...helper.errors]).toEqual([]);
    expect(kept.filter((text) => [first, next, pin].some((secret) => text.includes(secret)))).toEqual([]);
    await Promise.all([own.close(), helper.close()]);
  });

  test("who changes the own password in the settings stays here, and is signed out everywhere else", async () => {
    const [here, elsewhere] = [await openDesk(`here-${width}`, width), await openDesk(`elsewhere-${width}`, width)];
    for (const desk of [here, elsewhere]) {
      await signIn(desk, guard, next);
      await desk.face(guard).waitFor();
    }
    const dialog = await here.settings();
    await here.press("改密码", dialog);
    await dialog.getByLabel("现在的密码").fill(next);
    await dialog.getByLabel("新密码", { exact: true }).fill(later);
    await dialog.getByLabel("再输一次新密码").fill(later);
    await dialog.locator("form").getByRole("button", { name: "改密码", exact: true }).click();
    await dialog.getByText("新密码已生效，别处的登录都已退出。").waitFor();
    await here.page.reload();
    await here.face(guard).waitFor();
    await cameToSignIn(elsewhere);
    await signIn(elsewhere, guard, later);
    await elsewhere.face(guard).waitFor();
    expect([...here.errors, ...elsewhere.errors]).toEqual([]);
    await Promise.all([here.close(), elsewhere.close()]);
  });
});
