import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { lateByMinutes, lineHeldFor } from "#duty/grammar/limits.ts";
import { minute } from "#duty/grammar/time.ts";
import { lineWith, PlayedBrowser, type PlayedPage, wordsIn } from "./played-browser.ts";

/* Lines that are held, so that their author may take them back before anybody has read them. */

const held = { heldFor: lineHeldFor };
const shown = ({ queue, browser }: PlayedPage) =>
  queue.items.map((each) => `${browser.arrived.get(each.id) ?? wordsIn(each)} ${each.state}`);
const idOf = ({ queue }: PlayedPage, text: string) => queue.items.find((each) => wordsIn(each) === text)?.id ?? "";

async function pageWith(...texts: readonly string[]): Promise<{ browser: PlayedBrowser; page: PlayedPage }> {
  const browser = new PlayedBrowser();
  const page = await browser.openPage();
  for (const text of texts) await page.write(text, "lin", held);
  return { browser, page };
}

test("a line is kept at once, goes out eight seconds later, and is not late by that", async () => {
  const { browser, page } = await pageWith("第一条");
  expect([page.underWay, (await browser.kept()).map(wordsIn), page.alarmAt]).toEqual([[], ["第一条"], 8_000]);
  browser.now = 7_999;
  await page.pass();
  expect([page.underWay, page.alarmAt]).toEqual([[], 8_000]);
  browser.now = 8_000;
  await page.pass();
  expect([page.underWay, shown(page)]).toEqual([["第一条"], ["第一条 sending"]]);
  await page.answerAll("received");
  expect(shown(page)).toEqual(["第一条 received"]);
  expect(lineHeldFor).toBeLessThan(lateByMinutes * minute);
});

test("what is taken back is gone from the queue for every page, its words are with its author, and it never goes out", async () => {
  const { browser, page } = await pageWith("第一条", "第二条");
  const other = await browser.openPage();
  const id = idOf(page, "第一条");
  expect(await other.withdraw(id, "wu"), "another person's").toBe(false);
  expect([await page.withdraw(id), await page.withdraw(id)]).toEqual([true, false]);
  browser.now = 60_000;
  for (const each of [page, other]) await each.pass();
  await page.answerAll("received");
  expect([shown(page), shown(other)]).toEqual([["第二条 received"], ["第二条 received"]]);
  expect([[...browser.arrived.values()], [...browser.back]]).toEqual([["第二条"], ["第一条"]]);
});

test("of taking back and sending the one that comes first in the store is done, also where two pages do so at once", async () => {
  const { browser, page } = await pageWith("第一条", "第二条");
  const other = await browser.openPage();
  const [first, second] = [idOf(page, "第一条"), idOf(page, "第二条")];
  const late = Promise.all([page.queue.release(), other.queue.withdraw(first, "lin")]);
  await browser.settled();
  expect((await late)[1]).toBe(false);
  await page.answerAll("received");
  await page.write("第三条", "lin", held);
  const third = idOf(page, "第三条");
  const early = Promise.all([other.queue.withdraw(third, "lin"), page.queue.release()]);
  await browser.settled();
  expect((await early)[0]).toBe(true);
  expect([[...browser.arrived.keys()], page.underWay]).toEqual([[first, second], []]);
  expect(await page.queue.withdraw(second, "lin"), "once it was tried").toBe(false);
});

test("a line whose page is closed while it is held goes out from the next one at its own time, and at once where that is over", async () => {
  const { browser, page } = await pageWith("第一条");
  await browser.closePage(page);
  browser.now = 3_000;
  const second = await browser.openPage();
  expect([second.underWay, second.alarmAt]).toEqual([[], 8_000]);
  await browser.closePage(second);
  browser.now = 9_000;
  const third = await browser.openPage();
  expect(third.underWay).toEqual(["第一条"]);
});

test("another open page sends it at its time if the page in which it was written is closed, and leaves it to that page otherwise", async () => {
  const browser = new PlayedBrowser();
  const [page, other] = [await browser.openPage(), await browser.openPage()];
  await page.write("第一条", "lin", held);
  browser.now = 8_000;
  await other.pass();
  expect([other.underWay, other.alarmAt]).toEqual([[], 9_000]);
  await browser.closePage(page);
  await other.pass();
  expect(other.underWay).toEqual(["第一条"]);
});

test("lines that an act sends, or that were held over a reload, go one after the other in the order in which they were written", async () => {
  const { browser, page } = await pageWith("第一条", "第二条", "第三条");
  await page.release();
  for (const text of ["第一条", "第二条", "第三条"]) {
    expect(page.underWay).toEqual([text]);
    await page.answer(0, "received");
  }
  for (const text of ["第四条", "第五条"]) await page.write(text, "lin", held);
  await browser.closePage(page);
  browser.now = 20_000;
  const next = await browser.openPage();
  expect(next.underWay).toEqual(["第四条"]);
  await next.answerAll("received");
  expect([...browser.arrived.values()]).toEqual(["第一条", "第二条", "第三条", "第四条", "第五条"]);
});

test("what signs or hands over is sent once what is held was tried, and not before, whatever comes of that", async () => {
  const { browser, page } = await pageWith("第一条", "第二条");
  await page.write("写交班情况", "lin", { afterHeld: true });
  expect([page.underWay, (await browser.kept()).length]).toEqual([["第一条"], 3]);
  await page.answer(0, "lost");
  expect(page.underWay).toEqual(["第二条"]);
  await page.answer(0, "received");
  expect(page.underWay).toEqual(["写交班情况"]);
  await page.answer(0, "received");
  await page.write("第四条", "lin", held);
  void page.queue.send(lineWith("签字"), { pin: "135790", afterHeld: true });
  await browser.settled();
  expect(page.underWay).toEqual(["第四条"]);
  await page.answer(0, "received");
  expect(page.underWay).toEqual(["签字"]);
});

test("whoever goes waits until each line that is held or waits was tried, also what they write meanwhile", async () => {
  const { browser, page } = await pageWith("第一条", "第二条");
  let isGone = false;
  void page.queue.tryEach().then(() => {
    isGone = true;
  });
  await browser.settled();
  for (const text of ["第一条", "第二条"]) {
    expect([page.underWay, isGone]).toEqual([[text], false]);
    if (text === "第二条") await page.write("第三条", "lin", held);
    await page.answer(0, "received");
  }
  expect([page.underWay, isGone]).toEqual([["第三条"], false]);
  await page.answer(0, "house-away");
  expect([page.underWay, isGone, shown(page).at(-1)]).toEqual([[], true, "第三条 waiting"]);
});

test("whoever goes waits for what is under way, and where nobody hears the first for all others at once", async () => {
  const { browser, page } = await pageWith();
  await page.write("第一条", "lin");
  for (const text of ["第二条", "第三条", "第四条"]) await page.write(text, "lin", held);
  let isGone = false;
  void page.queue.tryEach().then(() => {
    isGone = true;
  });
  await browser.settled();
  expect(page.underWay).toEqual(["第一条"]);
  await page.answer(0, "lost");
  expect(page.underWay).toEqual(["第二条", "第三条", "第四条"]);
  await page.answerAll("lost");
  expect([isGone, shown(page)]).toEqual([
    true,
    ["第一条", "第二条", "第三条", "第四条"].map((text) => `${text} waiting`),
  ]);
});

test("another page's act sends what this page holds, and the form of this page hears what came of it", async () => {
  const { browser, page } = await pageWith();
  const other = await browser.openPage();
  const sent = page.queue.send(lineWith("第一条"), held);
  await browser.settled();
  await other.release();
  expect(other.underWay).toEqual(["第一条"]);
  await other.answer(0, "received");
  expect(await sent).toMatchObject({ state: "received" });
});

test("a form whose line was taken back, in whichever page, has nothing to wait for", async () => {
  const { browser, page } = await pageWith();
  const other = await browser.openPage();
  const sent = page.queue.send(lineWith("第一条"), held);
  await browser.settled();
  await other.withdraw(idOf(other, "第一条"));
  expect(await sent).toEqual({ state: "kept" });
});

test("words that were taken back are kept until a form has them: the page may be closed in between", async () => {
  const { browser, page } = await pageWith("第一条");
  const id = idOf(page, "第一条");
  expect(await page.queue.withdraw(id, "lin")).toBe(true);
  const other = await browser.openPage();
  expect(await other.queue.takeBack(id), "that page is open").toBe(false);
  await browser.closePage(page);
  browser.now = 60_000;
  await other.sendAll();
  expect([other.underWay, shown(other)]).toEqual([[], ["第一条 withdrawn"]]);
  expect(await other.queue.takeBack(id)).toBe(true);
  await other.queue.putAway(id);
  expect(await browser.kept()).toEqual([]);
});

test("what the browser does not keep is not held, and what it does not write is not taken back", async () => {
  const { browser, page } = await pageWith("第一条");
  browser.isFull = true;
  await page.write("第二条", "lin", held);
  expect(page.underWay).toEqual(["第二条"]);
  browser.writesNothing = true;
  expect(await page.queue.withdraw(idOf(page, "第一条"), "lin")).toBe(false);
  await page.release();
  expect(page.underWay).toEqual(["第二条", "第一条"]);
});

test("a clock that is put back lets nothing be held for longer, and what an older release kept goes at once", async () => {
  const { browser, page } = await pageWith();
  browser.now = 60 * minute;
  await page.write("第一条", "lin", held);
  browser.now = 0;
  await page.pass();
  expect(page.underWay).toEqual(["第一条"]);
  await page.answerAll("received");
  const made = { ...lineWith("旧版的"), id: crypto.randomUUID(), deviceTime: 0, page: "closed" };
  await browser.store.add({ ...made, state: "waiting", tries: 0 });
  await page.sendAll();
  expect(page.underWay).toEqual(["旧版的"]);
});
