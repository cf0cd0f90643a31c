import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { isAssigned, type Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";

export interface VacateBody {
  readonly post: string;
  readonly month: string;
  readonly person: PersonId;
  readonly turns: readonly Pick<ShiftName, "date" | "shift">[];
}

/** Follows somebody's leaving the company: their turns of a month stand empty, those in which they cover too (ZB-28). */
export const vacateRoster: Decide<Roster, VacateBody, RosterRule, Record<string, never>, RosterEntry> = ({
  state: { assignments },
  body: { person, turns },
}) => {
  const theirs = turns
    .map(({ date, shift }) => ({ date, shift, person }))
    .filter((turn) => isAssigned(assignments, turn));
  return theirs.length === 0 ? enter() : enter({ type: "roster.turns-vacated", body: { turns: theirs } });
};
