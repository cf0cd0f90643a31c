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

/** A turn of the roster without who leads it. */
export type PlannedTurn = Omit<Assignment, "leading">;

/** Somebody who stands in for somebody else in one shift. */
export interface Cover {
  readonly date: BusinessDate;
  readonly shift: string;
  readonly absent: PersonId;
  readonly cover: PersonId;
}

/** The published month of one post, with the covers arranged since. */
export interface Roster {
  readonly phase: "unpublished" | "published";
  readonly under: number | undefined;
  readonly assignments: readonly Assignment[];
  /** Covers by which the plan in force differs from what was published, in the order in which they were arranged. */
  readonly covers: readonly Cover[];
}

export const rosterKind: Kind<Roster, RosterEntry, RosterRule> = {
  noun: "roster",
  begin: () => ({ phase: "unpublished", under: undefined, assignments: [], covers: [] }),
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
    case "roster.published": {
      const { assignments } = entry.body;
      return { phase: "published", ...entry.body, covers: inForce(roster.covers, assignments) };
    }
    case "roster.cover-arranged":
      return covered(roster, entry.body);
    case "roster.cover-taken-back":
      return withoutCover(roster, entry.body);
    case "roster.turns-changed":
    case "roster.cover-undone":
      // They tell what the publication before them did.
      return roster;
  }
}

function covered(roster: Roster, { date, shift, absent, cover }: Cover): Roster {
  const assignments = replaced(roster.assignments, { date, shift, absent, cover });
  return { ...roster, assignments, covers: inForce([...roster.covers, { date, shift, absent, cover }], assignments) };
}

function withoutCover(roster: Roster, { date, shift, absent, cover }: Cover): Roster {
  const assignments = replaced(roster.assignments, { date, shift, absent: cover, cover: absent });
  const at = roster.covers.findLastIndex((each) => isSameTurn(each, { date, shift }) && each.cover === cover);
  return { ...roster, assignments, covers: inForce(roster.covers.toSpliced(at, 1), assignments) };
}

function replaced(assignments: readonly Assignment[], { absent, cover, ...turn }: Cover): readonly Assignment[] {
  return assignments.map((each) =>
    isSameTurn(each, turn) && each.person === absent ? { ...each, person: cover } : each,
  );
}

/**
 * Of the covers in the order in which they were arranged, those that still say who stands in a shift: a chain that ends with somebody who is
 * due. What leads back to whom it began with is none.
 */
function inForce(covers: readonly Cover[], assignments: readonly Assignment[]): readonly Cover[] {
  return covers.filter((first, at) => {
    const chain = chainFrom(first, covers.slice(at + 1));
    const back = chain.some((each) => each.cover === first.absent);
    return !back && isAssigned(assignments, { ...first, person: chain.at(-1)?.cover ?? first.cover });
  });
}

/** The covers of the cover, and so on. */
function chainFrom(first: Cover, later: readonly Cover[]): readonly Cover[] {
  const at = later.findIndex((each) => isSameTurn(each, first) && each.absent === first.cover);
  const next = later[at];
  return next ? [next, ...chainFrom(next, later.slice(at + 1))] : [];
}

/** Whether a plan puts a person into a shift. */
export function isAssigned(assignments: readonly PlannedTurn[], turn: PlannedTurn): boolean {
  return assignments.some((each) => isSameTurn(each, turn) && each.person === turn.person);
}

function isSameTurn(one: { date: string; shift: string }, other: { date: string; shift: string }): boolean {
  return one.date === other.date && one.shift === other.shift;
}

/** The cover by which somebody stands in a shift; undefined where the plan itself puts them there. */
export function coverOf(roster: Roster, turn: PlannedTurn): Cover | undefined {
  return roster.covers.findLast((each) => isSameTurn(each, turn) && each.cover === turn.person);
}

/** Who is due for a shift, the leading person first. Nobody rostered is nobody on duty. */
export function dueFor(roster: Roster, { date, shift }: { date: BusinessDate; shift: string }): readonly Assignment[] {
  const due = roster.assignments.filter((each) => each.date === date && each.shift === shift);
  return due.toSorted((one, other) => Number(other.leading) - Number(one.leading));
}
