import { expect } from "vitest";
import type { JourneyDesk } from "./journey-desk.ts";
import { openingDay, pinOf } from "./journey-house.ts";
import { lampPhoto, wordsOnPaper } from "./journey-paper.ts";

/*
 * A day at the lobby as it is seen on screens: 李伟 has the morning, 张磊 relieves him, 马超 is on the evening too, 孙涛 leads the squad.
 */

export interface Cast {
  /** The browser at which somebody works. */
  at(name: string): JourneyDesk;
  /** Time passes for everybody; desks that nobody touches lock themselves. */
  pass(minutes: number): Promise<void>;
}

const morning = { post: "lobby", date: openingDay, shift: "day" };
const lampOut = "照明故障，已报工程部。";
const pumpRoom = "B1 消防泵房门禁失灵，门暂用锁链，须工程部当面交接钥匙。";

export async function tellHandover(cast: Cast): Promise<void> {
  await signsOn(cast, "李伟", "早班");
  await mayNotLeave(cast);
  await writes(cast);
  await survivesReload(cast);
  await sendsOnceWhenBack(cast);
  await opensMatters(cast);
  await cast.pass(8 * 60 - 5);
  await reliefComes(cast);
  await prepares(cast);
  await mayNotSignYet(cast);
  await isNotTheRelief(cast);
  await readsRecords(cast);
  await counts(cast);
  await takesMatters(cast);
  await bothSign(cast);
  await pageIsClosed(cast);
  await passedByName(cast);
  await signsOff(cast);
  await cast.pass(60);
  await findsFault(cast);
}

/** Nobody goes on duty before having confirmed the regulation of the post (GPH-01). */
async function signsOn(cast: Cast, name: string, shift: string): Promise<void> {
  const desk = cast.at(name);
  const page = await desk.be(name);
  await page.getByRole("heading", { name: `大堂岗 · ${shift}上岗` }).waitFor();
  await desk.press("上岗");
  expect(await desk.refusal("GPH-01")).toContain("上岗前须先确认保安岗位交接班规定");
  await desk.picture("01-unconfirmed");
  await page.getByRole("link", { name: "保安岗位交接班规定" }).click();
  await page.getByRole("checkbox", { name: "我已读懂以上条款，并按此执行。" }).check();
  await desk.press("确认制度");
  await page.getByRole("heading", { name: `大堂岗 · ${shift}上岗` }).waitFor();
  await desk.press("上岗");
  await desk.panel("在岗").getByRole("listitem").filter({ hasText: name }).filter({ hasText: shift }).waitFor();
}

/** Nobody is there who could take the post (GPH-09). */
async function mayNotLeave({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  await desk.press("下岗", desk.panel("在岗"));
  expect(await desk.refusal("GPH-09")).toContain("接班的人还没有接岗，现在不能离开");
  await desk.picture("02-may-not-leave");
}

/** Two taps make a line; a photo goes with the next one. */
async function writes({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const log = desk.panel("值班日志");
  await desk.press("日常", log);
  await desk.press("岗位正常，无异常情况。", log);
  await lineOf(desk, "岗位正常，无异常情况。").waitFor();

  await desk.press("设备", log);
  const [chooser] = await Promise.all([
    desk.page.waitForEvent("filechooser"),
    log.getByRole("button", { name: "拍照或选图" }).click(),
  ]);
  await chooser.setFiles({ name: "lamp.jpg", mimeType: "image/jpeg", buffer: await lampPhoto() });
  await log.getByRole("button", { name: "去掉这张照片" }).waitFor();
  await desk.press(lampOut, log);
  const photo = lineOf(desk, lampOut).getByRole("img", { name: "照片 1" });
  await photo.waitFor();
  // The picture itself, not only its frame.
  await photo.evaluate((image: { decode(): Promise<void> }) => image.decode());
  await desk.picture("03-lines");
}

/** What was half written is still there after a reload. */
async function survivesReload({ at }: Cast): Promise<void> {
  const { page } = at("李伟");
  const words = page.getByLabel("或自己写");
  await words.fill("西侧旋转门有异响，先");
  await page.reload();
  await page.getByText("早班值班中").waitFor();
  expect(await words.inputValue()).toBe("西侧旋转门有异响，先");
  await words.fill("");
}

/** Without a network a line waits in sight, keeps its id, and arrives once. */
async function sendsOnceWhenBack({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const { page } = desk;
  const ids: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/log.write-line")) ids.push(request.postDataJSON().id);
  });
  const log = desk.panel("值班日志");
  await page.context().setOffline(true);
  await desk.press("来访", log);
  await desk.press("访客已登记并联系被访人。", log);
  const line = lineOf(desk, "访客已登记并联系被访人。");
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

async function opensMatters({ at }: Cast): Promise<void> {
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

async function reliefComes(cast: Cast): Promise<void> {
  for (const name of ["张磊", "马超"]) {
    await cast.at(name).be(name);
    await cast.at(name).turnTo("岗位");
    await signsOn(cast, name, "中班");
  }
}

async function prepares({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const page = await desk.be("李伟");
  await desk.turnTo("岗位");
  await desk.press("准备交班");
  await desk.press("准备好了，开始交接");
  expect(await desk.refusal("GPH-03")).toContain("本班工作情况没有写");
  await page.getByLabel("本班工作情况").fill("早班平稳。电梯厅照明已报修；泵房门禁失灵，锁链钥匙在抽屉。");
  await page.getByLabel("为什么没有办完").fill("灯管明早九点才到。");
  await desk.press("张磊（已到岗）");
  await desk.picture("06-prepare");
  await desk.press("准备好了，开始交接");
  await desk.panel("双方签字").waitFor();
}

/** Nothing is counted yet, and an important matter is open: neither the screen nor the server lets it pass. */
async function mayNotSignYet({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const why = desk.panel("还不能签字，因为");
  await hindrance(desk, "对讲机还没有清点").getByRole("button", { name: "GPH-04", exact: true }).waitFor();
  await hindrance(desk, `重要事项没有放行：${pumpRoom}`).getByRole("button", { name: "ZB-09", exact: true }).waitFor();
  await hindrance(desk, `事项还没有接：${lampOut}`).getByRole("button", { name: "ZB-12", exact: true }).waitFor();
  await desk.pressInVain("李伟签字");
  await desk.picture("07-may-not-sign");
  expect(await desk.insists("李伟", "handover.sign", morning)).toMatchObject({
    code: "handover.item-uncounted",
    rules: ["GPH-04"],
  });
  expect(await why.getByRole("listitem").count()).toBeGreaterThan(3);
}

/** The clause behind a rule is one press away. */
async function isNotTheRelief({ at }: Cast): Promise<void> {
  const desk = at("马超");
  const page = await desk.be("马超");
  await desk.turnTo("交接班");
  expect(await desk.refusal("GPH-05")).toContain("指定的接班人是张磊，不是你");
  await page.getByRole("alert").getByRole("button", { name: "GPH-05", exact: true }).click();
  const clause = page.getByText("系统执行：不满足就不能办理。");
  await clause.waitFor();
  await desk.picture("08-not-the-relief");
  await page.keyboard.press("Escape");
  await clause.waitFor({ state: "hidden" });
  expect(await desk.insists("马超", "handover.sign", morning)).toMatchObject({ code: "handover.not-the-relief" });
}

async function readsRecords({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  const page = await desk.be("张磊");
  await desk.turnTo("交接班");
  await page.getByRole("link", { name: "打开翻看" }).click();
  await page.getByRole("cell", { name: `${lampOut} 照片 1` }).waitFor();
  await page.goBack();
  const records = desk.panel("记录与簿册");
  await desk.press("我已翻看", records);
  await records.getByText("已翻看", { exact: true }).waitFor();
  await desk.press("接收 1 本", records);
  await records.getByText("已接收").waitFor();
}

/** One radio of two is missing: it needs a word, and both say that it was told. */
async function counts({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  const kit = desk.panel("公物清点");
  await kit.getByLabel("对讲机 实有", { exact: true }).fill("1");
  await kit.getByRole("button", { name: "其余 2 项齐全完好" }).click();
  await desk.press("确认清点结果", kit);
  expect(await desk.refusal("GPH-04")).toContain("对讲机有缺损，没有写说明");
  await kit.getByLabel("说明（缺损经过）").fill("一部昨晚送修，收据在抽屉。");
  await desk.picture("09-counting");
  await desk.press("确认清点结果", kit);
  await kit.getByText("已清点").waitFor();
  for (const name of ["张磊", "李伟"]) {
    await at(name).be(name);
    const problems = at(name).panel("当面说清的问题");
    await problems.getByText("对讲机：缺 1，损 0").waitFor();
    await at(name).press("当面说清了", problems);
    const side = name === "张磊" ? "接班人" : "交班人";
    await problems.getByText(`${side}已说清`).waitFor();
  }
  await desk.panel("当面说清的问题").getByText("交班人已说清").waitFor();
}

/** Matters pass one by one; the important one only with the written word of somebody outside the post. */
async function takesMatters({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  await desk.be("张磊");
  const handed = (text: string) => desk.panel("移交事项").getByRole("listitem").filter({ hasText: text });
  await desk.press("我接这一件", handed(lampOut));
  await handed(lampOut).getByText("已接").waitFor();
  await handed(pumpRoom).getByText("未放行，不能交班").waitFor();
  await expect.poll(() => desk.panel("还不能签字，因为").getByRole("listitem").count()).toBe(1);
  await hindrance(desk, "重要事项没有放行").getByRole("button", { name: "ZB-09", exact: true }).waitFor();
  await desk.pressInVain("张磊签字");
  await desk.picture("10-important-open");
  expect(await desk.insists("张磊", "handover.sign", morning)).toMatchObject({
    code: "handover.matter-unreleased",
    rules: ["ZB-09"],
  });

  const leader = at("孙涛");
  const page = await leader.be("孙涛");
  await leader.turnTo("交接班");
  await leader.press("书面放行");
  const sheet = page.getByRole("dialog", { name: "书面放行" });
  await sheet.getByLabel("放行理由").fill("工程部明早到场，锁链钥匙双人保管。");
  await leader.press("放行", sheet);
  await leader.panel("移交事项").getByText("重要 · 已放行").waitFor();

  await desk.be("张磊");
  await desk.press("我接这一件", handed(pumpRoom));
  await desk.page.getByRole("heading", { name: "可以签字了" }).waitFor();
}

async function bothSign({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  await desk.be("马超");
  await desk.press("张磊签字");
  await desk.givePin("张磊", pinOf("马超"));
  expect(await desk.refusal("ZB-02")).toContain("签字码不对，还可以试 4 次");
  await desk.picture("11-wrong-pin");
  await desk.givePin("张磊", pinOf("张磊"));
  await sideOf(desk, "接班人").getByText("已签").waitFor();

  const first = at("李伟");
  const page = await first.be("李伟");
  await sideOf(first, "接班人").getByText("已签").waitFor();
  await first.press("李伟签字");
  await first.givePin("李伟", pinOf("李伟"));
  await page.getByText("交接完成").first().waitFor();
  await page.getByRole("link", { name: "看封好的日志页" }).waitFor();
  await first.picture("12-completed");
}

/** The page names its hand-over and the page that follows; on paper stand all names. */
async function pageIsClosed({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  await desk.page.getByRole("link", { name: "看封好的日志页" }).click();
  await desk.page.getByText(`本页由交接班记录 大堂岗 ${openingDay} 早班 封页`).waitFor();
  await desk.page.getByText(`下一页 大堂岗 ${openingDay} 中班`).waitFor();
  await desk.picture("13-page");
  const told = await wordsOnPaper(desk.page);
  for (const each of ["值班记录", "交接班记录", "公物交接表", "李伟", "张磊", lampOut, "一部昨晚送修"])
    expect(told).toContain(each);
}

async function passedByName({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  await desk.be("张磊");
  await desk.turnTo("岗位");
  for (const text of [lampOut, pumpRoom]) {
    const matter = desk.panel("跟进事项").getByRole("listitem").filter({ hasText: text });
    await matter.getByText("张磊负责 · 已移交 1 次").waitFor();
  }
  await desk
    .panel("值班日志")
    .getByRole("link", { name: `${openingDay} 中班` })
    .waitFor();
  await desk.page.getByRole("heading", { name: "大堂岗 · 中班值班中" }).waitFor();
  await desk.picture("14-next-page");
}

async function signsOff({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const page = await desk.be("李伟");
  await desk.turnTo("岗位");
  await page.getByRole("heading", { name: "已交班，可以下岗" }).waitFor();
  await desk.press("下岗", page.getByRole("region", { name: "已交班，可以下岗" }));
  await page.getByRole("heading", { name: "现在没有要你办的事" }).waitFor();
}

/** What turns up later calls the squad leader at once (GPH-07), who answers for it. */
async function findsFault({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  const page = await desk.be("张磊");
  await page.getByRole("link", { name: "完成交接班" }).click();
  await page.getByRole("link", { name: "上一班" }).click();
  await desk.press("报告问题");
  const sheet = page.getByRole("dialog", { name: "报告问题" });
  await sheet.getByLabel("发现了什么").fill("东侧玻璃门地弹簧漏油，交班时没有说。");
  await desk.press("立即报告", sheet);
  await desk.panel("交班后发现的问题").getByText("待答复").waitFor();

  const leader = at("孙涛");
  await leader.be("孙涛");
  await leader.turnTo("岗位");
  const owed = leader.panel("应办事项").getByRole("listitem").filter({ hasText: "答复交班后发现的问题" });
  await owed.getByText("已呼叫班长").waitFor();
  await owed.getByRole("button", { name: "GPH-07", exact: true }).waitFor();
  await leader.picture("15-called");
  await owed.getByRole("link", { name: "答复交班后发现的问题" }).click();
  await leader.press("由我处理");
  await leader.panel("交班后发现的问题").getByText("孙涛已答复").waitFor();
  await leader.picture("16-answered");
  await desk.be("张磊");
  await desk.panel("交班后发现的问题").getByText("孙涛已答复").waitFor();
}

function lineOf(desk: JourneyDesk, text: string) {
  return desk.panel("值班日志").getByRole("listitem").filter({ hasText: text });
}

function hindrance(desk: JourneyDesk, what: string) {
  return desk.panel("还不能签字，因为").getByRole("listitem").filter({ hasText: what });
}

function sideOf(desk: JourneyDesk, side: string) {
  return desk.panel("双方签字").locator(".side-box").filter({ hasText: side });
}
