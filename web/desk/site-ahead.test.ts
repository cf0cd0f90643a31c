import { beforeAll, expect, test } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { drawnAt } from "#test/drawn-at.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";

/* What comes at a site, what was put right today, and what stands first where several things must be done. */

const shifts = [{ key: "day", name: "Day" }];
const posts = ["lobby", "gate"].map((key) => ({ key, name: `The ${key}`, shifts, kit: [], books: [], binds: [] }));
const people = ["Lin", "Wu"].map((name) => ({ person: name.toLowerCase(), name }));
const plan = { people, posts } as unknown as NonNullable<LookedAt["plan"]>;
/** Noon at the site. */
const now = Date.UTC(2026, 10, 21, 4);
const hour = 60 * minute;

const load = async () => ({
  ...(await import("./overview/AheadPanel.tsx")),
  ...(await import("./overview/ToDoPanel.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;

beforeAll(() =>
  drawnAt(now, async () => {
    parts = await load();
  }),
);

const comes = (lane: string, hours: number, more = {}) => ({
  ...{ lane, at: now + hours * hour, count: 1, what: "handover.complete", post: "lobby" },
  ...more,
});
function strip(...ahead: object[]) {
  const overview = { now, aheadUntil: now + 8 * hour, ahead } as never;
  return drawnPart(parts.AheadPanel, { overview }, { acting: { person: "lin" }, plan });
}
/** The words of each lane, in the order in which they stand. */
const lanes = (markup: string) =>
  markup.split('<div class="overview-lane">').map((each) => each.replaceAll(/<[^>]+>/g, "|").replaceAll(/\|+/g, "|"));

test("what comes stands in its own lane, with its post or how many, and when; an empty lane says so", () => {
  const [hours = "", change, matters, others] = lanes(
    strip(comes("change", 4), comes("change", 6, { count: 3 }), comes("others", 2, { count: 2 })).markup,
  );
  expect(hours).toContain("Due in the next 8 hours");
  expect(change).toBe("|Changes|The lobby |16:00|3 posts |18:00|");
  expect(matters).toBe("|Matters|None|");
  expect(others).toContain("|Others|2 things |14:00|");
});

test("a single other thing is told by what it is, and not by where", () => {
  const [, , , others = ""] = lanes(strip(comes("others", 2, { what: "attendance.sign-on" })).markup);
  expect(others).not.toContain("The lobby");
  expect(others).toMatch(/\|Others\|[^|]+ \|14:00\|/);
});

test("hours stand along the strip where they can be read, and what comes at its very end is kept inside", () => {
  const { markup } = strip(comes("matters", 1), comes("matters", 7.5));
  const [hours = ""] = markup.split('<div class="overview-lane">');
  expect([...hours.matchAll(/inset-inline-start:([\d.]+)%">(\d\d:\d\d)/g)].map(([, at, time]) => [at, time])).toEqual(
    [2, 3, 4, 5, 6, 7].map((each) => [String(each * 12.5), `${12 + each}:00`]),
  );
  expect(hours).toContain('class="now">12:00');
  const marks = [...markup.matchAll(/<li(?: class="([\w-]+)")? style="([^"]+)"/g)].map(([, its, style]) => [
    its,
    style,
  ]);
  expect(marks).toEqual([
    [undefined, "inset-inline-start:12.5%"],
    ["late-end", "inset-inline-end:0"],
  ]);
});

const owed = (key: string, more = {}) => ({
  ...{ kind: "overdue", post: "lobby", person: null, acknowledgedBy: null, waitsFor: null, what: "log.write" },
  ...{ detail: {}, dueAt: now - hour, rules: ["A-1"], stream: { noun: "log", id: "x" }, key, metAt: null, text: null },
  ...more,
});
function site(overview: object, calls: object[] = []) {
  const none = {
    toDo: [],
    toDoTotal: 0,
    settled: [],
    unheard: [],
    doubled: [],
    clock: [],
    posts: [],
    mine: null,
    ahead: [],
  };
  return drawnPart(
    parts.ToDoPanel,
    { overview: { ...none, ...overview } as never },
    { acting: { person: "lin" }, plan, answers: [[["ledger", "calls", "tower"], { calls, names: {}, clock: [] }]] },
  );
}
const call = (key: string, more = {}) => ({
  ...{ stream: { noun: "log", id: "x" }, key, what: "handover.complete", detail: {}, post: "lobby", dueAt: now - hour },
  ...{ rules: ["ZB-27"], rungs: [], calling: [], answering: [], answeredBy: null, answeredAt: null, nextAt: null },
  ...{ wholeSiteFrom: null, selfAnswered: false, ...more },
});

test("the worst call stands whole and first, once; an answered one, or another one, is told like the rest", () => {
  const toDo = [owed("call-1", { kind: "call" }), owed("two"), owed("three")];
  const whole = site({ toDo, toDoTotal: 3 }, [call("call-1"), call("other")]);
  expect(whole.markup.match(/class="call[ "]/g)).toHaveLength(1);
  const [before = "", from = ""] = whole.markup.split(/(?=class="call[ "])/);
  expect([before, from].map((each) => each.match(/class="status overdue"/g)?.length)).toEqual([undefined, 3]);
  for (const calls of [[call("call-1", { answeredAt: now })], [call("other")], []])
    expect(site({ toDo, toDoTotal: 3 }, calls).markup).not.toMatch(/class="call[ "]/);
});

test("what is not shown is counted, and nothing is where all is shown", () => {
  const toDo = [owed("one"), owed("two")];
  expect(site({ toDo, toDoTotal: 5 }).text).toContain("3 more");
  expect(site({ toDo, toDoTotal: 2 }).text).not.toContain("more");
});

test("a quiet site says since when, how many posts are manned, and what comes next: for whoever looks first", () => {
  const post = (status: string) => ({ status });
  const quiet = {
    posts: ["manned", "waiting", "empty", "empty", "closed"].map(post),
    ahead: [comes("change", 4)],
  };
  const today = site(quiet).text;
  expect(today).toContain("Nothing needs doing");
  expect(today).toContain("No exception today.");
  expect(today).toContain("2 of 4 posts that are due are manned");
  expect(today).toMatch(/Next to come due\|.*16:00.*\|Changes · The lobby/);
  const several = site({ ...quiet, ahead: [comes("others", 1, { count: 4 })] }).text;
  expect(several).toContain("Others · 4 things");
  const mine = site({ ...quiet, mine: owed("mine", { post: "gate", dueAt: now + hour, rules: ["A-1", "A-2"] }) }).text;
  expect(mine).toMatch(/Next for you\|.*13:00.*The gate/);
  expect(mine).toContain("A-1");
  expect(mine).not.toContain("A-2");
  expect(mine).not.toContain("Next to come due");
  expect(site({ posts: [] }).text).not.toContain("Next");
});

test("what was overdue today and has been met is told with when, also where little is left to do, and then since when it is quiet", () => {
  const settled = [owed("done", { metAt: now - hour, post: "gate" })];
  const quiet = site({ settled }).text;
  expect(quiet).toContain("was the last exception settled.");
  expect(quiet).toContain("Settled today: 1");
  expect(quiet).toMatch(/11:00\|.*The gate/);
  const four = ["one", "two", "three", "four"].map((key) => owed(key));
  expect(site({ settled, toDo: four.slice(1), toDoTotal: 3 }).text).toContain("Settled today: 1");
  expect(site({ settled, toDo: four, toDoTotal: 4 }).text).not.toContain("Settled today");
});
