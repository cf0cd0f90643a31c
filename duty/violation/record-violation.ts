import type { Decide } from "#duty/grammar/act.ts";
import { citesOrAdministrators } from "#duty/grammar/cited.ts";
import { enter, type RuleId, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Violation } from "./violation.ts";
import type { ViolationRule } from "./violation-rule.ts";
import type { RecordBody, ViolationEntry } from "./violation-shapes.ts";

export interface RecordFacts {
  /** Whether the actor holds a function of `rule.record`, or is an administrator. */
  readonly authorised: boolean;
  /** Whether the person belongs to the organisation, or did still when the shift in question began or they were there in it. */
  readonly personKnown: boolean;
  /** The shift in question as its post was set up for that day; undefined where there was none. */
  readonly occurrence: Pick<ShiftOccurrence, "startsAt"> | undefined;
  /** Whether the person has come in that shift: from then on it has begun for them. */
  readonly hasCome: boolean;
  /** Whether the shift ever had the person: planned for it, on duty, standing in for somebody of it, or handing it over. */
  readonly isOfShift: boolean;
  /** The rules in force at the post on that day. */
  readonly inForce: readonly RuleId[];
}

/**
 * Somebody entitled records what they saw, and names the rules that it broke: any rule in force, also one that is only to be known. It is held against
 * whoever the shift had, and nobody has broken anything in one that is still to come (ZB-13). Whoever has left the organisation since, or was taken out
 * of the plan, answers for it as before.
 */
export const recordViolation: Decide<Violation, RecordBody, ViolationRule, RecordFacts, ViolationEntry> = ({
  body: { account, ...breach },
  rule,
  facts,
  circumstances,
}) => {
  if (!facts.authorised) return refuse("violation.not-entitled", citesOrAdministrators(rule.record));
  if (personOf(circumstances.actor) === breach.person) return refuse("violation.own", ["ZB-13"], { field: "person" });
  if (!facts.personKnown) return refuse("violation.person-unknown", ["ZB-13"], { field: "person" });
  const { occurrence, hasCome, isOfShift } = facts;
  if (!occurrence) return refuse("violation.no-such-shift", ["ZB-13"], { field: "shift" });
  if (!isOfShift) return refuse("violation.not-of-shift", ["ZB-13"], { field: "person" });
  if (!hasCome && circumstances.now < occurrence.startsAt) {
    return refuse("violation.not-begun", ["ZB-13"], { field: "shift", detail: { startsAt: occurrence.startsAt } });
  }
  const unknown = breach.rules.filter((each) => !facts.inForce.includes(each));
  if (unknown.length > 0) {
    return refuse("violation.rule-not-in-force", ["ZB-13"], { field: "rules", detail: { rules: unknown } });
  }
  return enter({
    type: "violation.recorded",
    body: { ...breach, kind: "conduct", account: secret("free-text", account) },
  });
};
