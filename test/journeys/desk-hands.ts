import { expect } from "vitest";
import type { SeenState } from "#test/desk-cells.ts";
import type { JourneyDesk } from "./journey-desk.ts";
import { castPassword, pinOf } from "./journey-product.ts";

/* What somebody does at a tab, wherever it stands: the screen itself says which way there is. */

/** Runs in the page: the state that its words tell, or what stands there instead. */
const look = `(() => {
  const front = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.getElementById("root");
  const says = (text) => front.textContent.includes(text);
  if (front.matches(".alone-cover")) return "by-pin";
  if (front.matches(".cover") && says("断网时要用的内容")) return "locked-known";
  if (front.matches(".cover")) return says("本机要等连上才能解锁") ? "locked-alone" : "locked";
  if (document.querySelector("[aria-busy=true]")) return "busy";
  if (document.querySelector("main.door")) {
    if (says("先设好自己的密码和签字码")) return "secrets";
    if (document.querySelector("input[autocomplete=username]")) return says("本机的登录已结束") ? "ended" : "nobody";
    if (document.querySelector(".refusal")) return "refused";
    if (says("这一页出了问题")) return "broken";
    return says("连不上服务器") ? "away" : "something else at the door";
  }
  if (!document.querySelector(".people")) return "nothing";
  if (document.querySelector("main > .refusal")) return "refused";
  return document.querySelector(".site-clock .line.lost") ? "alone" : "in";
})()`;

/** What a tab shows now: a state, or how it stands on the way to one. */
export function seenOn({ page }: JourneyDesk): Promise<SeenState | string> {
  return page.evaluate<string>(look);
}

/** Runs in the page: how many things can be pressed or written in, in front of everything else. */
const ways = `(() => {
  const front = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.body;
  const all = front.querySelectorAll("button:not([disabled]), a[href], input:not([disabled])");
  return [...all].filter((each) => each.checkVisibility({ visibilityProperty: true })).length;
})()`;

export function waysOn({ page }: JourneyDesk): Promise<number> {
  return page.evaluate<number>(ways);
}

/** Whoever is waited for proves who they are; `hasPin`: by their PIN, where a PIN is asked for. */
export async function opens(desk: JourneyDesk, name: string, hasPin: boolean): Promise<void> {
  const cover = desk.cover();
  if (await cover.isVisible()) {
    await desk.press(name, cover);
    await (hasPin ? desk.givePin(name, pinOf(name)) : signsIn(desk, name));
    return;
  }
  const form = desk.page.getByRole("main");
  if (!(await form.getByLabel("输入新的签字码").isVisible())) return await signsIn(desk, name);
  await form.getByLabel("密码", { exact: true }).fill(castPassword);
  await form.getByLabel("输入新的签字码").fill(pinOf(name));
  await form.getByLabel("再输一次签字码").fill(pinOf(name));
  await desk.press("设为新签字码");
}

export async function leaves(desk: JourneyDesk): Promise<void> {
  const { page } = desk;
  const alone = page.getByRole("main").getByRole("button", { name: "李伟退出登录", exact: true });
  if (await desk.cover().isVisible()) return await desk.press("全部退出登录", desk.cover());
  if (await alone.isVisible()) return await alone.click();
  await desk.press("显示设置");
  await desk.press("全部退出登录", page.getByRole("dialog", { name: "显示设置" }));
}

/** Somebody signs in, beside whoever is there. */
export async function signsInBeside(desk: JourneyDesk, name: string): Promise<void> {
  if (await desk.cover().isVisible()) {
    const another = desk.cover().getByRole("button", { name: "改用密码，或换人登录", exact: true });
    if (await another.isVisible()) await another.click();
  } else if (await desk.people().isVisible()) {
    await desk.press("加一人");
  }
  await signsIn(desk, name);
}

/** Somebody who sits there already enters their PIN. */
export async function proves(desk: JourneyDesk, name: string): Promise<void> {
  const way = desk.page.getByRole("main").getByRole("button", { name: `改由${name}操作`, exact: true });
  if (await desk.cover().isVisible()) await desk.press(name, desk.cover());
  else if (await way.isVisible()) await way.click();
  else await desk.face(name).click();
  await desk.givePin(name, pinOf(name));
}

/** What nobody heard is answered in words, and a window that asked for it can be closed. */
export async function isToldWhy({ page }: JourneyDesk): Promise<void> {
  await page.locator(".refusal").filter({ visible: true }).first().waitFor();
  const windows = page.locator("dialog[open]:not(.cover)");
  if ((await windows.count()) > 0) await page.keyboard.press("Escape");
  await expect.poll(() => windows.count()).toBe(0);
}

async function signsIn(desk: JourneyDesk, name: string): Promise<void> {
  const account = desk.page.getByLabel("账号", { exact: true }).filter({ visible: true });
  await account.fill(name);
  await desk.page.getByLabel("密码", { exact: true }).filter({ visible: true }).fill(castPassword);
  await account.press("Enter");
}
