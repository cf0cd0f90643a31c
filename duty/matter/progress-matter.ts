import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, isLeftTo } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Matter } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry, ProgressMatterBody, SettleMatterBody } from "./matter-shapes.ts";
import { toldEnough } from "./notes-of-one.ts";

export interface OnDutyFacts {
  readonly onDuty: boolean;
}

/** Whether somebody may do nothing about matters of a post because they are not on duty there. */
export function isOffDuty({ onDuty }: Pick<MatterRule, "onDuty">, facts: OnDutyFacts): boolean {
  return onDuty?.required === true && !facts.onDuty;
}

export interface SettleMatterFacts extends OnDutyFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
}

/** What has been done about a matter so far. */
export const progressMatter: Decide<Matter, ProgressMatterBody, MatterRule, OnDutyFacts, MatterEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances: { actor, now },
}) => {
  const notes = state.phase === "unknown" ? [] : state.notes;
  return (
    notTheirs(state, rule, facts) ??
    toldEnough(rule, notes, { person: personOf(actor), now }) ??
    enter({ type: "matter.progressed", body: { note: secret("free-text", body.note) } })
  );
};

/** A matter is done with; the outcome is told. */
export const settleMatter: Decide<Matter, SettleMatterBody, MatterRule, SettleMatterFacts, MatterEntry> = (about) =>
  (isAboutKit(about.state) ? mayNotCloseKit(about) : notTheirs(about.state, about.rule, about.facts)) ??
  enter({ type: "matter.settled", body: { outcome: secret("free-text", about.body.outcome) } });

/** Whether somebody may say that a matter is done with, as far as that rests on what it is about: kit is not for everybody to give up. */
export function maySettle(state: Matter, rule: MatterRule, facts: SettleMatterFacts): boolean {
  return !isAboutKit(state) || mayNotCloseKit({ rule, facts }) === undefined;
}

function isAboutKit(matter: Matter): boolean {
  return matter.phase === "open" && matter.kit !== undefined;
}

/**
 * Why somebody may not close a matter about kit, which a button asks beforehand. Kit that is found settles its matter by being counted; that it is
 * given up, or replaced, is not for who has the post to say (ZB-33).
 */
export function mayNotCloseKit({
  rule: { kit },
  facts,
}: {
  readonly rule: Pick<MatterRule, "kit">;
  readonly facts: SettleMatterFacts;
}): { refusal: Refusal } | undefined {
  if (kit && !isLeftTo(kit, facts.functions))
    return refuse("matter.kit-function-lacking", kit.cites, { detail: { functions: kit.by } });
  if (facts.onDuty) return refuse("matter.own-kit", [...new Set([...citesOf(kit), "ZB-33"])]);
  return undefined;
}

function notTheirs(matter: Matter, rule: MatterRule, facts: OnDutyFacts): { refusal: Refusal } | undefined {
  if (matter.phase === "unknown") return refuse("matter.unknown", ["ZB-08"]);
  if (matter.phase === "settled") return refuse("matter.settled-already", ["ZB-04"]);
  if (isOffDuty(rule, facts)) return refuse("matter.not-on-duty", citesOf(rule.onDuty));
  return undefined;
}
