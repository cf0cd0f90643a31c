import { lockScopeOf, type PersonId, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { RosterEntry } from "./roster-shapes.ts";

/** Person × shift at the post whose roster it is. The leading person signs the hand-over for the shift. */
export interface Assignment {
  readonly date: BusinessDate;
  readonly shift: string;
  readonly person: PersonId;
  readonly leading: boolean;
}

/** The published month of one post, with the covers arranged since. */
export interface Roster {
  readonly phase: "unpublished" | "published";
  readonly under: number | undefined;
  readonly assignments: readonly Assignment[];
}

export const rosterKind: Kind<Roster, RosterEntry, RosterRule> = {
  noun: "roster",
  begin: () => ({ phase: "unpublished", under: undefined, assignments: [] }),
  evolve,
  owes: () => [],
  under: (roster) => roster.under,
};

export function postOfRoster(id: string): string {
  return lockScopeOf(id);
}

export function rosterId(post: string, date: BusinessDate): string {
  return `${post}/${date.slice(0, 7)}`;
}

function evolve(roster: Roster, entry: Recorded<RosterEntry>): Roster {
  switch (entry.type) {
    case "roster.published":
      return { phase: "published", ...entry.body };
    case "roster.cover-arranged": {
      const { date, shift, absent, cover } = entry.body;
      const assignments = roster.assignments.map((each) =>
        each.date === date && each.shift === shift && each.person === absent ? { ...each, person: cover } : each,
      );
      return { ...roster, assignments };
    }
  }
}

/** Who is due for a shift, the leading person first. Nobody rostered is nobody on duty. */
export function dueFor(roster: Roster, { date, shift }: { date: BusinessDate; shift: string }): readonly Assignment[] {
  const due = roster.assignments.filter((each) => each.date === date && each.shift === shift);
  return due.toSorted((one, other) => Number(other.leading) - Number(one.leading));
}
