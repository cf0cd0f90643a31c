import { expect, test } from "vitest";
import type { Escalation, Obligation } from "#duty/grammar/obligation.ts";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { by } from "#test/given.ts";
import { type HearFacts, hearCall } from "./hear-call.ts";

const lin = "00000000-0000-4000-8000-000000000001";
const zhou = "00000000-0000-4000-8000-000000000002";
const huang = "00000000-0000-4000-8000-000000000003";
const at = instant(1_800_000_000_000);

const obligation: Obligation = {
  ...{ key: "complete", what: "handover.complete", post: "lobby", opensAt: at, dueAt: at, rules: ["GPH-08"] },
  ladder: [
    { afterMinutes: 0, call: "squad-leader" },
    { afterMinutes: 20, call: "department-manager" },
  ],
};
const escalation: Escalation = { missedAt: at, rung: 1, calls: [{ at }] };
const holders = [
  { person: lin, functions: ["squad-leader"] },
  { person: zhou, functions: ["squad-leader", "receptionist"] },
  { person: huang, functions: ["department-manager"] },
];

function said(facts: Partial<HearFacts>, listening: readonly string[] = [], rung = 1) {
  return hearCall({
    ...{ state: undefined, rule: undefined },
    body: {
      stream: { noun: "handover", id: "lobby/2026-11-21/day" },
      key: "complete",
      rung,
      candidates: [],
      listening,
    },
    facts: { obligation, escalation, holders, about: [], ...facts },
    circumstances: by(lin, plusMinutes(at, 1), { actor: "clock" }),
  }).entries;
}

const called = (people: readonly string[], rung = 1) => ({
  type: "obligation.called",
  body: { key: "complete", rung, people },
});
const heard = (people: readonly string[]) => ({ type: "obligation.heard", body: { key: "complete", rung: 1, people } });
const unheard = { type: "obligation.unheard", body: { key: "complete", rung: 1 } };
const next = {
  type: "obligation.escalated",
  body: { key: "complete", rung: 2, call: "department-manager", dueAt: at },
};

test("a call has names, and those of them who have a screen open have heard it", () => {
  expect(said({}, [zhou, huang])).toEqual([called([lin, zhou]), heard([zhou])]);
});

test("a call that is named anew is entered where any name is another, and not where all are the same", () => {
  const before = (...people: string[]) => ({ escalation: { ...escalation, calls: [{ at, people }] } });
  expect(said(before(lin, huang), [zhou])).toEqual([called([lin, zhou]), heard([zhou])]);
  expect(said(before(zhou, lin), [zhou])).toEqual([heard([zhou])]);
});

test("a call that nobody hears goes on in the same moment", () => {
  expect(said({})).toEqual([called([lin, zhou]), unheard, next]);
});

test("a rung whose function nobody holds calls nobody, and goes on", () => {
  expect(said({ holders: [{ person: huang, functions: ["department-manager"] }] }, [huang])).toEqual([
    called([]),
    unheard,
    next,
  ]);
});

test("whom a call is about is not called about themselves while anybody else of the ladder could be", () => {
  expect(said({ about: [lin] }, [lin, zhou])).toEqual([called([zhou]), heard([zhou])]);
  expect(said({ about: [lin, zhou] }, [lin, zhou])).toEqual([called([]), unheard, next]);
  const alone = { about: [lin], holders: [{ person: lin, functions: ["squad-leader"] }] };
  expect(said(alone, [lin])).toEqual([called([lin]), heard([lin])]);
  const withoutFunction = [...alone.holders, { person: zhou, functions: ["receptionist"] }];
  expect(said({ ...alone, holders: withoutFunction }, [lin])).toEqual([called([lin]), heard([lin])]);
});

test("said again it says nothing new, until somebody hears after all", () => {
  const unheardNow = { missedAt: at, rung: 2, calls: [{ at, people: [lin, zhou], unheardAt: at }, { at }] };
  expect(said({ escalation: unheardNow })).toEqual([]);
  expect(said({ escalation: unheardNow }, [zhou])).toEqual([heard([zhou])]);
  const come = [...holders, { person: "new", functions: ["squad-leader"] }];
  expect(said({ escalation: unheardNow, holders: come })).toEqual([called([lin, zhou, "new"])]);
  const heardNow = { ...escalation, calls: [{ at, people: [lin, zhou], heardAt: at, heardBy: [zhou] }] };
  expect(said({ escalation: heardNow }, [lin])).toEqual([]);
});

test("where all who heard it are gone, or are whom it is about, it is as if nobody had, and it goes on", () => {
  const heardNow = { ...escalation, calls: [{ at, people: [lin, zhou], heardAt: at, heardBy: [zhou] }] };
  const withoutZhou = holders.filter(({ person }) => person !== zhou);
  expect(said({ escalation: heardNow, holders: withoutZhou })).toEqual([called([lin]), unheard, next]);
  expect(said({ escalation: heardNow, holders: withoutZhou }, [lin])).toEqual([called([lin]), heard([lin])]);
  const otherFunction = holders.map((each) => (each.person === zhou ? { ...each, functions: ["receptionist"] } : each));
  expect(said({ escalation: heardNow, holders: otherFunction })).toEqual([called([lin]), unheard, next]);
  expect(said({ escalation: heardNow, about: [zhou] })).toEqual([called([lin]), unheard, next]);
  const both = { ...escalation, calls: [{ at, people: [lin, zhou], heardAt: at, heardBy: [lin, zhou] }] };
  expect(said({ escalation: both, holders: withoutZhou })).toEqual([]);
  const goneOn = { at, people: [lin], heardAt: at, heardBy: [zhou], unheardAt: plusMinutes(at, 1) };
  const wentOn = { missedAt: at, rung: 2, calls: [goneOn, { at }] };
  expect(said({ escalation: wentOn, holders: withoutZhou })).toEqual([]);
  expect(said({ escalation: wentOn, holders: withoutZhou }, [lin])).toEqual([heard([lin])]);
});

test("a call that is over, or that never was, is not heard", () => {
  expect(said({ obligation: undefined }, [lin])).toEqual([]);
  expect(said({ obligation: { ...obligation, metAt: at } }, [lin])).toEqual([]);
  expect(said({ escalation: { ...escalation, acknowledgedAt: at } }, [lin])).toEqual([]);
  expect(said({ escalation: undefined }, [lin])).toEqual([]);
  expect(said({}, [huang], 2)).toEqual([]);
});

test("at the last rung nobody is left to call next", () => {
  const last = { missedAt: at, rung: 2, calls: [{ at, people: [], unheardAt: at }, { at }] };
  expect(said({ escalation: last }, [], 2)).toEqual([
    called([huang], 2),
    { type: "obligation.unheard", body: { key: "complete", rung: 2 } },
  ]);
});
