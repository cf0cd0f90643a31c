import { describe, expect, test } from "vitest";
import type { Begun, Handover, Side } from "./handover.ts";
import {
  comesInstead,
  type HandoverFacts,
  incomingOf,
  isAlone,
  isSideThere,
  leaderOf,
  notPrepared,
  outgoingOf,
  reliefsToName,
  type Successor,
  sideOf,
} from "./handover-parties.ts";

type Prepared = Extract<Handover, { phase: "prepared" }>;

const person = (person: string, onDuty = false): Successor => ({ person, page: "lobby/2026-11-21/evening", onDuty });
const facts = (...successors: Successor[]): HandoverFacts => ({
  outgoing: "lin",
  successors,
  next: undefined,
  away: [],
  standInHolds: false,
  ...{ reliefSince: undefined, reliefDueAt: undefined, latecomerDueAt: undefined },
  ...{ following: undefined, leftAtOnce: [], corrected: undefined },
  ...{ matters: [], kit: [], books: [], since: { kit: {}, books: {} } },
});
const begun = (relief?: string) => ({ preparation: relief === undefined ? undefined : { relief } }) as unknown as Begun;
const names = (people: readonly Successor[]) => people.map((each) => each.person);

test("who takes over is who was named, else who is there, else who is due", () => {
  const both = facts(person("zhang"), person("wu", true));
  expect(incomingOf(begun("zhang"), both)).toBe("zhang");
  expect(incomingOf(begun(), both)).toBe("wu");
  expect(incomingOf(begun(), facts(person("zhang")))).toBe("zhang");
  expect(incomingOf(begun(), facts())).toBeUndefined();
});

test("a shift was led by who handed it over, and until then is by who is there", () => {
  const completed = { phase: "completed", outgoing: "sun" } as unknown as Handover;
  expect(leaderOf(completed, facts())).toBe("sun");
  expect(leaderOf({ phase: "unknown" }, facts())).toBe("lin");
});

test("one names others, each once, and oneself only where there is nobody else", () => {
  expect(names(reliefsToName(facts(person("lin"), person("zhang"), person("zhang")), "lin"))).toEqual(["zhang"]);
  expect(names(reliefsToName(facts(person("lin")), "lin"))).toEqual(["lin"]);
  expect(names(reliefsToName(facts(), "lin"))).toEqual([]);
});

test("what is not prepared says how far it is: not begun, begun, or over", () => {
  const told = (phase: "unknown" | "open" | "completed") => notPrepared({ phase } as never).refusal;
  expect(told("unknown")).toEqual({ code: "handover.not-open", rules: ["ZB-01"] });
  expect(told("open")).toEqual({ code: "handover.not-prepared", rules: ["ZB-18"] });
  expect(told("completed")).toEqual({ code: "handover.completed-already", rules: ["ZB-03"] });
});

const form = (relief: string | undefined, more: object = {}) =>
  ({
    ...{ phase: "prepared", standIn: undefined, preparedBy: "lin", signatures: [] },
    ...{ preparation: { relief, next: "lobby/2026-11-21/evening" }, ...more },
  }) as unknown as Prepared;

describe("who speaks for which side", () => {
  test("is nobody who is no person, whether or not anybody leads the shift", () => {
    const led = facts(person("wu", true));
    expect(sideOf(form("wu"), led, undefined)).toBeUndefined();
    expect(sideOf(form(undefined), { ...led, outgoing: undefined }, undefined)).toBeUndefined();
  });

  test("once the relief has signed, for the outgoing side still whoever leads it", () => {
    const signed = { standIn: "zhao", signatures: [{ side: "incoming", person: "wu" }] };
    const known = { ...facts(person("wu", true)), standInHolds: true };
    expect(outgoingOf(form("wu", signed), known)).toBe("lin");
    const itself = { standIn: "zhao", signatures: [{ side: "outgoing", person: "zhao" }] };
    expect(outgoingOf(form("wu", itself), known)).toBe("zhao");
  });
});

describe("somebody comes instead", () => {
  const comes = (relief: string | undefined, who: string | undefined, known: HandoverFacts) =>
    comesInstead(form(relief), known, who);

  test("where they are at the post and the relief that was named is not: not come, gone, or away", () => {
    expect(comes("wu", "zhao", facts(person("wu"), person("zhao", true)))).toBe(true);
    expect(comes("wu", "zhao", facts(person("zhao", true), person("sun", true)))).toBe(true);
    expect(comes("wu", "zhao", { ...facts(person("wu", true), person("zhao", true)), away: ["wu"] })).toBe(true);
  });

  test("not where the relief is there, where they are not themselves, or where nobody was named", () => {
    const both = facts(person("wu", true), person("zhao", true));
    expect(comes("wu", "zhao", both)).toBe(false);
    expect(comes("sun", "zhao", { ...both, away: ["zhao"] })).toBe(false);
    expect(comes("sun", "chen", both)).toBe(false);
    expect(comes("sun", undefined, both)).toBe(false);
    expect(comes(undefined, "zhao", both)).toBe(false);
  });
});

describe("a side is there", () => {
  const there = (side: Side, more: Partial<HandoverFacts> = {}, state: Begun = form("wu")) =>
    isSideThere(state, { ...facts(person("zhao", true), person("wu", true)), ...more }, side);

  test("where who speaks for it is on duty and not away", () => {
    expect([there("outgoing"), there("incoming")]).toEqual([true, true]);
    expect([there("outgoing", { away: ["lin"] }), there("incoming", { away: ["lin"] })]).toEqual([false, true]);
    expect([there("outgoing", { away: ["wu"] }), there("incoming", { away: ["wu"] })]).toEqual([true, false]);
    expect(there("outgoing", { outgoing: undefined })).toBe(false);
    expect(there("incoming", { successors: [person("zhao", true), person("wu")] })).toBe(false);
    expect(there("incoming", { successors: [] }, form(undefined))).toBe(false);
  });

  test("whoever stands in is there for the outgoing side, and for no other", () => {
    const stood = form("wu", { standIn: "zhao" });
    expect(there("outgoing", { outgoing: undefined }, stood)).toBe(true);
    expect(there("incoming", { away: ["wu"] }, stood)).toBe(false);
  });
});

test("one side is alone where nobody follows, where nobody can be named, or where who wrote it follows themselves", () => {
  expect([form("wu"), form("lin"), form(undefined)].map(isAlone)).toEqual([false, true, false]);
  expect(isAlone(form("lin", { standIn: "lin" }))).toBe(false);
  expect(isAlone(form(undefined, { preparedBy: undefined }))).toBe(false);
  const next = "lobby/2026-11-21/evening";
  expect(isAlone(form("wu", { preparation: { relief: "wu", next, alone: true } }))).toBe(true);
  expect(isAlone(form("wu", { preparation: { relief: "wu" } }))).toBe(true);
});
