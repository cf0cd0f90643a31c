import { beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { ofLeaders } from "#test/desk-answers.ts";
import { drawnAt } from "#test/drawn-at.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";

/*
 * Who is shown what, part by part: the button that somebody must not have, the field that belongs to another, the first of a list.
 */

const shifts = [
  { key: "day", name: "Day" },
  { key: "evening", name: "Evening" },
];
const posts = [
  { key: "lobby", name: "Lobby", shifts, kit: [], books: [], binds: [] },
  { key: "gate", name: "Gate", shifts, kit: [], books: [], binds: [] },
];
const people = ["Lin", "Wu", "Zhao", "Sun"].map((name) => ({ person: name.toLowerCase(), name }));
const plan = { people, posts } as unknown as NonNullable<LookedAt["plan"]>;
const guard = (person: string) => ({ acting: { person }, plan });
const leader = { acting: { person: "sun", functions: [{ function: "squad-leader", site: "tower" }] as never }, plan };
const at = { date: "2026-11-21" };
/** Noon at the site; what is due, is due in an hour. */
const now = Date.UTC(2026, 10, 21, 4);
const soon = now + 60 * minute;

/** Parts reach the browser when they are loaded, and no earlier than a test says what it is. */
const load = async () => ({
  ...(await import("./attendance/WhoIsOn.tsx")),
  ...(await import("./ledger/CallCard.tsx")),
  ...(await import("./ledger/OwedRow.tsx")),
  ...(await import("./matter/MatterPanel.tsx")),
  ...(await import("./matter/ReleaseButton.tsx")),
  ...(await import("./absence/LeaveActs.tsx")),
  ...(await import("./absence/AbsencePanel.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;

beforeAll(() =>
  drawnAt(now, async () => {
    parts = await load();
  }),
);

const onDuty = (person: string, shift: string, more = {}) => ({
  person,
  shift,
  ...at,
  ...{ recordSignOff: ofLeaders, abandonment: ofLeaders },
  since: soon - 8 * 60 * minute,
  lateMinutes: 0,
  ...{ away: false, offer: null },
  briefed: true,
  ...more,
});
const attendance = (on: object[], due: object[] = [], elsewhere: object[] = []) =>
  [
    ["attendance", "tower"],
    {
      posts: [
        { post: "lobby", on, due, covering: [], gone: [] },
        { post: "gate", on: elsewhere, due: [], covering: [], gone: [] },
      ],
    },
  ] as const;
const whoIsOn = (looked: LookedAt, ...given: Parameters<typeof attendance>) =>
  drawnPart(parts.WhoIsOn, { post: "lobby" }, { ...looked, answers: [attendance(...given)] });

test("who stands at the post is shown their own acts and nobody else's", () => {
  const both = [onDuty("lin", "day"), onDuty("wu", "day")];
  expect(whoIsOn(guard("lin"), both).buttons).toEqual(["Change post", "Sign off"]);
  expect(whoIsOn(guard("zhao"), both).buttons).toEqual([]);
  expect(whoIsOn(guard("lin"), [onDuty("lin", "day", { briefed: false })]).buttons).toHaveLength(3);
});

test("whoever has come for another shift may say of those before that they went, a leader also that they left", () => {
  const overlap = [onDuty("lin", "day"), onDuty("wu", "evening")];
  const before = whoIsOn(guard("wu"), overlap).buttons.length - 2;
  const beside = whoIsOn(guard("wu"), [onDuty("lin", "evening"), onDuty("wu", "evening")]).buttons.length - 2;
  expect([before, beside]).toEqual([1, 0]);
  expect(whoIsOn(leader, overlap).buttons).toHaveLength(4);
});

test("who is due and has come is not told as due; who is due nowhere here reads that they may look only", () => {
  const due = [{ person: "wu", shift: "evening", ...at, dueAt: soon, lateMinutes: 0, leading: true }];
  const isTold = (looked: LookedAt, on: object[]) => whoIsOn(looked, on, due).text;
  expect(isTold(guard("wu"), [onDuty("lin", "day")])).toContain("Wu");
  expect(whoIsOn(guard("wu"), [onDuty("lin", "day")], due).markup).not.toContain('role="note"');
  expect(whoIsOn(guard("zhao"), [onDuty("lin", "day")], due).markup).toContain('role="note"');
  expect(isTold(guard("zhao"), [onDuty("wu", "evening")])).not.toContain("left");
});

const call = (more = {}) =>
  ({
    ...{
      what: "matter.settle",
      detail: {},
      post: "lobby",
      dueAt: soon - 7_200_000,
      rules: [],
      wholeSiteFrom: null,
      calling: ["sun"],
      nextAt: soon,
    },
    ...{
      stream: { noun: "matter", id: "lobby/1" },
      key: "settle",
      answeredAt: null,
      since: 1,
      answering: [{ person: "sun", about: "others" }],
    },
    rungs: [
      { call: "squad-leader", at: soon - 60 * minute, isCalled: true, people: ["sun"], heardAt: null, unheardAt: null },
      { call: "department-manager", at: soon, isCalled: false, people: null, heardAt: null, unheardAt: null },
    ],
    ...more,
  }) as never;
const callCard = (looked: LookedAt, more = {}) =>
  drawnPart(parts.CallCard, { call: call(more), first: true, named: { sun: "Sun the leader" } }, looked);

test("only whoever may answer a call has the button, and only about themselves they say why", () => {
  expect(callCard(leader).buttons).toEqual(["I take care of it (main)"]);
  expect(callCard(leader).markup).not.toContain("<textarea");
  expect(callCard(guard("lin")).buttons).toEqual([]);
  const own = callCard(leader, { answering: [{ person: "sun", about: "oneself" }] });
  expect(own.markup).toContain("<textarea");
});

test("a call tells of each rung who it is by the name called by, whether they heard, and which one comes next", () => {
  const rung = (more: object) =>
    callCard(leader, {
      rungs: [
        {
          call: "squad-leader",
          at: soon - 60 * minute,
          isCalled: true,
          people: ["sun"],
          heardAt: null,
          unheardAt: null,
          ...more,
        },
      ],
    }).text;
  const told = [rung({}), rung({ unheardAt: 5 }), rung({ heardAt: 5 }), rung({ people: [] })];
  expect(new Set(told).size).toBe(4);
  expect(rung({})).toContain("Sun the leader");
  expect(callCard(leader).text).toMatch(
    /department manager\|13:00\|60 min left|department manager\|13:00\|1 h 00 min left/,
  );
  expect(callCard(leader, { wholeSiteFrom: 5 }).text).not.toBe(callCard(leader).text);
});

const owed = (more = {}) =>
  ({
    ...{
      what: "log.write",
      detail: {},
      dueAt: soon - 7_200_000,
      rules: [],
      stream: { noun: "log", id: "x" },
      key: "k",
      missedAt: 1,
    },
    ...{ acknowledgedAt: null, acknowledgedBy: null, rung: 1, ...more },
    ladder: [
      { call: "squad-leader", at: soon - 60 * minute },
      { call: "department-manager", at: soon },
    ],
  }) as never;
const owedRow = (more = {}) => drawnPart(parts.OwedRow, { owed: owed(more) }, guard("lin")).text;

test("of a ladder, who was called is told as called and the next one as next", () => {
  expect(owedRow()).toContain("Called: squad leader next department manager |13:00|");
  expect(owedRow({ rung: 2 })).not.toMatch(/next/i);
  const answer = { acknowledgedAt: soon - minute, acknowledgedBy: "sun" };
  expect(owedRow(answer)).toContain("Sun");
  expect(owedRow(answer)).not.toContain("next department manager");
  // Whoever answers about themselves ends it for nobody else: the ladder goes on (ZB-27).
  const own = owedRow({ ...answer, selfAnswered: true });
  expect(own).toContain("Sun answered about themselves");
  expect(own).toContain("Called: squad leader next department manager");
});

const matter = (id: string, dueAt: number, more = {}) => ({
  id: `lobby/${id}`,
  class: "ordinary",
  released: false,
  dueAt,
  text: `text ${id}`,
  kit: null,
  holder: "lin",
  passes: 0,
  ...{ notes: [], earlier: 0 },
  phase: "open",
  mayRelease: false,
  maySettle: true,
  ...more,
});
const matters = (looked: LookedAt, ...all: object[]) => {
  const asked = ["matter", "tower", "lobby", looked.acting?.person ?? "lin"];
  const answers = [[asked, { matters: all, rule: {} }] as const, attendance([])];
  return drawnPart(parts.MatterPanel, { post: "lobby" }, { ...looked, answers });
};

test("matters stand in the order in which they come due, each with its own holder", () => {
  const { text } = matters(
    guard("wu"),
    matter("b", soon + 2),
    matter("a", soon + 1, { holder: "zhao" }),
    matter("c", soon + 3),
  );
  expect(text.match(/text \w/g)).toEqual(["text a", "text b", "text c"]);
  expect(text.indexOf("Zhao")).toBeLessThan(text.indexOf("text b"));
  expect(text).not.toContain("Wu");
});

test("kit that is missing is told by its count, and only whom the server says that they may is given the button that closes it", () => {
  const kit = { item: "radio", missing: 1, damaged: 0, since: "lobby/2026-11-21/day" };
  const [theirs, own] = [true, false].map((maySettle) =>
    matters(leader, matter("a", soon, { class: "continuing", text: null, openedAt: soon, kit, maySettle })),
  );
  expect(own?.text).toContain("radio: 1 missing");
  expect((theirs?.buttons.length ?? 0) - (own?.buttons.length ?? 0)).toBe(1);
});

test("only whom the server says that they may is given the button that lets an important matter pass", () => {
  const count = (mayRelease: boolean) =>
    matters(leader, matter("a", soon, { class: "important", mayRelease })).buttons.length;
  expect(count(true) - count(false)).toBe(1);
  const release = (mayRelease: boolean) =>
    drawnPart(parts.ReleaseButton, { post: "lobby", id: "lobby/a", mayRelease }, leader).buttons[0];
  expect(release(false)).toContain("(not yet)");
  expect(release(true)).not.toContain("(not yet)");
});

const leave = (more = {}) =>
  ({
    ...{
      ...at,
      post: "lobby",
      shift: "day",
      person: "lin",
      phase: "away",
      cover: { person: "wu" },
      bareSince: null,
      said: true,
    },
    ...{
      told: ["zhao"],
      heard: [],
      since: soon - 600_000,
      dueAt: soon,
      why: "meal",
      reason: null,
      to: null,
      device: null,
      ...more,
    },
  }) as never;
const acts = (person: string, more = {}, own: object | null = { ...at, post: "gate", shift: "day", person }) =>
  drawnPart(parts.LeaveActs, { leave: leave(more), own: own ?? undefined, here: [] } as never, guard(person)).buttons
    .length;

test("what may be done about a leave: each by their own part in it", () => {
  const asked = { phase: "asked" };
  const counts = (more: object) => ["lin", "wu", "zhao", "sun"].map((person) => acts(person, more));
  expect(counts(asked)).toEqual([1, 2, 0, 0]);
  expect(counts({})).toEqual([1, 1, 1, 0]);
  expect(counts({ heard: ["zhao"] })).toEqual([1, 1, 0, 0]);
  expect(counts({ cover: null, bareSince: 5, told: [] })).toEqual([1, 1, 1, 1]);
  expect(counts({ phase: "back", said: false, told: [] })).toEqual([1, 0, 0, 0]);
  expect(acts("sun", { cover: null, bareSince: 5 }, null)).toBe(0);
});

const absences = (looked: LookedAt, leaves: object[], on: object[], elsewhere: object[] = []) =>
  drawnPart(
    parts.AbsencePanel,
    { post: "lobby" },
    { ...looked, answers: [[["absence", "tower", "lobby"], { leaves, rule: {} }], attendance(on, [], elsewhere)] },
  );

test("only whoever stands at this very post and is not away may leave it for a while", () => {
  const isOffered = (looked: LookedAt, ...given: [object[], object[], object[]?]) =>
    absences(looked, ...given).buttons.length > 0;
  expect(isOffered(guard("lin"), [], [onDuty("lin", "day")])).toBe(true);
  expect(isOffered(guard("wu"), [], [onDuty("lin", "day")], [onDuty("wu", "day")])).toBe(false);
  expect(absences(guard("lin"), [leave({ cover: null })], [onDuty("lin", "day", { away: true })]).buttons).toHaveLength(
    1,
  );
});

test("a leave that is over is shown to whoever took it, as something is left to be said, and to nobody else", () => {
  const over = [leave({ phase: "back", said: false })];
  expect(absences(guard("lin"), over, [onDuty("lin", "day")]).text).toContain("Lin");
  expect(absences(guard("wu"), over, [onDuty("lin", "day")]).text).toBe("");
});
