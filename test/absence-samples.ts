import type { Absence } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import type { AbsenceEntry } from "#duty/absence/absence-shapes.ts";
import type { Decision } from "#duty/grammar/decision.ts";
import type { Sealed } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type BusinessDate, type Instant, instantOf } from "#duty/grammar/time.ts";
import { given, type Under } from "./given.ts";

/* One leave of the lobby and all that can be entered about it, for the tests of the noun. */

const lin = "00000000-0000-4000-8000-000000000001";
const wu = "00000000-0000-4000-8000-000000000002";
const ma = "00000000-0000-4000-8000-000000000003";
const xu = "00000000-0000-4000-8000-000000000004";
const at = (time: string): Instant => instantOf(`2026-11-21T${time}:00+08:00`);
const date = "2026-11-21" as BusinessDate;
const shift = { post: "lobby", date, shift: "day" };
const occurrence = { ...shift, startsAt: at("08:00"), endsAt: at("16:00"), under: 4 };
const turn = { ...shift, person: lin };
const gate = { ...shift, post: "gate" };
const coverTurn = { ...gate, person: wu };
const id = `lobby/${date}/day/${lin}`;
const text = (sealed: string): Sealed => ({ sealed, kind: "free-text" });
const rule: AbsenceRule = {
  stay: { people: 1, cites: ["ZB-21"] },
  coDuty: { withinMinutes: 10, cites: ["LVP-07"] },
  back: { withinMinutes: 15, ladder: [{ afterMinutes: 5, call: "lead" }], cites: ["ZB-23"] },
  emergency: {
    ...{ withinMinutes: 5, tellMinutes: 60, cites: ["ZB-22"] },
    ladder: [
      { afterMinutes: 0, call: "leader" },
      { afterMinutes: 10, call: "manager" },
    ],
  },
};

export type SampleEntry = readonly [AbsenceEntry, Under];
const asked: SampleEntry = [
  {
    type: "absence.asked",
    body: { occurrence, why: "meal", to: text("食堂"), returnBy: at("12:00"), cover: coverTurn },
  },
  { at: at("11:30"), actor: { person: lin } },
];
const left: SampleEntry = [
  { type: "absence.left", body: { occurrence, why: "work", returnBy: at("12:00"), told: [ma] } },
  { at: at("11:30"), actor: { person: lin } },
];
const accepted: SampleEntry = [
  { type: "absence.accepted", body: { cover: coverTurn, told: [ma, xu] } },
  { at: at("11:31"), actor: { person: wu } },
];
const atOnce: SampleEntry = [
  { type: "absence.left-at-once", body: { occurrence, told: [ma] } },
  { at: at("11:30"), actor: { person: lin } },
];
const told = (returnBy?: Instant): SampleEntry => [
  { type: "absence.told", body: { why: "other", reason: text("有人晕倒"), ...(returnBy ? { returnBy } : {}) } },
  { at: at("11:40"), actor: { person: lin } },
];
const heard: SampleEntry = [
  { type: "absence.heard", body: {} },
  { at: at("11:33"), actor: { person: ma } },
];
const returned: SampleEntry = [
  { type: "absence.returned", body: { lateMinutes: 0, cover: coverTurn } },
  { at: at("11:50"), actor: { person: lin } },
];
const bare: SampleEntry = [
  { type: "absence.cover-ended", body: { cover: coverTurn, bare: true } },
  { at: at("11:35") },
];
const ended: SampleEntry = [{ type: "absence.ended", body: {} }, { at: at("11:45") }];
const stood: SampleEntry = [
  { type: "absence.stood", body: { occurrence: { ...occurrence }, standsFor: { ...gate, person: wu } } },
  { at: at("11:31") },
];
const entries = (...all: SampleEntry[]): Absence => given(absenceKind, id, all);
const owed = (absence: Absence, its = rule) =>
  absenceKind.owes(absence, its).map(({ key, person, dueAt, metAt, endedAt }: Obligation) => {
    const over = metAt === undefined ? (endedAt === undefined ? "open" : "ended") : "met";
    return [key, person, dueAt, over, metAt ?? endedAt] as const;
  });
const entered = (decision: Decision<{ type: string; body: unknown }>) =>
  (decision.entries ?? []).map(({ type, body }) => ({ type, body }));

/** One leave, whoever has to do with it, and what may be entered about it. */
export const absenceSample = {
  lin,
  wu,
  ma,
  xu,
  at,
  date,
  shift,
  occurrence,
  turn,
  gate,
  coverTurn,
  id,
  text,
  rule,
  asked,
  left,
  accepted,
  atOnce,
  told,
  heard,
  returned,
  bare,
  ended,
  stood,
  entries,
  owed,
  entered,
};
