import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { overlapIn, type RosteredShift } from "./publish-roster.ts";
import { dueFor, type Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { ArrangeCoverBody, RosterEntry } from "./roster-shapes.ts";

export interface ArrangeCoverFacts {
  readonly authorised: boolean;
  readonly occurrence: ShiftOccurrence | undefined;
  readonly coverEmployed: boolean;
  /** Other turns of the cover around that day, at every post of the site. */
  readonly turnsOfCover: readonly RosteredShift[];
}

/**
 * Somebody is put in for a rostered person who does not come, or falls ill on duty: then they go once the cover is there. Until then the duty
 * stays with whoever is rostered (ZB-11).
 */
export const arrangeCover: Decide<Roster, ArrangeCoverBody, RosterRule, ArrangeCoverFacts, RosterEntry> = ({
  state,
  body: { post: _, reason, ...cover },
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("roster.not-entitled", citesOf(rule.cover));
  const { occurrence } = facts;
  if (!occurrence) return refuse("roster.no-such-shift", ["ZB-11"], { field: "shift" });
  const due = dueFor(state, cover).map((each) => each.person);
  if (!due.includes(cover.absent)) return refuse("roster.not-due", ["ZB-11"], { field: "absent" });
  if (due.includes(cover.cover)) return refuse("roster.cover-already-due", ["ZB-11"], { field: "cover" });
  if (!facts.coverEmployed) return refuse("roster.person-unknown", ["ZB-11"], { field: "cover" });
  if (circumstances.now >= occurrence.endsAt) return refuse("roster.shift-over", ["ZB-11"], { field: "shift" });
  const clash = rule.noOverlap?.required
    ? overlapIn([{ person: cover.cover, occurrence }], facts.turnsOfCover)
    : undefined;
  if (clash) return refuse("roster.overlap", citesOf(rule.noOverlap), { field: "cover" });
  return enter({ type: "roster.cover-arranged", body: { ...cover, reason: secret("free-text", reason) } });
};
