import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JourneyDesk, openChromium } from "./journey-desk.ts";
import { type JourneyProduct, openJourneyProduct } from "./journey-product.ts";
import { handOverMorning } from "./played-morning.ts";

/*
 * 李伟 has handed over at 15:45 and gone without signing off. 张磊, who took the post over, records it on a phone; 孙涛, who leads the squad,
 * corrects the time at the desk.
 */

let browser: Browser;
let services: JourneyProduct;

beforeAll(async () => {
  [browser, services] = await Promise.all([openChromium(), openJourneyProduct()]);
  await handOverMorning(services);
  services.pass(40);
});

afterAll(async () => {
  await browser.close();
  await services.stop();
});

/** The row of somebody who has gone, as it stands on a desk. */
function goneRow(desk: JourneyDesk, name: string) {
  return desk.panel("在岗").getByRole("listitem").filter({ hasText: name }).filter({ hasText: "早班 · 下岗" });
}

test("a forgotten sign-off is recorded by the relief, corrected by the squad leader, and shown with both times", async ({
  onTestFailed,
}) => {
  const phone = await JourneyDesk.open(browser, services, { name: "phone", width: 390 });
  const desk = await JourneyDesk.open(browser, services, { name: "desk", width: 1440 });
  onTestFailed(async () => {
    for (const each of [phone, desk]) await each.picture("failed");
  });
  for (const [each, name] of [
    [phone, "张磊"],
    [desk, "孙涛"],
  ] as const) {
    await each.be(name);
    await each.page.goto("/duty/lobby");
  }

  // Before he had handed over he was there; the words stay in the dialog while the time is put right.
  const here = phone.panel("在岗").getByRole("listitem").filter({ hasText: "李伟" }).filter({ hasText: "早班 · 上岗" });
  await phone.press("补记下岗", here);
  const recording = phone.page.getByRole("dialog", { name: "补记李伟下岗" });
  await recording.getByLabel("怎么回事").fill("走时忘了按下岗。");
  await recording.getByRole("textbox", { name: "大约几分钟前离开" }).fill("41");
  await recording.getByText("离开时间 15:44").waitFor();
  await phone.press("补记", recording);
  expect(await phone.refusal("ZB-30")).toContain("离岗时间不对");
  await recording.getByRole("textbox", { name: "大约几分钟前离开" }).fill("15");
  await recording.getByText("离开时间 16:10").waitFor();
  await phone.picture("51-recording");
  await phone.press("补记", recording);
  await goneRow(phone, "李伟").getByText("早班 · 下岗 16:10").waitFor();
  await goneRow(phone, "李伟").getByText("张磊补记于 16:25").waitFor();
  await here.waitFor({ state: "detached" });
  expect(await goneRow(phone, "李伟").getByRole("button").count()).toBe(0);

  // The squad leader has seen it on the camera; what stood there stays in sight.
  await goneRow(desk, "李伟").getByText("张磊补记于 16:25").waitFor();
  await desk.press("更正时间", goneRow(desk, "李伟"));
  const correcting = desk.page.getByRole("dialog", { name: "更正李伟的下岗时间" });
  const earlier = correcting.getByRole("textbox", { name: "比 16:25 报下岗早几分钟" });
  expect(await earlier.inputValue()).toBe("15");
  await earlier.fill("22");
  await correcting.getByText("离开时间 16:03").waitFor();
  await correcting.getByLabel("依据").fill("监控看到是四点零三分。");
  await desk.picture("52-correcting");
  await desk.press("更正", correcting);
  for (const each of [desk, phone]) {
    await goneRow(each, "李伟").getByText("早班 · 下岗 16:03").waitFor();
    await goneRow(each, "李伟").getByText("孙涛更正于 16:25 · 原报下岗 16:25").waitFor();
  }
  await phone.picture("53-corrected");

  // Whose time it is may not correct it, and reads who may.
  await desk.be("李伟");
  await desk.turnTo("岗位");
  await goneRow(desk, "李伟").getByText("时间不对的请班长更正").waitFor();
  await desk.pressInVain("更正时间");
  for (const each of [phone, desk]) {
    expect(each.errors).toEqual([]);
    await each.close();
  }
});
