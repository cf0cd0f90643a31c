import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Person } from "./person.ts";
import type { DutyEndedBody, PersonEntry } from "./person-shapes.ts";

export interface EndDutyFacts {
  /** Shifts in which the person is on duty at the site. */
  readonly on: readonly ShiftName[];
  /** Shifts that are not over and for which the plans of the site name the person, those on duty included, also where the post does not owe them now. */
  readonly turns: readonly ShiftName[];
  /** What the person owes at the site by name. */
  readonly owed: DutyEndedBody["owed"];
}

/** Follows somebody's leaving the company, at each site: what they leave behind there is listed, so that others can be found for it (ZB-28). */
export const endDuty: Decide<Person, { readonly person: PersonId }, unknown, EndDutyFacts, PersonEntry> = ({
  facts: { on, turns, owed },
}) =>
  on.length + turns.length + owed.length === 0
    ? enter()
    : enter({ type: "person.duty-ended", body: { on: named(on), turns: named(turns), owed } });

function named(shifts: readonly ShiftName[]): DutyEndedBody["turns"] {
  return shifts.map(({ post, date, shift }) => ({ post, date, shift }));
}
