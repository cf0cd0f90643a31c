import { lockScopeOf, type PersonId, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
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

/** A turn that a plan had put somebody into, and until when one did. */
export type FormerTurn = PlannedTurn & { readonly until: Instant };

/** One change of who stands in a shift: somebody for somebody else. */
export interface Exchange {
  readonly date: BusinessDate;
  readonly shift: string;
  readonly absent: PersonId;
  readonly cover: PersonId;
}

/** Somebody who stands in a shift by a cover. */
export interface Cover {
  readonly date: BusinessDate;
  readonly shift: string;
  readonly cover: PersonId;
  /** Whose shift it was: first whom the plan named, last whom the cover was put in for. Never empty, and never with the cover in it. */
  readonly insteadOf: readonly PersonId[];
}

/** The published month of one post, with the covers arranged since. */
export interface Roster {
  readonly phase: "unpublished" | "published";
  readonly under: number | undefined;
  readonly assignments: readonly Assignment[];
  /** Covers by which the plan in force differs from what was published. */
  readonly covers: readonly Cover[];
  /** Turns that a plan had put somebody into, and the one in force does not: they may have stood in them. Missing where there are none. */
  readonly former?: readonly FormerTurn[] | undefined;
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
      const covers = roster.covers.filter(({ cover, ...turn }) => isAssigned(assignments, { ...turn, person: cover }));
      return { phase: "published", ...entry.body, covers, ...formerBeside(roster, assignments, entry.at) };
    }
    case "roster.cover-arranged":
      return covered(roster, entry.body, entry.at);
    case "roster.cover-taken-back":
      return exchanged(
        roster,
        { ...entry.body, absent: entry.body.cover, cover: entry.body.absent, at: entry.at },
        (insteadOf) => insteadOf.slice(0, -1),
      );
    case "roster.turns-vacated":
      return entry.body.turns.reduce((before, turn) => vacated(before, turn, entry.at), roster);
    case "roster.turns-changed":
    case "roster.cover-undone":
      // They tell what the publication before them did.
      return roster;
  }
}

/** A turn stands empty, also where it was a cover; whoever else is in the shift leads it where the leader is gone. */
function vacated(roster: Roster, turn: PlannedTurn, at: Instant): Roster {
  const left = roster.assignments.filter((each) => !isSameTurn(each, turn) || each.person !== turn.person);
  const others = left.filter((each) => isSameTurn(each, turn));
  const next = others.some(({ leading }) => leading) ? undefined : others[0];
  return {
    ...roster,
    ...formerBeside(roster, left, at),
    assignments: left.map((each) => (each === next ? { ...each, leading: true } : each)),
    covers: roster.covers.filter((each) => !isSameTurn(each, turn) || each.cover !== turn.person),
  };
}

/** Where somebody comes in for whom the shift was before, what happened between is over. */
function covered(roster: Roster, exchange: Exchange, at: Instant): Roster {
  const { absent, cover } = exchange;
  return exchanged(roster, { ...exchange, at }, (insteadOf) =>
    insteadOf.includes(cover) ? insteadOf.slice(0, insteadOf.indexOf(cover)) : [...insteadOf, absent],
  );
}

function exchanged(
  roster: Roster,
  { date, shift, absent, cover, at }: Exchange & { readonly at: Instant },
  change: (insteadOf: readonly PersonId[]) => readonly PersonId[],
): Roster {
  const before = coverIn(roster, { date, shift, person: absent });
  const insteadOf = change(before?.insteadOf ?? []);
  const others = roster.covers.filter((each) => each !== before);
  const assignments = roster.assignments.map((each) =>
    isSameTurn(each, { date, shift }) && each.person === absent ? { ...each, person: cover } : each,
  );
  const covers = insteadOf.length === 0 ? others : [...others, { date, shift, cover, insteadOf }];
  return { ...roster, assignments, covers, ...formerBeside(roster, assignments, at) };
}

/** What a changed plan leaves out, beside what was left out before; whoever it has put in again is in it. */
function formerBeside(
  { assignments, former = [] }: Roster,
  next: readonly PlannedTurn[],
  until: Instant,
): Pick<Roster, "former"> {
  const now = assignments.map(({ date, shift, person }) => ({ date, shift, person, until }));
  const out = [...former, ...now].filter((each) => !isAssigned(next, each));
  return { former: out.length === 0 ? undefined : out };
}

/** Whether a plan puts a person into a shift. */
export function isAssigned(assignments: readonly PlannedTurn[], turn: PlannedTurn): boolean {
  return assignments.some((each) => isSameTurn(each, turn) && each.person === turn.person);
}

function isSameTurn(one: { date: string; shift: string }, other: { date: string; shift: string }): boolean {
  return one.date === other.date && one.shift === other.shift;
}

/** The cover by which somebody stands in a shift; undefined where the plan itself puts them there. */
export function coverIn(roster: Roster, turn: PlannedTurn): Cover | undefined {
  return roster.covers.find((each) => isSameTurn(each, turn) && each.cover === turn.person);
}

/** Whom somebody stands in for; undefined where the plan itself puts them there. */
export function absentFor(roster: Roster, turn: PlannedTurn): PersonId | undefined {
  return coverIn(roster, turn)?.insteadOf.at(-1);
}

/** Everybody whom any plan of the month has put into a shift, be it that they are due for it still or that somebody else is. */
export function everDueFor(
  { assignments, former = [] }: Roster,
  turn: Omit<PlannedTurn, "person">,
): readonly PersonId[] {
  const theirs = [...assignments, ...former].filter((each) => isSameTurn(each, turn));
  return [...new Set(theirs.map(({ person }) => person))];
}

/** When somebody was taken out of a shift for which a plan had them; undefined where none ever had, or the one in force has. */
export function outOfPlanSince({ assignments, former = [] }: Roster, turn: PlannedTurn): Instant | undefined {
  if (isAssigned(assignments, turn)) return undefined;
  return former.find((each) => isSameTurn(each, turn) && each.person === turn.person)?.until;
}

/** Who is due for a shift, the leading person first. Nobody rostered is nobody on duty. */
export function dueFor(roster: Roster, { date, shift }: { date: BusinessDate; shift: string }): readonly Assignment[] {
  const due = roster.assignments.filter((each) => each.date === date && each.shift === shift);
  return due.toSorted((one, other) => Number(other.leading) - Number(one.leading));
}
