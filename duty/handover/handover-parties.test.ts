import { expect, test } from "vitest";
import type { Begun, Handover } from "./handover.ts";
import {
  type HandoverFacts,
  incomingOf,
  leaderOf,
  notPrepared,
  reliefsToName,
  type Successor,
} from "./handover-parties.ts";

const person = (person: string, onDuty = false): Successor => ({ person, page: "lobby/2026-11-21/evening", onDuty });
const facts = (...successors: Successor[]): HandoverFacts => ({
  outgoing: "lin",
  successors,
  next: undefined,
  away: [],
  standInHolds: false,
  ...{ reliefSince: undefined, reliefBegins: undefined, latecomerDueAt: undefined },
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
