import { beforeAll, describe, expect, test, vi } from "vitest";
import { minute } from "#duty/grammar/time.ts";
import { ofLeaders } from "#test/desk-answers.ts";
import { isAdministrator, leadsAt } from "./door/acting.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";

/*
 * What is left to somebody by a function is offered to whom the regulation names, by what they hold at this post, and to nobody for what they hold
 * elsewhere: the rule is asked, with what the server has answered.
 */

const load = async () => ({
  ...(await import("./attendance/WhoIsOn.tsx")),
  ...(await import("./attendance/WhoHasGone.tsx")),
  ...(await import("./duty/PageBar.tsx")),
  ...(await import("./ledger/LedgerPanel.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;
const now = Date.UTC(2026, 10, 21, 4);

beforeAll(async () => {
  vi.useFakeTimers({ now, toFake: ["Date"] });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  parts = await load();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

const shifts = [{ key: "day", name: "Day", starts: "08:00", minutes: 480 }];
const posts = [{ key: "lobby", name: "Lobby", shifts, kit: [], books: [], binds: [], limited: [] }];
const people = ["lin", "sun"].map((person) => ({ person, name: person }));
const plan = { people, posts } as unknown as NonNullable<LookedAt["plan"]>;
const at = { date: "2026-11-21", shift: "day" };
const shift = { post: "lobby", ...at } as never;
const lin = { ...at, person: "lin", since: now - 60 * minute, lateMinutes: 0, briefed: true, away: false };
const left = { recordSignOff: ofLeaders, abandonment: ofLeaders, corrects: ofLeaders };
const entered = { at: now, by: "wu", as: "recorded" };
const gone = { ...lin, ...left, offAt: now, toldAt: now, how: "signed-off", entered };
const board = (more: object) =>
  [["attendance", "tower"], { posts: [{ post: "lobby", on: [], due: [], covering: [], gone: [], ...more }] }] as const;
const page = {
  state: { phase: "closed" },
  rule: { countersigned: ofLeaders },
  head: { version: 1, hash: "h" },
} as never;
const unmanned = {
  what: "manning.publish",
  dueAt: now + 70 * 60 * minute,
  missedAt: null,
  ...{ opensAt: now, acknowledgedAt: null, acknowledgedBy: null, nextCallAt: null, selfAnswered: false },
  detail: {},
  rules: [],
  ladder: [],
  rung: 0,
  stream: { noun: "manning", id: "lobby/1" },
  key: "k",
  post: "lobby",
};

const lobby = { post: "lobby" };
/** Acts that the regulations leave to leaders of squads, and what whoever looks is shown where they are offered. */
const offers: Readonly<
  Record<
    string,
    {
      readonly draw: (looked: LookedAt) => readonly string[];
      readonly act: string;
      readonly answers: NonNullable<LookedAt["answers"]>;
    }
  >
> = {
  "to record that somebody signed off": {
    draw: (looked) => drawnPart(parts.WhoIsOn, lobby, looked).buttons,
    ...{ act: "Record sign-off", answers: [board({ on: [{ ...lin, ...left }] })] },
  },
  "to record that somebody left": {
    draw: (looked) => drawnPart(parts.WhoIsOn, lobby, looked).buttons,
    ...{ act: "Record as left", answers: [board({ on: [{ ...lin, ...left }] })] },
  },
  "to correct a sign-off": {
    draw: (looked) => drawnPart(parts.WhoHasGone, { ...lobby, gone: [gone] as never }, looked).buttons,
    ...{ act: "Correct time", answers: [] },
  },
  "to record that somebody had left": {
    draw: (looked) => drawnPart(parts.WhoHasGone, { ...lobby, gone: [gone] as never }, looked).buttons,
    ...{ act: "Record as left", answers: [] },
  },
  "to countersign a page": {
    draw: (looked) => drawnPart(parts.PageBar, { at: shift, page }, looked).buttons,
    ...{ act: "Countersign", answers: [] },
  },
};

const who: readonly (readonly [string, readonly object[], boolean])[] = [
  ["leads the squad", [{ function: "squad-leader", site: "tower" }], true],
  ["leads that of this post", [{ function: "squad-leader", site: "tower", post: "lobby" }], true],
  ["leads that of another post", [{ function: "squad-leader", site: "tower", post: "gate" }], false],
  ["leads one at another site", [{ function: "squad-leader", site: "mall" }], false],
  ["holds a function that is not named", [{ function: "cleaner", site: "tower" }], false],
  ["holds none", [], false],
];

const looking = (person: string, functions: readonly object[], answers: LookedAt["answers"]) =>
  ({ acting: { person, functions: functions as never }, plan, answers: answers ?? [] }) satisfies LookedAt;

describe.each(Object.entries(offers))("%s", (_, { draw, act, answers }) => {
  test.each(who)("is offered as it would be accepted: whoever %s", (_holds, functions, offered) => {
    expect(draw(looking("sun", functions, answers)).includes(act)).toBe(offered);
  });
});

const leader = [{ function: "squad-leader", site: "tower" }];

test("nobody is offered to say of themselves that they left", () => {
  const answers = [board({ on: [{ ...lin, ...left, person: "sun" }] })];
  expect(drawnPart(parts.WhoIsOn, lobby, looking("sun", leader, answers)).buttons).toEqual(["Change post", "Sign off"]);
});

test("a post without anybody, days ahead, is told to those who lead at it, or administer", () => {
  const answers = [[["ledger", "tower", "lobby"], { lines: [unmanned] }]] as const;
  const told = (functions: readonly object[]) =>
    drawnPart(parts.LedgerPanel, lobby, looking("sun", functions, answers)).text.includes("nobody is rostered");
  const administrator = [{ function: "administrator", site: "office" }];
  expect([...who.map(([, functions]) => told(functions)), told(administrator)]).toEqual([
    ...[true, true, false, false, true, false],
    true,
  ]);
});

test("a post is led by whoever holds a function at it, or administers anywhere", () => {
  const leads = (functions: readonly object[]) =>
    leadsAt({ functions: functions as never }, { site: "tower", post: "lobby" });
  expect(who.map(([, functions]) => leads(functions))).toEqual([true, true, false, false, true, false]);
  expect(leads([{ function: "administrator", site: "office" }])).toBe(true);
});

test("somebody is an administrator by that function wherever it is held, and by no other", () => {
  expect(isAdministrator({ functions: [{ function: "administrator", site: "office" }] })).toBe(true);
  expect(isAdministrator({ functions: [{ function: "squad-leader", site: "tower" }] })).toBe(false);
});
