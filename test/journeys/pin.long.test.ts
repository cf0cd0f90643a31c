import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { castOpeningDay, castPassword, type JourneyProduct, openJourneyProduct, pinOf } from "./journey-product.ts";
import { whatPageKeeps } from "./kept-by-page.ts";
import { playMorning } from "./played-morning.ts";

/*
 * A PIN is a signature: how it is asked, forgotten and given up. 黄丽华 heads the department, 何雅静 is the administrator, 李伟 and 张磊
 * share the desk of the lobby.
 */

const wrongPin = "135790";
const wrongPassword = "lantern-harbour-8";
const chosen = { 李伟: "480215", 张磊: "640281", 马超: "902714" } as const;
const secrets = [castPassword, wrongPassword, wrongPin, ...Object.values(chosen)].concat(
  ["黄丽华", "何雅静", "李伟", "张磊"].map(pinOf),
);

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

/** Tells a story at a desk, and asks afterwards whether a secret was ever kept in its browser. */
async function atDesk(name: string, width: 390 | 1440, story: (desk: JourneyDesk) => Promise<void>): Promise<void> {
  const desk = await JourneyDesk.open(browser, services, { name, width });
  const kept = await whatPageKeeps(desk.page);
  try {
    await story(desk);
  } catch (thrown) {
    await desk.picture("failed");
    throw thrown;
  }
  await desk.close();
  expect(desk.errors).toEqual([]);
  expect(kept).not.toEqual([]);
  expect(kept.filter((text) => secrets.some((secret) => text.includes(secret)))).toEqual([]);
}

/** The field of a form that is marked as the one that is wrong. */
async function marked(within: Locator, field: string): Promise<void> {
  await within.locator(`[data-field="${field}"] [aria-invalid="true"]`).waitFor();
}

async function choosePin(within: Locator, first: string, again = first): Promise<void> {
  await within.getByLabel("输入新的签字码").fill(first);
  await within.getByLabel("再输一次签字码").fill(again);
}

test("a manager countersigns a closed page with the own PIN", async () => {
  await atDesk("manager", 1440, async (desk) => {
    const page = await desk.be("黄丽华");
    await page.goto(`/page/lobby/${castOpeningDay}/day`);
    await desk.press("复核签阅");
    const dialog = page.getByRole("dialog", { name: "复核签阅本页" });
    await dialog.getByLabel("意见（可不填）").fill("已阅，请跟进照明报修。");
    await desk.givePin("黄丽华", wrongPin);
    expect(await desk.refusal("ZB-02")).toContain("签字码不对");
    await marked(dialog, "pin");
    await desk.picture("20-countersign");
    await desk.givePin("黄丽华", pinOf("黄丽华"));
    await dialog.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "复核签阅" }).waitFor({ state: "hidden" });
    await page.locator(".paper-signatures").first().getByText("黄丽华").waitFor();
  });
});

test("a guard who has forgotten the PIN sets a new one at the locked desk, with the password", async () => {
  await atDesk("lobby", 390, async (desk) => {
    const page = await desk.be("李伟");
    await desk.be("张磊");
    services.pass(3);
    await desk.lockedByItself();
    const cover = page.getByRole("dialog", { name: "本机已锁定" });
    await desk.press("李伟", cover);
    await desk.givePin("李伟", wrongPin);
    await marked(cover, "pin");
    await desk.press("忘了签字码", cover);
    await desk.press("回到签字码", cover);
    await desk.press("忘了签字码", cover);
    await cover.getByLabel("密码", { exact: true }).fill(wrongPassword);
    await choosePin(cover, chosen.李伟, chosen.张磊);
    await marked(cover, "pin");
    await choosePin(cover, chosen.李伟);
    await desk.press("设为新签字码", cover);
    await marked(cover, "password");
    await desk.picture("21-forgotten-at-lock");
    await cover.getByLabel("密码", { exact: true }).fill(castPassword);
    await desk.press("设为新签字码", cover);
    await cover.getByText("新的签字码已生效").waitFor();
    await desk.givePin("李伟", pinOf("李伟"));
    await marked(cover, "pin");
    await desk.givePin("李伟", chosen.李伟);
    await cover.waitFor({ state: "hidden" });
  });
});

test("a colleague gives up a forgotten PIN with the own one; the shared desk stays of use to others", async () => {
  await atDesk("shared", 1440, async (desk) => {
    const page = await desk.be("李伟");
    await desk.be("张磊");
    await atDesk("colleague", 390, resetsForZhang);
    await page.reload();
    const form = page.getByRole("main");
    // Whose PIN was given up is locked where they were; whoever else sits there goes on.
    await desk.cover().waitFor();
    await desk.press("李伟", desk.cover());
    await desk.givePin("李伟", chosen.李伟);
    await desk.people().waitFor();
    await desk.press("张磊", desk.people());
    // Who has no PIN shows the password instead.
    const proving = page.getByRole("dialog", { name: "张磊先输入签字码再操作" });
    await proving.getByLabel("账号", { exact: true }).fill("张磊");
    await proving.getByLabel("密码", { exact: true }).fill(castPassword);
    await desk.press("登录", proving);
    await form.getByLabel("密码", { exact: true }).fill(wrongPassword);
    await choosePin(form, "111111");
    await desk.press("设为新签字码");
    await marked(form, "password");
    await form.getByLabel("密码", { exact: true }).fill(castPassword);
    await desk.press("设为新签字码");
    await marked(form, "pin");
    await desk.picture("22-reset-by-colleague");
    await choosePin(form, chosen.张磊);
    await desk.press("设为新签字码");
    await page.getByRole("region", { name: "本机在场人员" }).waitFor();
  });
});

async function resetsForZhang(desk: JourneyDesk): Promise<void> {
  await desk.be("何雅静");
  const dialog = await desk.settings();
  await desk.press("重置签字码", dialog);
  await desk.givePin("何雅静", pinOf("何雅静"));
  await marked(dialog, "person");
  await dialog.getByLabel("同事").selectOption({ label: "张磊" });
  await desk.givePin("何雅静", pinOf("何雅静"));
  await marked(dialog, "reason");
  await dialog.getByLabel("理由").fill("本人忘了，当面核对过。");
  await desk.givePin("何雅静", wrongPin);
  await marked(dialog, "pin");
  await desk.picture("23-colleague");
  await desk.givePin("何雅静", pinOf("何雅静"));
  await dialog.getByText("旧签字码已作废").waitFor();
}

test("who stands before the door sets a new PIN there, and finds the way back", async () => {
  await atDesk("runtime", 390, async (desk) => {
    const { page } = desk;
    await page.getByRole("link", { name: "忘了签字码" }).click();
    const form = page.getByRole("main");
    await form.getByLabel("账号", { exact: true }).fill("马超");
    await form.getByLabel("密码", { exact: true }).fill(wrongPassword);
    await choosePin(form, chosen.马超);
    await desk.press("设为新签字码");
    await marked(form, "password");
    await form.getByLabel("密码", { exact: true }).fill(castPassword);
    await desk.press("设为新签字码");
    await page.getByText("新的签字码已生效").waitFor();
    await page.getByRole("link", { name: "回到登录" }).click();
    await desk.be("马超");
  });
});
