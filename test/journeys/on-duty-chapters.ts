import { expect } from "vitest";
import { type Cast, lampOut, pumpRoom } from "./journey-cast.ts";
import type { JourneyDesk } from "./journey-desk.ts";
import { lampPhoto } from "./journey-paper.ts";

/* What somebody does between coming and handing over. */

const visitor = "访客已登记并联系被访人。";

/** Nobody goes on duty before having confirmed the regulation of the post (GPH-01). */
export async function signsOn(cast: Cast, name: string, shift: string): Promise<void> {
  const desk = cast.at(name);
  const page = await desk.be(name);
  await page.getByRole("heading", { name: `大堂岗 · ${shift}：现在还不能上岗` }).waitFor();
  expect(await desk.refusal("GPH-01")).toContain("须先确认保安岗位交接班规定");
  await desk.picture("01-unconfirmed");
  await page.getByRole("link", { name: "上岗前请确认制度" }).click();
  await page.getByRole("checkbox", { name: "我已读懂以上条款，并按此执行。" }).check();
  await desk.press("确认制度");
  await page.getByRole("heading", { name: `大堂岗 · ${shift}上岗` }).waitFor();
  await desk.press("上岗");
  await desk.panel("在岗").getByRole("listitem").filter({ hasText: name }).filter({ hasText: shift }).waitFor();
}

/** Nobody is there who could take the post (GPH-09). */
export async function mayNotLeave({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  await desk.press("下岗", desk.panel("在岗"));
  expect(await desk.refusal("GPH-09")).toContain("接班的人还没有接岗，现在不能离开");
  await desk.picture("02-may-not-leave");
}

/** One tap makes a line, on a phone two; a photo goes with the next one. */
export async function writes({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  await desk.press("岗位正常，无异常情况。", await desk.writing());
  await lineOf(desk, "岗位正常，无异常情况。").waitFor();

  const log = await desk.writing();
  await desk.press("设备", log);
  const [chooser] = await Promise.all([
    desk.page.waitForEvent("filechooser"),
    log.getByRole("button", { name: "拍照或选图" }).click(),
  ]);
  await chooser.setFiles({ name: "lamp.jpg", mimeType: "image/jpeg", buffer: await lampPhoto() });
  await log.getByRole("button", { name: "去掉这张照片" }).waitFor();
  await desk.press(lampOut, log);
  await desk.sendHeld();
  // Until the house has it, the line shows the photo as this browser keeps it.
  await lineOf(desk, lampOut).getByText("李伟").waitFor();
  const photo = lineOf(desk, lampOut).getByRole("img", { name: "照片 1" });
  await photo.waitFor();
  // The picture itself, not only its frame.
  await photo.evaluate((image: { decode(): Promise<void> }) => image.decode());
  await desk.picture("03-lines");
}

/** What was written by mistake is taken back before it goes out: it is no line, and its words stand in the field. */
export async function takesLineBack({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const { page } = desk;
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/log.write-line")) sent.push(request.postDataJSON().body.text);
  });
  const log = await desk.writing();
  await desk.press("来访", log);
  await desk.press(visitor, log);
  const line = lineOf(desk, visitor);
  await line.getByText(/^待发，\d 秒后送出$/).waitFor();
  await desk.picture("03-held");
  await desk.press("撤回", line);
  await line.waitFor({ state: "hidden" });
  const words = (await desk.writing()).getByLabel("或自己写");
  await expect.poll(() => words.inputValue()).toBe(visitor);
  await words.fill("");
  await page.reload();
  await page.getByText("早班值班中").waitFor();
  expect([await lineOf(desk, visitor).count(), sent]).toEqual([0, []]);
}

/** What was half written is still there after a reload. */
export async function survivesReload({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const { page } = desk;
  const words = async () => (await desk.writing()).getByLabel("或自己写");
  await (await words()).fill("西侧旋转门有异响，先");
  await page.reload();
  await page.getByText("早班值班中").waitFor();
  expect(await (await words()).inputValue()).toBe("西侧旋转门有异响，先");
  await (await words()).fill("");
}

/** Without a network a line waits in sight, keeps its id, and arrives once. */
export async function sendsOnceWhenBack({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const { page } = desk;
  const ids: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/log.write-line")) ids.push(request.postDataJSON().id);
  });
  const log = await desk.writing();
  await page.context().setOffline(true);
  await desk.press("来访", log);
  await desk.press(visitor, log);
  await desk.sendHeld();
  const line = lineOf(desk, visitor);
  await line.getByText("待传").waitFor();
  await line.getByText("07:40").waitFor();
  await page.getByText("1 条待传").waitFor();
  await desk.picture("04-offline");
  await page.context().setOffline(false);
  await line.getByText("李伟").waitFor();
  await page.getByText("1 条待传").waitFor({ state: "hidden" });
  expect(await line.count()).toBe(1);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
}

export async function opensMatters({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const { page } = desk;
  await page.getByRole("button", { name: `对“${lampOut}”的操作` }).click();
  await page.getByRole("menuitem", { name: "转为跟进事项" }).click();
  await desk.press("列为跟进事项");
  const matters = desk.panel("跟进事项");
  await matters.getByText(lampOut).waitFor();

  await matters.getByRole("button", { name: "新增事项" }).click();
  const sheet = page.getByRole("dialog", { name: "新增事项" });
  await sheet.getByLabel("什么事").fill(pumpRoom);
  await desk.press("重要", sheet);
  await desk.press("列为跟进事项", sheet);
  await matters.getByRole("listitem").filter({ hasText: pumpRoom }).getByText("李伟负责 · 本班提出").waitFor();
  await desk.picture("05-matters");
}

function lineOf(desk: JourneyDesk, text: string) {
  return desk.panel("值班日志").getByRole("listitem").filter({ hasText: text });
}
