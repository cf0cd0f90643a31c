import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, citesOrAdministrators } from "#duty/grammar/cited.ts";
import { refuse } from "#duty/grammar/decision.ts";
import { type Head, isSameHead, type PersonId } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { monthOf } from "#duty/grammar/time.ts";
import { type Assignment, type Exchange, isAssigned, type PlannedTurn, type Roster } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { PublishBody, RosterEntry } from "./roster-shapes.ts";

/** A turn with its span, wherever on the site it is rostered. */
export interface RosteredShift {
  readonly person: PersonId;
  readonly occurrence: ShiftOccurrence;
}

export interface PublishFacts {
  /** Whether the actor is the installation itself, an administrator, or holds a function of `rule.publish`. */
  readonly authorised: boolean;
  readonly postExists: boolean;
  readonly employed: readonly PersonId[];
  /** The shifts of the assignments and of the plan in force; what is not here does not exist at the post. */
  readonly occurrences: readonly ShiftOccurrence[];
  /** Turns of the same people at other posts of the site. */
  readonly elsewhere: readonly RosteredShift[];
  /** Of the assignments those whose time to sign on has come already. */
  readonly lateToCome: readonly PlannedTurn[];
  /** Where the roster stands now. */
  readonly head: Head;
}

/**
 * A month is published, or published again: by whoever has seen the plan in force and names what covers it takes away (ZB-29). What has begun
 * stays as it was; nobody stands in two shifts at once.
 */
export const publishRoster: Decide<Roster, PublishBody, RosterRule, PublishFacts, RosterEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("roster.not-entitled", citesOrAdministrators(rule.publish));
  if (!facts.postExists) return refuse("roster.no-such-post", ["ZB-11"], { field: "post" });
  const unseen = unseenPlan(state, rule, facts.head, circumstances.seen);
  if (unseen) return unseen;
  const spans: RosteredShift[] = [];
  for (const [index, { date, shift, person }] of body.assignments.entries()) {
    const occurrence = facts.occurrences.find((each) => each.date === date && each.shift === shift);
    const at = { field: `assignments.${index}` };
    if (!occurrence || monthOf(date) !== body.month) {
      return refuse("roster.no-such-shift", ["ZB-11"], { ...at, detail: { date, shift } });
    }
    // Whoever has left the company since stays in the plan of what is over.
    const stays = occurrence.endsAt <= circumstances.now && isAssigned(state.assignments, { date, shift, person });
    if (!facts.employed.includes(person) && !stays)
      return refuse("roster.person-unknown", ["ZB-11"], { ...at, detail: { person } });
    spans.push({ person, occurrence });
  }
  const leaderless = withoutOneLeader(body.assignments);
  if (leaderless) return refuse("roster.not-one-leader", ["ZB-11"], { field: "assignments", detail: leaderless });
  const begun = begunIn(facts.occurrences, state, circumstances.now);
  if (begun(state.assignments) !== begun(body.assignments))
    return refuse("roster.past-changed", ["ZB-04"], { field: "assignments" });
  const clash = rule.noOverlap?.required ? overlapIn(spans, facts.elsewhere) : undefined;
  if (clash) {
    const { person, occurrence } = clash;
    const detail = { person, post: occurrence.post, date: occurrence.date, shift: occurrence.shift };
    return refuse("roster.overlap", citesOf(rule.noOverlap), { field: "assignments", detail });
  }
  const unnamed = unnamedCover(state, body, rule);
  if (unnamed) return unnamed;
  return { entries: publications(state, body, facts, circumstances.under) };
};

/** Whoever publishes again must have had the plan in force on their screen. */
function unseenPlan(state: Roster, { again }: RosterRule, head: Head, seen: Head | undefined) {
  if (state.phase === "unpublished" || !again?.seen) return undefined;
  if (seen === undefined) return refuse("roster.not-seen", again.cites);
  return isSameHead(seen, head) ? undefined : refuse("roster.changed-since", again.cites);
}

/** A cover in force that the new plan takes away without a word. */
function unnamedCover(state: Roster, { assignments, undoes = [] }: PublishBody, { again }: RosterRule) {
  const named = undoes.map(({ cover, ...turn }) => ({ ...turn, person: cover }));
  const lost = undoneBy(state, assignments).find(
    ({ date, shift, cover }) => !isAssigned(named, { date, shift, person: cover }),
  );
  return lost && again?.coversNamed
    ? refuse("roster.cover-undone", again.cites, { field: "undoes", detail: { ...lost } })
    : undefined;
}

/** Covers in force whose cover the new plan no longer puts into their shift. */
export function undoneBy({ covers }: Roster, assignments: readonly PlannedTurn[]): readonly Exchange[] {
  return covers.flatMap(({ date, shift, cover, insteadOf }) => {
    const absent = insteadOf.at(-1);
    const isKept = isAssigned(assignments, { date, shift, person: cover });
    return absent === undefined || isKept ? [] : [{ date, shift, absent, cover }];
  });
}

/** The new plan, and what it changes: where there was none before, for those alone who could not know in time that they are to come. */
function publications(
  state: Roster,
  { assignments }: PublishBody,
  { lateToCome }: Pick<PublishFacts, "lateToCome">,
  under: number,
): readonly RosterEntry[] {
  const published: RosterEntry = { type: "roster.published", body: { under, assignments } };
  const turns = ({ date, shift, person }: Assignment): PlannedTurn => ({ date, shift, person });
  const dropped = state.assignments.filter((each) => !isAssigned(assignments, each)).map(turns);
  const isFirst = state.phase === "unpublished";
  const told = isFirst ? assignments.filter((each) => isAssigned(lateToCome, each)) : assignments;
  const added = told.filter((each) => !isAssigned(state.assignments, each)).map(turns);
  const isChanged = dropped.length + added.length > 0;
  const changed: RosterEntry = { type: "roster.turns-changed", body: { dropped, added } };
  const undone = undoneBy(state, assignments).map((body): RosterEntry => ({ type: "roster.cover-undone", body }));
  return [published, ...(isChanged ? [changed] : []), ...undone];
}

function withoutOneLeader(assignments: readonly Assignment[]): { date: string; shift: string } | undefined {
  const leaders = new Map<string, number>();
  for (const { date, shift, leading } of assignments) {
    const name = `${date}/${shift}`;
    leaders.set(name, (leaders.get(name) ?? 0) + Number(leading));
  }
  for (const [name, count] of leaders) {
    const [date = "", shift = ""] = name.split("/");
    if (count !== 1) return { date, shift };
  }
  return undefined;
}

/**
 * Everything that a plan says of the shifts that have begun, in one comparable text. One that still runs and has had nobody says nothing:
 * somebody may yet be put into it.
 */
function begunIn(occurrences: readonly ShiftOccurrence[], { assignments }: Roster, now: number) {
  const filled = new Set(assignments.map((each) => `${each.date}/${each.shift}`));
  const begun = new Set(
    occurrences
      .filter(({ startsAt }) => startsAt <= now)
      .filter(({ date, shift, endsAt }) => endsAt <= now || filled.has(`${date}/${shift}`))
      .map(({ date, shift }) => `${date}/${shift}`),
  );
  return (plan: readonly Assignment[]) =>
    plan
      .filter((each) => begun.has(`${each.date}/${each.shift}`))
      .map((each) => `${each.date}/${each.shift}/${each.person}/${each.leading}`)
      .toSorted()
      .join();
}

/** The first turn that overlaps another of the same person. */
export function overlapIn(
  own: readonly RosteredShift[],
  elsewhere: readonly RosteredShift[],
): RosteredShift | undefined {
  const seen = new Map<PersonId, RosteredShift[]>();
  for (const span of elsewhere) seen.set(span.person, [...(seen.get(span.person) ?? []), span]);
  for (const span of own) {
    const others = seen.get(span.person) ?? [];
    if (others.some((each) => overlaps(each.occurrence, span.occurrence))) return span;
    seen.set(span.person, [...others, span]);
  }
  return undefined;
}

/** Whether two shifts share a moment; one that begins when the other ends does not. */
export function overlaps(one: ShiftOccurrence, other: ShiftOccurrence): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
