import { expect, test } from "vitest";
import { minute as minutes } from "#duty/grammar/time.ts";
import { ledgerView, type Owed } from "#server/ledger/ledger-answer.ts";
import { type MattersAnswer, mattersView } from "#server/matter/matter-answer.ts";
import { lin, noon, wu } from "#test/desk-answers.ts";
import { deskHere, setUpDesks } from "#test/desk-at.ts";
import { PostGlance } from "./duty/PostGlance.tsx";
import { narrowed } from "./narrowed.ts";
import { openedPart, said } from "./opened-part.tsx";

setUpDesks();

const owed = (what: string, number: number): Owed => ({
  stream: { site: "tower", noun: "handover", id: "gate/2026-11-21/day" },
  ...{ key: what, what, detail: null, post: "gate", person: null, opensAt: noon, dueAt: noon + number * minutes },
  ...{ rules: ["GPH-07"], ladder: [], missedAt: null, rung: 0, nextCallAt: null },
  ...{ acknowledgedBy: null, acknowledgedAt: null, selfAnswered: false },
});
const matter = (number: number): MattersAnswer["matters"][number] => ({
  ...{
    id: `gate/${number}`,
    post: "gate",
    class: "ordinary",
    text: "灯不亮。",
    kit: null,
    openedAt: noon,
    openedBy: wu,
  },
  ...{
    dueAt: noon + number * minutes,
    settledAt: null,
    holder: lin,
    passes: 0,
    released: false,
    page: null,
    line: null,
  },
  ...{ notes: [], earlier: 0, mayRelease: false, maySettle: true },
});
const there = (lines: Owed[], matters: MattersAnswer["matters"]) =>
  deskHere()
    .answers(ledgerView, { now: noon, lines })
    .answers(mattersView, { now: noon, matters, more: false, rule: {} });
const links = () =>
  [...document.querySelectorAll(".glance a")].map((each) => [each.getAttribute("href"), each.textContent]);

test("on a phone what is due next and what is open stand in a line each, which leads there", async () => {
  narrowed();
  there([owed("absence.return", 30), owed("handover.complete", 60)], [matter(-5), matter(5), matter(10)]);
  await openedPart(<PostGlance post="gate" />);
  expect(links()).toEqual([
    ["#due", `12:30${said("absence:owed.return")}${said("ledger:all", { count: 2 })}`],
    ["#matters", `${said("matter:title")} 3${said("matter:late", { count: 1 })}`],
  ]);
  expect(document.querySelectorAll(".glance .late")).toHaveLength(0);
});

test("one alone is not counted, what is late is marked, and where nothing is there is no line", async () => {
  narrowed();
  there([owed("absence.return", -1)], []);
  await openedPart(<PostGlance post="gate" />);
  expect(links()).toEqual([["#due", `11:59${said("absence:owed.return")}`]]);
  expect(document.querySelectorAll(".glance .late")).toHaveLength(1);
});

test("on a wide screen both have their panels, and nothing stands twice", async () => {
  there([owed("absence.return", 30)], [matter(1)]);
  await openedPart(<PostGlance post="gate" />);
  expect(document.querySelector(".glance")).toBeNull();
});
