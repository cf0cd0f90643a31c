import { expect, test } from "vitest";
import type { OwnTurn } from "#duty/attendance/own-turn.ts";
import type { PostBoard } from "#duty/attendance/post-board.ts";
import { minute } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import { type HandoverKnown, nextAct } from "./next-act.ts";

const hour = 60 * minute;
const day = { date: "2026-11-21", shift: "day", startsAt: 8 * hour, endsAt: 16 * hour };
const evening = { date: "2026-11-21", shift: "evening", startsAt: 16 * hour, endsAt: 24 * hour };
const [lin, zhang] = ["lin", "zhang"];
const turn = (person: string, { date, shift }: typeof day) => ({ person, date, shift });

/** Both stand at the post: one still, the other already. */
const both: PostBoard = {
  shift: day,
  next: evening,
  on: [
    { ...turn(lin, day), since: 7 * hour },
    { ...turn(zhang, evening), since: 15 * hour },
  ],
  due: [],
};
const alone: PostBoard = {
  ...both,
  on: both.on.slice(0, 1),
  due: [{ ...turn(zhang, evening), dueAt: 15.75 * hour }],
};

const rule = { window: { minutesBefore: 60, cites: ["ZB-26"] } };

function handoverOfDay(phase: string): HandoverKnown {
  return { state: { phase, occurrence: day } as unknown as Handover, rule };
}

function whatIsNext(person: string, phase: string, board = both, at = 15.5 * hour): string {
  return nextAct(board, { handover: handoverOfDay(phase), turn: undefined }, person, at).do;
}

test("while a shift is handed over, one side prepares and goes on, the other takes over", () => {
  expect(whatIsNext(lin, "open")).toBe("prepare");
  expect(whatIsNext(lin, "prepared")).toBe("continue-handover");
  expect(whatIsNext(zhang, "open")).toBe("take-over");
  expect(whatIsNext(zhang, "prepared")).toBe("take-over");
});

test("once the post has passed, who had it goes and who has it stays", () => {
  expect(whatIsNext(lin, "completed")).toBe("sign-off");
  expect(whatIsNext(zhang, "completed")).toBe("keep-watch");
});

test("what was closed alone is handed over after all, once somebody has come: neither goes nor keeps watch before", () => {
  const successor = { person: zhang, page: "lobby/2026-11-21/evening", onDuty: true };
  const facts = { outgoing: lin, following: successor.page, successors: [successor] } as unknown as HandoverFacts;
  const offered = (person: string, state: object, told = facts) => {
    const known = handoverOfDay("completed");
    const handover = { ...known, state: { ...known.state, ...state } as Handover, facts: told };
    return nextAct(both, { handover, turn: undefined }, person, 16.5 * hour).do;
  };
  expect([lin, zhang].map((each) => offered(each, {}))).toEqual(["continue-handover", "take-over"]);
  expect([lin, zhang].map((each) => offered(each, { incoming: zhang }))).toEqual(["sign-off", "keep-watch"]);
  expect(offered(lin, {}, { ...facts, successors: [] })).toBe("sign-off");
});

test("what was closed alone before a rest is taken up first, by whoever did not close it", () => {
  const untaken = [{ occurrence: { ...day, date: "2026-11-20", post: "lobby" }, closedBy: zhang }];
  const offered = (person: string, phase: string) => {
    const facts = { outgoing: lin, successors: [], away: [], untaken } as unknown as HandoverFacts;
    return nextAct(both, { handover: { ...handoverOfDay(phase), facts }, turn: undefined }, person, 9 * hour);
  };
  expect(offered(lin, "open")).toMatchObject({ do: "take-up", shift: { date: "2026-11-20" } });
  expect(offered(lin, "prepared").do).toBe("continue-handover");
  untaken[0] = { ...(untaken[0] as (typeof untaken)[number]), closedBy: lin };
  expect(offered(lin, "open").do).toBe("keep-watch");
});

test("until the hand-over may be prepared one keeps watch; where nothing says when, until the shift is over", () => {
  expect(whatIsNext(lin, "open", both, 15 * hour - 1)).toBe("keep-watch");
  expect(whatIsNext(lin, "open", both, 15 * hour)).toBe("prepare");
  const unsaid = (at: number) =>
    nextAct(both, { handover: { ...handoverOfDay("open"), rule: {} }, turn: undefined }, lin, at).do;
  expect([unsaid(16 * hour - 1), unsaid(16 * hour)]).toEqual(["keep-watch", "prepare"]);
  const short = { window: { minutesBefore: 9 * 60, cites: ["ZB-26"] } };
  const ofShort = { ...handoverOfDay("open"), rule: short };
  const shortly = (now: number) => nextAct(both, { handover: ofShort, turn: undefined }, lin, now).do;
  expect([shortly(day.startsAt - 1), shortly(day.startsAt)]).toEqual(["keep-watch", "prepare"]);
});

test("who is due signs on, and who is neither here nor due does nothing", () => {
  expect(nextAct(alone, { handover: undefined, turn: undefined }, zhang, 15.5 * hour)).toEqual({
    do: "sign-on",
    shift: evening,
    dueAt: 15.75 * hour,
  });
  expect(whatIsNext("sun", "open")).toBe("nothing");
});

test("who still stands in a shift that is over is led to its hand-over", () => {
  expect(whatIsNext(lin, "open", { ...alone, shift: evening, next: null }, 17 * hour)).toBe("prepare");
});

/** Somebody's own turn in a shift, with what their screen knows of it. */
function ownTurn(shift: typeof day, state: object, facts: object): OwnTurn {
  const occurrence = { ...shift, post: "lobby" };
  const rule = { opens: { minutes: 30, cites: ["GPH-01"] } };
  return {
    state: { ...state, occurrence },
    rule,
    facts: { occurrence, unconfirmed: [], ...facts },
  } as unknown as OwnTurn;
}

test("whoever may not sign on yet waits, and is told why; of another turn than the one that is due nothing is said", () => {
  const next = (turn: OwnTurn, at: number) => nextAct(alone, { handover: undefined, turn }, zhang, at);
  const due = ownTurn(evening, { phase: "expected" }, {});
  expect(next(due, 15.5 * hour - 1)).toMatchObject({
    ...{ do: "wait", to: "sign-on", shift: evening },
    refusal: { code: "attendance.too-early", rules: ["GPH-01"], detail: { opensAt: 15.5 * hour } },
  });
  expect(next(due, 15.5 * hour).do).toBe("sign-on");
  expect(next(ownTurn(day, { phase: "expected" }, {}), 15 * hour).do).toBe("sign-on");
});

test("whoever has handed over and may not sign off yet waits, and is told why", () => {
  const next = (facts: object) =>
    nextAct(both, { handover: handoverOfDay("completed"), turn: ownTurn(day, { phase: "on" }, facts) }, lin, 16 * hour);
  expect(next({ covering: "gate", othersOn: 1 })).toMatchObject({
    ...{ do: "wait", to: "sign-off", shift: day },
    refusal: { code: "attendance.covering", rules: ["ZB-06"], detail: { post: "gate" } },
  });
  expect(next({ othersOn: 1 }).do).toBe("sign-off");
});
