import { expect } from "vitest";
import { type Cast, lampOut, pumpRoom } from "./journey-cast.ts";
import { wordsOnPaper } from "./journey-paper.ts";
import { castOpeningDay } from "./journey-product.ts";

/* What the signatures have done, and what turns up when the shift has gone. */

/** The page names its hand-over and the page that follows; on paper stand all names. */
export async function pageIsClosed({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  await desk.page.getByRole("link", { name: "看封好的日志页" }).click();
  await desk.page.getByText(`本页由交接班记录 大堂岗 ${castOpeningDay} 早班 封页`).waitFor();
  await desk.page.getByText(`下一页 大堂岗 ${castOpeningDay} 中班`).waitFor();
  await desk.picture("13-page");
  const paperWords = await wordsOnPaper(desk.page);
  for (const each of ["值班记录", "交接班记录", "公物交接表", "李伟", "张磊", lampOut, "一部昨晚送修"])
    expect(paperWords).toContain(each);
  // On paper stands the sheet, and nothing of what is pressed on the screen.
  for (const each of ["回到岗位", "打印"]) {
    await desk.page.getByText(each, { exact: true }).first().waitFor();
    expect(paperWords.split(/\s+/)).not.toContain(each);
  }
}

export async function passedByName({ at }: Cast): Promise<void> {
  const desk = at("张磊");
  await desk.be("张磊");
  await desk.turnTo("岗位");
  for (const text of [lampOut, pumpRoom]) {
    const matter = desk.panel("跟进事项").getByRole("listitem").filter({ hasText: text });
    await matter.getByText("张磊负责 · 已移交 1 次").waitFor();
  }
  await desk
    .panel("值班日志")
    .getByRole("link", { name: `${castOpeningDay} 中班` })
    .waitFor();
  await desk.page.getByRole("heading", { name: "大堂岗 · 中班值班中" }).waitFor();
  await desk.picture("14-next-page");
}

export async function signsOff({ at }: Cast): Promise<void> {
  const desk = at("李伟");
  const page = await desk.be("李伟");
  await desk.turnTo("岗位");
  await page.getByRole("heading", { name: "已交班，可以下岗" }).waitFor();
  await desk.press("下岗", page.getByRole("region", { name: "已交班，可以下岗" }));
  await page.getByRole("heading", { name: "现在没有要你办的事" }).waitFor();
}

/** What turns up later calls the squad leader at once (GPH-07), who answers for it. */
export async function findsFault({ at }: Cast): Promise<void> {
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
