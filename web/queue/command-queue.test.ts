import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { type HowAnswered, lineWith, PlayedBrowser, type PlayedPage, wordsIn } from "./played-browser.ts";

async function pageAlone(): Promise<{ browser: PlayedBrowser; page: PlayedPage }> {
  const browser = new PlayedBrowser();
  return { browser, page: await browser.openPage() };
}

const shown = ({ queue, browser }: PlayedPage) =>
  queue.items.map((each) => `${browser.arrived.get(each.id) ?? wordsIn(each)} ${each.state}`);
const waits: readonly HowAnswered[] = [
  ...(["answer-lost", "answer-cut", "lost", "portal-page", "portal-words", "sent-elsewhere", "proxy-403"] as const),
  ...(["too-many", "house-fault", "house-away", "house-full"] as const),
];

test("forty-five lines without a network all arrive once it is back, each once, from a page that is opened anew", async () => {
  const { browser, page } = await pageAlone();
  const texts = Array.from({ length: 45 }, (_, index) => `第 ${index + 1} 条`);
  for (const text of texts) {
    await page.write(text);
    await page.answerAll("lost");
  }
  expect(shown(page)).toEqual(texts.map((text) => `${text} waiting`));
  await browser.closePage(page);
  const next = await browser.openPage();
  await next.answerAll("received");
  expect([...browser.arrived.values()]).toEqual(texts);
  expect(await browser.stranded()).toEqual([]);
});

test("a form may be emptied once its text is kept, before anything was answered, and once only", async () => {
  const { browser, page } = await pageAlone();
  const told: string[] = [];
  void page.queue.send(lineWith("门禁异常"), { whenKept: () => told.push("kept") });
  await browser.settled();
  expect((await browser.kept()).map(wordsIn)).toEqual(["门禁异常"]);
  await page.answerAll("lost");
  await page.pass();
  await page.answerAll("received");
  expect(told).toEqual(["kept"]);
});

test("a form is told that its words are on their way as soon as a try has decided nothing, and no later", async () => {
  const { browser, page } = await pageAlone();
  const sent = page.queue.send(lineWith("门禁异常"));
  await browser.settled();
  await page.answer(0, "lost");
  expect(await sent).toEqual({ state: "kept" });
});

test("a form that holds more than words waits for the answer itself", async () => {
  const { browser, page } = await pageAlone();
  const sent = page.queue.send(lineWith("清点"), { untilAnswered: true });
  await browser.settled();
  await page.answer(0, "lost");
  await page.pass();
  await page.answer(0, "refused");
  expect(await sent).toMatchObject({ state: "refused", problem: { code: "log.page-closed" } });
  expect(await browser.kept()).toEqual([]);
});

test("what is signed is never kept, and its form hears what came of it", async () => {
  const { browser, page } = await pageAlone();
  const told: string[] = [];
  const sent = page.queue.send(lineWith("签字"), { pin: "135790", whenKept: () => told.push("kept") });
  await browser.settled();
  expect(await browser.kept()).toEqual([]);
  await page.answerAll("received");
  expect(await sent).toMatchObject({ state: "received", receipt: { version: 1 } });
  const vain = page.queue.send(lineWith("再签"), { pin: "135790" });
  await browser.settled();
  await page.answerAll("lost");
  expect(await vain).toEqual({ state: "refused", problem: { code: "request.unreachable", status: 0 } });
  expect([told, shown(page)]).toEqual([[], ["签字 received"]]);
});

test.each(waits)(
  "after %s nothing is decided: it stays, and is sent again with the same id, and arrives once",
  async (how) => {
    const { browser, page } = await pageAlone();
    await page.write("第一条");
    const [{ id } = { id: "" }] = page.queue.items;
    await page.answer(0, how);
    expect(shown(page)).toEqual(["第一条 waiting"]);
    await page.pass();
    await page.answer(0, "received");
    expect([...browser.arrived]).toEqual([[id, "第一条"]]);
    expect(shown(page)).toEqual(["第一条 received"]);
  },
);

test.each(["desk-locked", "signed-out"] as const)(
  "after %s it waits for its author, one of theirs asks for all, and all go once they are back",
  async (how) => {
    const { browser, page } = await pageAlone();
    for (const text of ["一", "二", "三"]) await page.write(text);
    await page.write("别人的", "wu");
    await page.answerAll(how);
    expect(shown(page)).toEqual(["一 author", "二 author", "三 author", "别人的 author"]);
    await page.pass();
    expect(page.underWay).toEqual(["一", "别人的"]);
    await page.answer(0, "received");
    await page.answer(0, how);
    expect(shown(page)).toEqual(["一 received", "二 waiting", "三 waiting", "别人的 author"]);
    await page.pass();
    await page.answerAll("received");
    expect([...browser.arrived.values()].toSorted()).toEqual(["一", "三", "二", "别人的"].toSorted());
  },
);

test("an act that the house does not know is held, delays nothing else, and is asked again by the next page", async () => {
  const { browser, page } = await pageAlone();
  await page.write("新版的");
  await page.answer(0, "act-not-known");
  await page.write("旧版也有的");
  await page.answer(0, "received");
  await page.sendAll();
  expect([page.underWay, shown(page)]).toEqual([[], ["新版的 held", "旧版也有的 received"]]);
  await browser.closePage(page);
  const next = await browser.openPage();
  await next.answerAll("received");
  expect([...browser.arrived.values()]).toEqual(["旧版也有的", "新版的"]);
});

test("what is refused with nobody at its form stays in sight with the reason, on every page, until it is put away", async () => {
  const { browser, page } = await pageAlone();
  await page.write("第一条");
  await page.answer(0, "lost");
  await page.write("第二条");
  await page.pass();
  await page.answer(1, "refused");
  await page.answer(0, "received");
  expect(shown(page)).toEqual(["第一条 refused", "第二条 received"]);
  const other = await browser.openPage();
  expect(other.queue.items[0]).toMatchObject({ state: "refused", problem: { code: "log.page-closed", status: 409 } });
  await other.queue.putAway(other.queue.items[0]?.id ?? "");
  await browser.settled();
  expect([shown(page), shown(other)]).toEqual([["第二条 received"], ["第二条 received"]]);
});

test("what one page has just written is not sent by another before it has tried itself; once it is closed, it is", async () => {
  const { browser, page } = await pageAlone();
  const other = await browser.openPage();
  await page.write("第一条");
  await other.sendAll();
  expect([page.underWay, other.underWay, shown(other)]).toEqual([["第一条"], [], ["第一条 waiting"]]);
  await browser.closePage(page);
  await other.sendAll();
  await other.answerAll("received");
  expect([...browser.arrived.values()]).toEqual(["第一条"]);
});

test("a form of one page hears what another page was answered for it", async () => {
  const { browser, page } = await pageAlone();
  const other = await browser.openPage();
  const sent = page.queue.send(lineWith("清点"), { untilAnswered: true });
  await browser.settled();
  await page.answer(0, "lost");
  await other.sendAll();
  await other.answer(0, "received");
  expect(await sent).toMatchObject({ state: "received" });
});

test("where the browser keeps nothing more, a line is not shown as kept: it is sent once, and stays in its field until there is a receipt", async () => {
  const { browser, page } = await pageAlone();
  browser.isFull = true;
  const sent = page.queue.send(lineWith("第一条"));
  await browser.settled();
  await page.answerAll("lost");
  expect(await sent).toEqual({ state: "refused", problem: { code: "request.not-kept", status: 0 } });
  expect([shown(page), await browser.kept()]).toEqual([[], []]);
  await page.write("第二条");
  await page.answerAll("received");
  expect([...browser.arrived.values()]).toEqual(["第二条"]);
});

test("what is refused after its form is gone stays in sight, also where the browser keeps nothing", async () => {
  const { browser, page } = await pageAlone();
  await page.write("第一条");
  await page.leaveForms();
  await page.answer(0, "refused");
  browser.isFull = true;
  await page.write("第二条");
  await page.leaveForms();
  await page.answer(0, "lost");
  expect(shown(page)).toEqual(["第一条 refused", "第二条 refused"]);
  expect(browser.back).toEqual(new Set());
  for (const { id } of page.queue.items) await page.queue.putAway(id);
  await browser.settled();
  expect([shown(page), await browser.kept()]).toEqual([[], []]);
});

test("what was refused where nothing is kept stays in sight, however much is received after it", async () => {
  const { browser, page } = await pageAlone();
  browser.isFull = true;
  await page.write("第一条");
  await page.leaveForms();
  await page.answer(0, "lost");
  for (let number = 0; number < 41; number += 1) {
    await page.write(`后来 ${number}`);
    await page.answerAll("received");
  }
  expect(shown(page).filter((each) => each.endsWith(" refused"))).toEqual(["第一条 refused"]);
  expect(page.queue.items.length).toBe(41);
});

test("of a signature whose window is closed nobody is told that it is kept", async () => {
  const { browser, page } = await pageAlone();
  const form = new AbortController();
  const sent = page.queue.send(lineWith("签字"), { pin: "135790", gone: form.signal });
  await browser.settled();
  form.abort();
  await page.answerAll("lost");
  expect(await sent).toMatchObject({ state: "refused" });
  expect(shown(page)).toEqual([]);
});

test("of several pages one takes back what was refused, and another may once that one is closed", async () => {
  const { browser, page } = await pageAlone();
  const other = await browser.openPage();
  await page.write("第一条");
  await page.leaveForms();
  await page.answer(0, "refused");
  const [{ id } = { id: "" }] = page.queue.items;
  expect(await other.queue.takeBack(id)).toBe(false);
  expect([await page.queue.takeBack(id), await page.queue.takeBack(id)]).toEqual([true, true]);
  await browser.closePage(page);
  expect([await other.queue.takeBack(id), await other.queue.takeBack("none")]).toEqual([true, false]);
  await other.queue.putAway(id);
  expect(await other.queue.takeBack(id)).toBe(false);
});
