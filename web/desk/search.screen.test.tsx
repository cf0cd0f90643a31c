import { waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import {
  type FoundAnswer,
  type FoundLine,
  foundView,
  mostLinesInWorkbook,
  workbookView,
} from "#server/log/found-answer.ts";
import { lin, noon, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { type DeskEdge, refusal } from "#test/desk-edge.ts";
import { SearchScreen } from "./log/SearchScreen.tsx";
import { button, buttons, field, linesOf, openedAgain, openedPart, read, said } from "./opened-part.tsx";

setUpDesks();

const line = (text: string | null, more: Partial<FoundLine> = {}): FoundLine => ({
  ...{
    site: "tower",
    siteName: "示范大厦",
    page: "gate/2026-11-21/day",
    line: text ?? "gone",
    post: "gate",
    postName: "大门岗",
  },
  ...{
    date: "2026-11-21",
    shift: "day",
    shiftName: "早班",
    zone: "Asia/Shanghai",
    at: noon,
    deviceAt: null,
    author: lin,
  },
  ...{ authorFound: false, category: { zh: "日常", en: "Routine" }, duringHandover: false, photos: 0 },
  texts: [{ text, at: noon, by: lin, marks: [] }],
  ...more,
});

const found = (lines: FoundLine[], more: Partial<FoundAnswer> = {}): FoundAnswer => ({
  ...{ now: noon, words: [], lines, next: null, people: { [lin]: "林涛", [wu]: "吴敏" } },
  ...more,
});

const screen = () => openedPart(<SearchScreen />, { at: "/search" });
const lines = () => linesOf(document.querySelector(".found-lines"));
const marked = () => [...document.querySelectorAll("mark")].map(({ textContent }) => textContent);
const words = () => field("log:search.words") as HTMLInputElement;
const queriesOf = (desk: DeskEdge, { id }: { readonly id: string }) =>
  desk.asked.flatMap(({ operation, query }) => (operation === id ? [query] : []));

test("lines stand there with their place, author, kind and times; what was corrected or erased says so", async () => {
  const corrected = line("三号泵", {
    texts: [
      { text: "三号泵", at: noon, by: lin, marks: [{ from: 0, until: 2 }] },
      { text: "五号泵", at: noon, by: wu, marks: [] },
    ],
  });
  const late = line("无信号", {
    at: noon,
    deviceAt: noon - 30 * minute,
    photos: 2,
    duringHandover: true,
    category: null,
  });
  const others = line(null, { site: "mall", siteName: "商场", author: null });
  deskHere().answers(foundView, found([corrected, late, others]));
  await screen();
  const place = "大门岗 · 2026-11-21 早班";
  const page = said("log:search.toPage");
  expect(lines()).toEqual([
    `11-21 12:00三号泵${said("log:corrected")} 吴敏 11-21 12:00五号泵${place}日常林涛${page}`,
    `11-21 11:30无信号${place}林涛${said("log:came")} 11-21 12:00${said("log:duringHandover")}${said("log:search.photos", { count: 2 })}${page}`,
    `11-21 12:00${said("log:erased")}商场 · ${place}日常—${said("log:search.elsewhere")}`,
  ]);
  expect(marked()).toEqual(["三号"]);
  expect(document.querySelectorAll(".corrected")).toHaveLength(1);
  const about = { post: "大门岗", date: "2026-11-21", shift: "早班" };
  const links = buttons("log:search.toPageOf", about);
  expect(links.map((each) => each.getAttribute("href"))).toEqual(Array(2).fill("/page/gate/2026-11-21/day"));
});

test("words are asked with Enter, dates and choices at once, and nothing that is empty", async () => {
  const desk = deskHere().answers(foundView, found([line("消防门")]));
  const { user } = await screen();
  expect(document.activeElement).toBe(words());
  expect(queriesOf(desk, foundView)).toEqual([{}]);
  await user.type(words(), " 消防 ");
  expect(desk.times(foundView)).toBe(1);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(desk.times(foundView)).toBe(2));
  await user.selectOptions(field("site:post"), "gate");
  await user.selectOptions(field("log:search.author"), wu);
  await waitFor(() => expect(desk.times(foundView)).toBe(4));
  expect(queriesOf(desk, foundView).slice(1)).toEqual([
    { q: "消防" },
    { q: "消防", post: "gate", site: "tower" },
    { q: "消防", post: "gate", site: "tower", author: wu },
  ]);
  await user.click(button("log:search.clear"));
  expect(words().value).toBe("");
  expect(buttons("log:search.clear")).toHaveLength(0);
  expect(document.activeElement).toBe(words());
});

test("what was asked is still there for whoever comes back, and the same once more is asked anew", async () => {
  const desk = deskHere().answers(foundView, found([line("消防门")]));
  const { user } = await screen();
  await user.type(words(), "消防{Enter}");
  await waitFor(() => expect(queriesOf(desk, foundView).at(-1)).toEqual({ q: "消防" }));
  await openedAgain(<SearchScreen />, { at: "/search" });
  expect(words().value).toBe("消防");
  expect(queriesOf(desk, foundView).at(-1)).toEqual({ q: "消防" });
  const before = desk.times(foundView);
  await user.click(button("log:search.go"));
  await waitFor(() => expect(desk.times(foundView)).toBe(before + 1));
});

test("earlier lines come at a press, after those that stand there", async () => {
  const desk = deskHere().answers(foundView, found([line("第一条")], { next: "MQ" }));
  const { user } = await screen();
  expect(read()).toContain(said("log:search.shownOfMore", { count: 1 }));
  desk.answers(foundView, found([line("第二条")]));
  await user.click(button("log:search.more"));
  await waitFor(() => expect(lines()).toHaveLength(2));
  expect(queriesOf(desk, foundView)).toEqual([{}, { after: "MQ" }]);
  expect(lines().map((each) => each.slice(11, 14))).toEqual(["第一条", "第二条"]);
  expect(read()).toContain(said("log:search.shown", { count: 2 }));
  expect(buttons("log:search.more")).toHaveLength(0);
});

test("where nothing is found it says what to try", async () => {
  deskHere().answers(foundView, found([]));
  await screen();
  expect(read()).toContain(said("log:search.none"));
  expect(buttons("log:search.export")).toHaveLength(0);
});

test("where nobody answers it says so, and asks again at a press", async () => {
  const desk = deskHere().answers(foundView, refusal("house.fault", { status: 500 }));
  const { user } = await screen();
  expect(read()).toContain(said("ui:broken.away"));
  desk.answers(foundView, found([line("消防门")]));
  await user.click(button("ui:broken.retry"));
  await waitFor(() => expect(lines()).toHaveLength(1));
});

test("what was found is kept as a workbook in the language of the screen, and a refusal is told", async () => {
  const kept: string[] = [];
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:one", revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    kept.push(this.download);
  });
  const desk = deskHere().answers(foundView, found([line("消防门")]));
  desk.answers(workbookView, "PK");
  const { user } = await screen();
  expect(read()).toContain(said("log:search.exportMost"));
  expect(said("log:search.exportMost")).toContain(`${mostLinesInWorkbook}`);
  await user.click(button("log:search.export"));
  await waitFor(() => expect(kept).toEqual([`${said("log:search.file")}.xlsx`]));
  expect(queriesOf(desk, workbookView)).toEqual([{ language: "zh-CN" }]);
  desk.answers(workbookView, refusal("request.too-many", { status: 429 }));
  await user.click(button("log:search.export"));
  await waitFor(() => expect(document.querySelectorAll(".refusal")).toHaveLength(1));
  expect(kept).toHaveLength(1);
});
