import { expect, test } from "vitest";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import "#duty/nouns.ts";
import type { Person } from "#duty/person/person.ts";
import { callingAt, callNow } from "./call-now.ts";
import type { CallRow } from "./call-rows.ts";

const at = instant(1_800_000_000_000);
const [sun, zhou, lin] = ["sun", "zhou", "lin"] as const;

/** A call of one rung about something that was due at the tower; nobody has answered it. */
const row: CallRow = {
  ...{ site: "tower", noun: "matter", id: "lobby/leak", key: "settle", what: "matter.settle", post: "lobby" },
  ...{ detail: null, person: null, dueAt: at, rules: ["ZB-08"], rung: 1, selfAnswered: false },
  ...{ ladder: [{ afterMinutes: 0, call: "squad-leader" }], acknowledgedBy: null, acknowledgedAt: null },
  calls: [{ at, people: [sun], heardBy: [sun], heardAt: at }],
};

const sits = (person: string, ...sites: string[]) => ({ person, isOpen: true, sites });
const desk = [sits(sun, "tower"), sits(zhou, "tower", "annexe"), sits(lin, "annexe")];

test("a call that some heard is for whom it names; once it is for the whole site, for everybody of that site and nobody else", () => {
  expect(callingAt(row, { now: at, desk: [sits(sun, "tower"), sits(lin, "annexe")] })).toEqual([sun]);
  const unheard = { ...row, calls: [{ at, people: [sun], unheardAt: plusMinutes(at, 1) }] };
  expect(callingAt(unheard, { now: at, desk })).toEqual([sun]);
  expect(callingAt(unheard, { now: plusMinutes(at, 1), desk })).toEqual([sun, zhou]);
  expect(callingAt({ ...unheard, site: "annexe" }, { now: plusMinutes(at, 1), desk })).toEqual([sun, zhou, lin]);
  const answered = { ...unheard, acknowledgedBy: zhou, acknowledgedAt: plusMinutes(at, 2) };
  expect(callingAt(answered, { now: plusMinutes(at, 3), desk })).toEqual([]);
});

test("a call whose hearers are all gone is shown as heard by nobody", () => {
  const around = { now: plusMinutes(at, 9), desk: [], people: new Map(), where: [] };
  const shown = (calls: CallRow["calls"]) => callNow({ ...row, calls }, around).rungs[0];
  const heard = { at, people: [sun], heardBy: [sun], heardAt: plusMinutes(at, 1) };
  expect(shown([heard])).toMatchObject({ heardAt: plusMinutes(at, 1), unheardAt: null });
  expect(shown([{ ...heard, unheardAt: at }])).toMatchObject({ heardAt: plusMinutes(at, 1), unheardAt: at });
  expect(shown([{ ...heard, unheardAt: plusMinutes(at, 5) }])).toMatchObject({ heardAt: null });
});

test("a call is told since its first rung was called, however many were since, and before any since it was due", () => {
  const around = { now: plusMinutes(at, 30), desk: [], people: new Map(), where: [] };
  const since = (calls: CallRow["calls"]) => callNow({ ...row, dueAt: plusMinutes(at, -5), calls }, around).since;
  const rungs = [0, 10, 25].map((minutes) => ({ at: plusMinutes(at, minutes), people: [sun] }));
  expect([since(rungs), since(rungs.slice(1)), since([])]).toEqual([at, plusMinutes(at, 10), plusMinutes(at, -5)]);
});

test("whoever a call names in its detail is offered no answer for others, and an answer for themselves where they alone were called", () => {
  const holdings = [{ site: "tower", function: "squad-leader", since: at }];
  const person: Person = { phase: "employed", holdings };
  const around = { now: at, desk, people: new Map([sun, zhou].map((each) => [each, person])), where: [] };
  const offered = (detail: CallRow["detail"]) =>
    callNow({ ...row, detail }, around).answering.map((each) => `${each.person} ${each.about}`);
  expect(offered(null)).toEqual(["sun others", "zhou others"]);
  expect(offered({ person: zhou })).toEqual(["sun others"]);
  expect(offered({ about: sun })).toEqual(["sun oneself", "zhou others"]);
});

test("what calls a colleague is offered to them alone, to be heard, and rings at nobody else's desk however long it lasts", () => {
  const ladder = [{ afterMinutes: 0, call: "@colleague" }];
  const calls = [{ at, people: [zhou], unheardAt: at }];
  const hearing = { ...row, what: "absence.hear", person: zhou, ladder, calls };
  const around = { now: plusMinutes(at, 600), desk, people: new Map(), where: [] };
  expect(callNow(hearing, around)).toMatchObject({
    ...{ answering: [{ person: zhou, about: "hearing" }], calling: [zhou], wholeSiteFrom: null },
  });
  const locked = { ...around, desk: [{ ...sits(zhou, "tower"), isOpen: false }] };
  expect(callNow(hearing, locked)).toMatchObject({ answering: [], calling: [zhou] });
});

test("whoever should be at a post by now is offered no answer for others that it is empty, and whoever still has time to come is", () => {
  const person: Person = { phase: "employed", holdings: [{ site: "tower", function: "squad-leader", since: at }] };
  const around = { now: at, desk, people: new Map([sun, zhou].map((each) => [each, person])) };
  const detail = { date: "2026-11-21", shift: "day" };
  const empty = { ...row, noun: "manning", id: "lobby/2026-11-21", key: "day", what: "manning.publish", detail };
  const offered = (dueAt: number, shift = "day", post = "lobby") => {
    const id = `${post}/2026-11-21/${shift}/${zhou}`;
    const waitedFor = {
      ...{ site: "tower", id, key: "relief", what: "attendance.relief" },
      person: null,
      detail: null,
    };
    const where = [{ ...waitedFor, dueAt: instant(dueAt) }];
    return callNow(empty, { ...around, where }).answering.map((each) => each.person);
  };
  expect(offered(at)).toEqual([sun]);
  expect(offered(at + 1)).toEqual([sun, zhou]);
  expect(offered(at, "evening")).toEqual([sun, zhou]);
  expect(offered(at, "day", "gate")).toEqual([sun, zhou]);
});

test("whoever has left a post as well is offered no answer for others that it is empty", () => {
  const person: Person = { phase: "employed", holdings: [{ site: "tower", function: "squad-leader", since: at }] };
  const around = { now: at, desk, people: new Map([sun, zhou].map((each) => [each, person])) };
  const left = { ...row, noun: "absence", key: "stand-in/1/1", what: "absence.stand-in", detail: { about: lin } };
  const offered = (post: string) => {
    const id = `${post}/2026-11-21/day/${zhou}`;
    const also = { site: "tower", id, key: "stand-in/1/1", what: "absence.stand-in", person: null, dueAt: at };
    const where = [{ ...also, detail: { about: zhou } }];
    return callNow(left, { ...around, where }).answering.map((each) => each.person);
  };
  expect(offered("lobby")).toEqual([sun]);
  expect(offered("gate")).toEqual([sun, zhou]);
});

test("whoever is on duty at a post answers for it, and not for the post of that name at another site", () => {
  const turn = {
    ...{ id: "lobby/2026-11-21/day/lin", key: "sign-off", what: "attendance.sign-off" },
    ...{ person: lin, detail: null },
    dueAt: at,
  };
  const answering = (site: string, id = turn.id) => {
    const around = { now: at, desk, people: new Map(), where: [{ ...turn, site, id }] };
    return callNow({ ...row, calls: [{ at, people: [] }] }, around).answering.map((each) => each.person);
  };
  expect(answering("tower")).toEqual([lin]);
  expect(answering("annexe")).toEqual([]);
  expect(answering("tower", "gate/2026-11-21/day/lin")).toEqual([]);
});
