import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, citesOrAdministrators } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { overlapIn, type RosteredShift } from "./publish-roster.ts";
import { absentFor, isAssigned, type Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry, TakeBackCoverBody } from "./roster-shapes.ts";

export interface TakeBackCoverFacts {
  readonly authorised: boolean;
  readonly occurrence: ShiftOccurrence | undefined;
  /** Whether whoever was absent still belongs to the organisation. */
  readonly absentEmployed: boolean;
  /** Other turns of whoever was absent around that day, at every post of the site. */
  readonly turnsOfAbsent: readonly RosteredShift[];
}

/**
 * A cover is taken back: the shift is again of whoever was absent. Who covers keeps the duty until they are there, as with any change of the
 * plan during a shift (ZB-29).
 */
export const takeBackCover: Decide<Roster, TakeBackCoverBody, RosterRule, TakeBackCoverFacts, RosterEntry> = ({
  state,
  body: { date, shift, cover, reason },
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("roster.not-entitled", citesOrAdministrators(rule.cover));
  if (!facts.occurrence) return refuse("roster.no-such-shift", ["ZB-29"], { field: "shift" });
  const absent = absentFor(state, { date, shift, person: cover });
  if (absent === undefined) return refuse("roster.no-such-cover", ["ZB-29"], { field: "cover" });
  if (isAssigned(state.assignments, { date, shift, person: absent }))
    return refuse("roster.cover-already-due", ["ZB-29"], { field: "cover" });
  if (!facts.absentEmployed)
    return refuse("roster.person-unknown", ["ZB-29"], { field: "cover", detail: { person: absent } });
  if (circumstances.now >= facts.occurrence.endsAt) return refuse("roster.shift-over", ["ZB-29"], { field: "shift" });
  const own = { person: absent, occurrence: facts.occurrence };
  const clash = rule.noOverlap?.required ? overlapIn([own], facts.turnsOfAbsent) : undefined;
  if (clash) return refuse("roster.overlap", citesOf(rule.noOverlap), { field: "cover" });
  const body = { date, shift, absent, cover, reason: secret("free-text", reason) };
  return enter({ type: "roster.cover-taken-back", body });
};
