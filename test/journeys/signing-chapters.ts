import { expect } from "vitest";
import { type Cast, lampOut, morning, pumpRoom } from "./journey-cast.ts";
import type { JourneyDesk } from "./journey-desk.ts";
import { pinOf } from "./journey-product.ts";
import { signsOn } from "./on-duty-chapters.ts";

/* From the coming of the relief to the second signature. */

export async function reliefComes(cast: Cast): Promise<void> {
  for (const name of ["张磊", "马超"]) {
    await cast.at(name).be(name);
    await cast.at(name).turnTo("岗位");
    await signsOn(cast, name, "中班");
  }
}

export async function prepares({ at }: Cast): Promise<void> {
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
export async function mayNotSignYet({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const why = desk.panel("还不能签字，因为");
  await hindrance(desk, "对讲机、强光手电、岗位钥匙（串）还没有清点")
    .getByRole("button", { name: "GPH-04", exact: true })
    .waitFor();
  await hindrance(desk, `重要事项没有放行：${pumpRoom}`).getByRole("button", { name: "ZB-09", exact: true }).waitFor();
  await hindrance(desk, `事项还没有接：${lampOut}`).getByRole("button", { name: "ZB-12", exact: true }).waitFor();
  await desk.pressInVain("李伟签字");
  await desk.picture("07-may-not-sign");
  expect(await desk.insists("李伟", "handover.sign", morning)).toMatchObject({
    code: "handover.item-uncounted",
    rules: ["GPH-04"],
  });
  expect(await why.getByRole("listitem").count()).toBeGreaterThan(2);
}

/** The clause behind a rule is one press away. */
export async function isNotTheRelief({ at }: Cast): Promise<void> {
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

export async function readsRecords({ at }: Cast): Promise<void> {
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
export async function counts({ at }: Cast): Promise<void> {
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
export async function takesMatters({ at }: Cast): Promise<void> {
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

/** 张磊 has not been back since the desk locked itself; the PIN with which he signs shows that he is. */
export async function bothSign({ at }: Cast): Promise<void> {
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

function hindrance(desk: JourneyDesk, what: string) {
  return desk.panel("还不能签字，因为").getByRole("listitem").filter({ hasText: what });
}

function sideOf(desk: JourneyDesk, side: string) {
  return desk.panel("双方签字").locator(".side-box").filter({ hasText: side });
}
