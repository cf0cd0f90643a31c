import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Setting } from "#duty/grammar/setting.ts";
import { monthOf } from "#duty/grammar/time.ts";
import type { Assignment, Roster, RosterEntry } from "./roster.ts";
import type { RosterRule } from "./roster-rule.ts";
import type { PublishBody } from "./roster-shapes.ts";

/** A turn with its span, wherever on the site it is rostered. */
export interface Span {
  readonly person: PersonId;
  readonly setting: Setting;
}

export interface PublishFacts {
  /** Whether the actor is the installation itself, an administrator, or holds a function of `rule.publish`. */
  readonly authorised: boolean;
  readonly employed: readonly PersonId[];
  /** The shifts of the assignments; what is not here does not exist at the post. */
  readonly settings: readonly Setting[];
  /** Turns of the same people at other posts of the site. */
  readonly elsewhere: readonly Span[];
}

/** A month is published, or published again. What has begun stays as it was; nobody stands in two shifts at once. */
export const publish: Decide<Roster, PublishBody, RosterRule, PublishFacts, RosterEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("roster.not-entitled", citesOf(rule.publish));
  const spans: Span[] = [];
  for (const [index, { date, shift, person }] of body.assignments.entries()) {
    const setting = facts.settings.find((each) => each.date === date && each.shift === shift);
    const at = { field: `assignments.${index}` };
    if (!setting || monthOf(date) !== body.month) {
      return refuse("roster.no-such-shift", ["ZB-11"], { ...at, detail: { date, shift } });
    }
    if (!facts.employed.includes(person))
      return refuse("roster.person-unknown", ["ZB-11"], { ...at, detail: { person } });
    spans.push({ person, setting });
  }
  const leaderless = withoutOneLeader(body.assignments);
  if (leaderless) return refuse("roster.not-one-leader", ["ZB-11"], { field: "assignments", detail: leaderless });
  if (
    pastOf(state.assignments, facts.settings, circumstances.now) !==
    pastOf(body.assignments, facts.settings, circumstances.now)
  ) {
    return refuse("roster.past-changed", ["ZB-04"], { field: "assignments" });
  }
  const clash = rule.noOverlap?.required ? overlapIn(spans, facts.elsewhere) : undefined;
  if (clash) {
    const { person, setting } = clash;
    const detail = { person, post: setting.post, date: setting.date, shift: setting.shift };
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
function pastOf(assignments: readonly Assignment[], settings: readonly Setting[], now: number): string {
  const begun = new Set(settings.filter((each) => each.startsAt <= now).map((each) => `${each.date}/${each.shift}`));
  return assignments
    .filter((each) => begun.has(`${each.date}/${each.shift}`))
    .map((each) => `${each.date}/${each.shift}/${each.person}/${each.leading}`)
    .toSorted()
    .join();
}

/** The first turn that overlaps another of the same person. */
export function overlapIn(own: readonly Span[], elsewhere: readonly Span[]): Span | undefined {
  const seen = new Map<PersonId, Span[]>();
  for (const span of elsewhere) seen.set(span.person, [...(seen.get(span.person) ?? []), span]);
  for (const span of own) {
    const others = seen.get(span.person) ?? [];
    if (others.some((each) => overlaps(each.setting, span.setting))) return span;
    seen.set(span.person, [...others, span]);
  }
  return undefined;
}

function overlaps(one: Setting, other: Setting): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt;
}
