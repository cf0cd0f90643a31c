import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, citesOrAdministrators } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { monthOf } from "#duty/grammar/time.ts";
import type { Assignment, Roster } from "./roster.ts";
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
  /** The shifts of the assignments; what is not here does not exist at the post. */
  readonly occurrences: readonly ShiftOccurrence[];
  /** Turns of the same people at other posts of the site. */
  readonly elsewhere: readonly RosteredShift[];
}

/** A month is published, or published again. What has begun stays as it was; nobody stands in two shifts at once. */
export const publishRoster: Decide<Roster, PublishBody, RosterRule, PublishFacts, RosterEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("roster.not-entitled", citesOrAdministrators(rule.publish));
  if (!facts.postExists) return refuse("roster.no-such-post", ["ZB-11"], { field: "post" });
  const spans: RosteredShift[] = [];
  for (const [index, { date, shift, person }] of body.assignments.entries()) {
    const occurrence = facts.occurrences.find((each) => each.date === date && each.shift === shift);
    const at = { field: `assignments.${index}` };
    if (!occurrence || monthOf(date) !== body.month) {
      return refuse("roster.no-such-shift", ["ZB-11"], { ...at, detail: { date, shift } });
    }
    if (!facts.employed.includes(person))
      return refuse("roster.person-unknown", ["ZB-11"], { ...at, detail: { person } });
    spans.push({ person, occurrence });
  }
  const leaderless = withoutOneLeader(body.assignments);
  if (leaderless) return refuse("roster.not-one-leader", ["ZB-11"], { field: "assignments", detail: leaderless });
  if (
    pastOf(state.assignments, facts.occurrences, circumstances.now) !==
    pastOf(body.assignments, facts.occurrences, circumstances.now)
  ) {
    return refuse("roster.past-changed", ["ZB-04"], { field: "assignments" });
  }
  const clash = rule.noOverlap?.required ? overlapIn(spans, facts.elsewhere) : undefined;
  if (clash) {
    const { person, occurrence } = clash;
    const detail = { person, post: occurrence.post, date: occurrence.date, shift: occurrence.shift };
    return refuse("roster.overlap", citesOf(rule.noOverlap), { field: "assignments", detail });
  }
  return enter({ type: "roster.published", body: { under: circumstances.under, assignments: body.assignments } });
};

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

/** Everything about the shifts that have begun, in one comparable text. */
function pastOf(assignments: readonly Assignment[], occurrences: readonly ShiftOccurrence[], now: number): string {
  const begun = new Set(occurrences.filter((each) => each.startsAt <= now).map((each) => `${each.date}/${each.shift}`));
  return assignments
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

function overlaps(one: ShiftOccurrence, other: ShiftOccurrence): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
