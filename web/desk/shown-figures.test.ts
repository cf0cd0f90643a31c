import { beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { drawnAt } from "#test/drawn-at.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";

/* What stands on the overview and in the month of a post: which number, in which place, marked how. */

const shifts = [{ key: "day", name: "Day" }];
const posts = [{ key: "lobby", name: "Lobby", shifts, kit: [], books: [], binds: [] }];
const people = ["Lin", "Wu", "Sun"].map((name) => ({ person: name.toLowerCase(), name }));
const looked = { acting: { person: "sun" }, plan: { people, posts } as unknown as NonNullable<LookedAt["plan"]> };
/** Noon at the site. */
const now = Date.UTC(2026, 10, 21, 4);
const hour = 60 * minute;

const load = async () => ({
  ...(await import("./overview/BoardPanel.tsx")),
  ...(await import("./overview/DaysPanel.tsx")),
  ...(await import("./overview/FigureRow.tsx")),
  ...(await import("./overview/HandoverSteps.tsx")),
  ...(await import("./overview/HappenedPanel.tsx")),
  ...(await import("./overview/ToDoPanel.tsx")),
  ...(await import("./roster/MonthHead.tsx")),
  ...(await import("./roster/MonthTable.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;

beforeAll(() =>
  drawnAt(now, async () => {
    parts = await load();
  }),
);

const post = (name: string, status: string, more = {}) =>
  ({
    ...{
      post: name,
      status,
      on: [],
      change: null,
      handover: null,
      matters: 0,
      mattersOverdue: 0,
      overdue: 0,
      lastLineAt: null,
    },
    ...more,
  }) as never;
const board = (...all: never[]) => drawnPart(parts.BoardPanel, { posts: all }, looked);

const figuresIn = (markup: string) =>
  [...markup.matchAll(/<li( class="bad")?><strong>([^<]+)<\/strong>/g)].map(
    ([, bad, value]) => `${value}${bad ? "!" : ""}`,
  );

test("the figures above the board: people who are not away, posts manned of those owed, waiting, overdue", () => {
  const on = (as: string, since = now - hour) => ({ person: "lin", as, since });
  const { text, markup } = board(
    post("a", "manned", { on: [on("in-charge"), on("away")] }),
    post("b", "empty", { overdue: 2 }),
    post("c", "waiting", { overdue: 1 }),
    post("d", "closed"),
  );
  expect(figuresIn(markup)).toEqual(["1", "2/3!", "1!", "3!"]);
  expect(text).toContain("Lin");
});

test.each([
  ["of a quiet site none", [post("a", "manned"), post("d", "closed")], ["0", "1/1", "0", "0"]],
  ["where a post is empty how many are manned", [post("a", "empty")], ["0", "0/1!", "0", "0"]],
  ["where somebody waits for their relief how many do", [post("a", "waiting")], ["0", "1/1", "1!", "0"]],
  ["where something is overdue how much", [post("a", "manned", { overdue: 1 })], ["0", "1/1", "0", "1!"]],
] as const)("of the figures is marked %s", (_, posts, figures) => {
  expect(figuresIn(board(...posts).markup)).toEqual(figures);
});

test("who has been there longest tells since when, with the date where it is another day", () => {
  const since = (...all: number[]) =>
    board(post("a", "manned", { on: all.map((each) => ({ person: "lin", as: "in-charge", since: each })) })).text;
  expect(since(now - hour, now - 3 * hour)).toContain("09:00");
  expect(since(now - hour, now - 3 * hour)).not.toContain("11-21 09:00");
  expect(since(now - 20 * hour)).toContain("11-20 16:00");
});

test("matters at a post: none, some, and some that are overdue look different", () => {
  const looks = [{}, { matters: 2 }, { matters: 2, mattersOverdue: 1 }].map(
    (more) => /class="number (\w+)"/.exec(board(post("a", "manned", more)).markup)?.[1],
  );
  expect(looks).toEqual(["none", "some", "overdue"]);
});

const steps = (handover: object) => drawnPart(parts.HandoverSteps, { handover: handover as never }, looked).markup;

test("of a hand-over that runs, what is done is done and the first that is not is next", () => {
  const begun = steps({ completedAt: null, written: true, counted: false, given: false, taken: false });
  expect([...begun.matchAll(/<span(?: class="(done|next)")?>[A-Z]/g)].map(([, its]) => its)).toEqual([
    "done",
    "next",
    undefined,
    undefined,
  ]);
  expect(steps({ completedAt: now })).toContain("12:00");
});

test("a figure tells how many of those due came in time, and is marked where one did not", () => {
  const figure = (counts: object) =>
    drawnPart(parts.FigureRow, { name: "n", label: "l", counts: counts as never, onAsk: () => undefined }, looked)
      .markup;
  const { late, missed, well } = {
    well: figure({ due: 4, inTime: 4, late: 0, missed: 0 }),
    late: figure({ due: 4, inTime: 3, late: 1, missed: 0 }),
    missed: figure({ due: 4, inTime: 3, late: 0, missed: 1 }),
  };
  expect([well, late, missed].map((each) => each.includes("bad"))).toEqual([false, true, true]);
  expect(late).toMatch(
    /class="met" style="width:75%".*class="late" style="width:25%".*class="missed" style="width:0%"/,
  );
  expect(late).toContain("3/4");
});

test("of a day, in time stands before due; a day on which nothing was due has no figure", () => {
  const days = [
    { date: "2026-11-20", due: 4, inTime: 3, late: 1, missed: 0 },
    { date: "2026-11-21", due: 0, inTime: 0, late: 0, missed: 0 },
  ];
  const answers = [[["overview", "tower", "sun", "days", 7], { days }]] as const;
  const { text, markup } = drawnPart(parts.DaysPanel, { onAsk: () => undefined }, { ...looked, answers });
  expect(text).toMatch(/3\/4\|11-20\|.*—\|11-21\|/);
  expect(markup).toMatch(
    /class="missed" style="height:0%".*class="late" style="height:25%".*class="met" style="height:75%"/,
  );
  expect([...markup.matchAll(/class="figure( bad)?"/g)].map(([, bad]) => bad)).toEqual([" bad", undefined]);
});

const happened = (kind: string, minutes: number | null) => {
  const happening = {
    kind,
    minutes,
    stream: { noun: "n", id: "i" },
    at: now - hour,
    post: "lobby",
    person: "lin",
    rules: [],
    text: null,
  };
  const answers = [[["overview", "tower", "sun", "happened"], { happened: [happening] }]] as const;
  return drawnPart(parts.HappenedPanel, {}, { ...looked, answers });
};

test("minutes of a leave are told as away, of a hand-over as late; a leave is no offence", () => {
  expect(happened("leave", 5).text).toMatch(/\|Away\|.*\|away 5 min · \|11:00\|/);
  expect(happened("late-hand-over", 5).text).toMatch(/\|Late hand-over\|.*\|5 min late · \|11:00\|/);
  expect(happened("never-came", null).text).toMatch(/\|Never came\|Lobby · Lin\|11:00\|/);
  expect(happened("leave", 5).markup).toContain("status quiet");
  expect(happened("abandonment", null).markup).toContain("status overdue");
});

const toDo = (kind: string, more = {}) => ({
  ...{
    kind,
    post: "lobby",
    person: null,
    acknowledgedBy: null,
    waitsFor: null,
    what: "log.write",
    detail: {},
    dueAt: now - hour,
    rules: ["A-1", "A-2"],
  },
  ...{ stream: { noun: "log", id: "x" }, key: kind, ...more },
});
const toDos = (...all: object[]) => toDoPanel({ toDo: all, toDoTotal: all.length + 2 });
const toDoPanel = (overview: object) =>
  drawnPart(
    parts.ToDoPanel,
    {
      overview: {
        toDo: [],
        toDoTotal: 0,
        settled: [],
        unheard: [],
        doubled: [],
        clock: [],
        posts: [],
        mine: null,
        ahead: [],
        ...overview,
      } as never,
    },
    { ...looked, answers: [[["ledger", "calls", "tower"], { calls: [] }]] },
  );

test("what was answered by somebody is under way and tells by whom; what was not is overdue", () => {
  expect(toDos(toDo("overdue")).markup).toContain("status overdue");
  const answered = toDos(toDo("overdue", { acknowledgedBy: "wu" }));
  expect(answered.markup).toContain("status accent");
  expect(answered.text).toContain("Wu");
  expect(answered.text).toContain("2");
  const own = toDos(toDo("call", { acknowledgedBy: "wu", selfAnswered: true }));
  expect(own.markup).not.toContain("status accent");
  expect(own.text).toContain("Wu answered about themselves");
});

test("whoever stands in two shifts at once is told with both, and then nobody says that nothing needs doing", () => {
  const turn = { post: "lobby", date: "2026-11-22", shift: "day" };
  const told = toDoPanel({ doubled: [{ person: "wu", turns: [turn, { ...turn, post: "gate" }], rules: ["ZB-06"] }] });
  expect(told.text).toContain("Wu is rostered in two shifts at once");
  expect(told.text).toContain("Lobby 2026-11-22 Day, gate 2026-11-22 day");
  expect(told.text).toContain("ZB-06");
  expect(told.text).not.toContain("Nothing needs doing");
});

test("a function that nobody holds is told once, with its posts and rules, and then nobody says that nothing needs doing", () => {
  const unheard = { function: "department-manager", rules: ["GPH-09"] };
  const told = toDoPanel({
    unheard: [
      { ...unheard, post: "lobby" },
      { ...unheard, post: "gate", rules: ["ZB-28"] },
    ],
  });
  expect(told.text.match(/A call to the department manager would reach nobody/g)).toHaveLength(1);
  expect(told.text).toContain("Lobby, gate");
  expect(told.text).toContain("GPH-09|ZB-28");
  expect(told.text).not.toContain("Nothing needs doing");
  expect(toDoPanel({}).text).toContain("Nothing needs doing");
});

const turn = (date: string, from: number) => ({ date, shift: "day", startsAt: from, endsAt: from + 8 * hour });
const month = (facts: object, assignments: object[] = [], phase = "published") =>
  ({
    ...{ now, facts: { mayPublish: false, mayCover: false, ...facts }, state: { phase, assignments, covers: [] } },
    days: [
      { date: "2026-11-20", sort: "working", name: null },
      { date: "2026-11-21", sort: "weekend", name: null },
      { date: "2026-11-22", sort: "holiday", name: "店庆" },
    ],
    shifts: [turn("2026-11-20", now - 24 * hour), turn("2026-11-21", now - hour), turn("2026-11-22", now + 20 * hour)],
  }) as never;
const head = (facts: object, draft?: object, phase = "published") =>
  drawnPart(
    parts.MonthHead,
    {
      at: { post: "lobby", month: "2026-11", shift: "day" },
      month: month(facts, [], phase),
      draft: draft as never,
      onPlan: () => undefined,
    },
    looked,
  );

test("only whoever may publish a month has the button to begin or change it, and not while they do", () => {
  expect(head({}).buttons).toEqual([]);
  expect(head({ mayPublish: true }).buttons).toHaveLength(1);
  expect(head({ mayPublish: true }).buttons[0]).not.toContain("main");
  expect(head({ mayPublish: true }, undefined, "unknown").buttons[0]).toContain("main");
  expect(head({ mayPublish: true }, { assignments: [] }).buttons).toEqual([]);
});

const held = { date: "2026-11-22", shift: "day", person: "lin", leading: true };
const table = (facts: object, assignments: object[], draft?: object) =>
  drawnPart(
    parts.MonthTable,
    {
      post: "lobby",
      month: month(facts, assignments),
      draft: draft as never,
      now: { date: "2026-11-21", shift: "day" },
      onChoose: () => undefined,
    },
    looked,
  );

test("of a month, what is over waits behind a button; shifts to come may be covered by whoever may, where somebody stands", () => {
  expect(table({}, [held]).buttons).toHaveLength(1);
  expect(table({ mayCover: true }, [held]).buttons).toHaveLength(2);
  expect(table({ mayCover: true }, []).buttons).toHaveLength(1);
});

test("of a plan, only shifts that have not begun may be changed", () => {
  expect(table({ mayPublish: true }, [], { assignments: [held] }).buttons).toHaveLength(2);
});

test("days on which nobody works by the calendar are marked, and the shift from which somebody came", () => {
  const { markup } = table({}, [held]);
  expect(
    [...markup.matchAll(/<tr( class="weekend")?><th scope="row">(\d+)/g)].map(
      ([, its, day]) => `${day}${its ? " weekend" : ""}`,
    ),
  ).toEqual(["21 weekend", "22 weekend"]);
  expect(markup.match(/<td class="now">/g)).toHaveLength(1);
});
