import { expect, test } from "vitest";
import type { Turn } from "#duty/grammar/presence.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { by, given, outcomeOf, type Under } from "#test/given.ts";
import type { Absence } from "./absence.ts";
import { absenceKind } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";
import { type EndWithDutyFacts, endWithDuty, loseCover, spareHearing } from "./come-back.ts";
import { layBare } from "./man-post.ts";

/* Who else is there for somebody who has left: themselves in another turn, or others, when whoever covered has gone. */

const [lin, wu] = ["lin", "wu"];
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const shift = { post: "lobby", date: "2026-11-21" as BusinessDate, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 4 };
const [turn, next] = [shift, { ...shift, shift: "evening" }].map((each) => ({ ...each, person: lin })) as [Turn, Turn];
const coverTurn = { ...shift, post: "gate", person: wu };
const emergency = {
  withinMinutes: 5,
  tellMinutes: 60,
  ladder: [{ afterMinutes: 0, call: "leader" }],
  cites: ["ZB-22"],
};
const rule: AbsenceRule = { emergency };

type Told = readonly [AbsenceEntry, Under];
const meal: Told = [
  { type: "absence.left", body: { occurrence, why: "meal", returnBy: at("15:59"), told: [] } },
  { at: at("15:40"), actor: { person: lin } },
];
const asked: Told = [
  { type: "absence.asked", body: { occurrence, why: "meal", returnBy: at("15:59"), cover: coverTurn } },
  { at: at("15:40"), actor: { person: lin } },
];
const past: Told = [{ type: "absence.still-away", body: {} }, { at: at("16:00") }];
const bare: Told = [{ type: "absence.left-bare", body: {} }, { at: at("16:00") }];
const returned: Told = [{ type: "absence.returned", body: { lateMinutes: 0 } }, { at: at("15:50") }];
const after = (...told: Told[]): Absence => given(absenceKind, `lobby/2026-11-21/day/${lin}`, told);
const now = { rule, circumstances: by(lin, at("16:00")) };

test("a leave outlasts its turn while another one at the post goes on, and ends with the last", () => {
  const end = (state: Absence, facts: Partial<EndWithDutyFacts>, more: object = {}) =>
    endWithDuty({
      ...{ ...now, state, body: { turn, how: "passed", ...more } },
      facts: { there: 1, passesAt: undefined, goesOn: false, awayFrom: [], occurrence, ...facts },
    }).entries;
  expect(end(after(meal), { goesOn: true, awayFrom: [next] })).toEqual([]);
  expect(end(after(asked), { goesOn: true, awayFrom: [next] })).toEqual([{ type: "absence.ended", body: {} }]);
  const gone = { type: "absence.gone-for-good", body: { from: [next] } };
  expect(end(after(), { awayFrom: [next] })).toEqual([gone]);
  expect(end(after(meal), { awayFrom: [next] })).toEqual([{ type: "absence.ended", body: {} }, gone]);
  // Said of a turn that was over before, it is said of no further one.
  expect(end(after(meal), { awayFrom: [next] }, { last: next })).toEqual([{ type: "absence.ended", body: {} }]);
  const found = { type: "absence.found-gone", body: { occurrence } };
  expect(end(after(), { goesOn: true }, { how: "gone" })).toEqual([found]);
  expect(end(after(asked), { goesOn: true }, { how: "gone" })).toEqual([{ type: "absence.ended", body: {} }, found]);
  for (const how of ["passed", "back", "company"]) expect(end(after(), { goesOn: true }, { how })).toEqual([]);
  expect(end(after(), { goesOn: true, occurrence: undefined }, { how: "gone" })).toEqual([]);
  expect(end(after(), {}, { how: "gone" })).toEqual([]);
});

test("the end of the shift asks once of whoever is away whether anybody stands there", () => {
  const wakes = (...told: Told[]) => absenceKind.wakesAt?.(after(...told), rule);
  expect([wakes(meal), wakes(meal, past), wakes(meal, returned)]).toEqual([at("16:00"), undefined, undefined]);
  const late: Told = [meal[0], { at: at("16:00"), actor: { person: lin } }];
  expect(wakes(late)).toBeUndefined();
  const wake = (moment: string) => absenceKind.wake?.(after(meal), rule, at(moment));
  expect([wake("15:59"), wake("16:00")]).toEqual([[], [{ type: "absence.still-away", body: {} }]]);
});

test("where nobody does and they would have been the next, somebody is called to stand in", () => {
  const lay = (state: Absence, facts: object = {}) =>
    layBare({ ...now, state, body: { turn, at: "end" }, facts: { there: 0, goesOn: true, ...facts } });
  expect(outcomeOf(lay(after(meal, past)))).toEqual(["absence.left-bare", "obligation.escalated"]);
  expect(lay(after(meal, past)).entries?.[1]?.body).toMatchObject({ key: "stand-in/1/1", call: "leader" });
  expect(outcomeOf(lay(after(meal, past), { there: 1 }))).toEqual([]);
  expect(outcomeOf(lay(after(meal, past), { goesOn: false }))).toEqual([]);
  expect(outcomeOf(lay(after(meal, past, bare)))).toEqual([]);
  expect(outcomeOf(lay(after(meal, returned)))).toEqual([]);
  const owed = absenceKind.owes(after(meal, past, bare), rule).find(({ what }) => what === "absence.stand-in");
  expect(owed).toMatchObject({ opensAt: at("16:00"), dueAt: at("16:05"), detail: { about: lin } });
});

test("whoever covered has gone: others who stand there keep the post, unless they are too few or a cover is wanted", () => {
  const accepted: Told = [
    { type: "absence.accepted", body: { cover: coverTurn, told: [] } },
    { at: at("15:41"), actor: { person: wu } },
  ];
  const lose = (there: number, its: AbsenceRule = {}) =>
    outcomeOf(
      loseCover({
        ...{ ...now, rule: { ...rule, ...its }, state: after(asked, accepted) },
        ...{ body: { turn, cover: coverTurn }, facts: { there } },
      }),
    );
  const called = ["absence.cover-ended", "obligation.escalated"];
  expect(lose(1)).toEqual(["absence.cover-ended"]);
  expect(lose(0)).toEqual(called);
  const stay = { people: 2, cites: ["LVP-05"] };
  expect([lose(1, { stay }), lose(2, { stay })]).toEqual([called, ["absence.cover-ended"]]);
  expect(lose(2, { covered: { required: true, cites: ["LVP-04"] } })).toEqual(called);
  expect(lose(1, { covered: { required: false, cites: ["LVP-04"] } })).toEqual(["absence.cover-ended"]);
});

test("whoever was told and has gone off duty since is not counted as not having heard", () => {
  const told: Told = [
    { type: "absence.left", body: { occurrence, why: "meal", returnBy: at("15:59"), told: [wu] } },
    { at: at("15:40"), actor: { person: lin } },
  ];
  const state = after(told);
  const spare = (onDuty: boolean, person = wu, number = 1) =>
    spareHearing({ ...now, state, body: { turn, number, person }, facts: { onDuty } }).entries;
  const spared: AbsenceEntry = { type: "absence.hearing-ended", body: { number: 1, person: wu } };
  expect(spare(false)).toEqual([spared]);
  expect([spare(true), spare(false, lin), spare(false, wu, 2)]).toEqual([[], [], []]);
  const heardOf = { ...rule, coDuty: { withinMinutes: 10, cites: ["LVP-07"] } };
  const owed = (...all: Told[]) => absenceKind.owes(after(...all), heardOf).find(({ what }) => what === "absence.hear");
  expect(owed(told, [spared, { at: at("15:50") }])).toMatchObject({ endedAt: at("15:50") });
  const asks = (key = owed(told)?.key ?? "") => absenceKind.beforeMissing?.(`lobby/2026-11-21/day/${lin}`, key);
  expect(asks()).toEqual({ act: "absence.spare-hearing", body: { turn, number: 1, person: wu } });
  expect(asks("return/1")).toBeUndefined();
});
