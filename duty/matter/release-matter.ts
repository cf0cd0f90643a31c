import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Matter, MatterClass } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry, ReleaseMatterBody } from "./matter-shapes.ts";

export interface ReleaseMatterFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** Whether the actor is on duty at the post, and so would release what is their own. */
  readonly onDuty: boolean;
}

function needsRelease(its: MatterClass): boolean {
  return its === "important";
}

/** Lets an important matter pass unfinished at the next hand-over, in writing, by a function that stands outside the post (ZB-09). */
export const releaseMatter: Decide<Matter, ReleaseMatterBody, MatterRule, ReleaseMatterFacts, MatterEntry> = ({
  state,
  body,
  rule,
  facts,
}) => {
  const refused = hindersRelease(state, rule, facts);
  if (refused) return refused;
  if (isReleased(state)) return enter();
  return enter({ type: "matter.released", body: { reason: secret("free-text", body.reason) } });
};

function isReleased(state: Matter): boolean {
  return state.phase === "open" && state.released;
}

/** Why somebody may not let a matter pass. */
function hindersRelease(
  state: Matter,
  { release }: MatterRule,
  facts: ReleaseMatterFacts,
): { readonly refusal: Refusal } | undefined {
  if (state.phase === "unknown") return refuse("matter.unknown", ["ZB-08"]);
  if (state.phase === "settled") return refuse("matter.settled-already", ["ZB-04"]);
  if (!needsRelease(state.class)) return refuse("matter.needs-no-release", [...citesOf(release), "ZB-09"]);
  if (release && !release.by.some((each) => facts.functions.includes(each)))
    return refuse("matter.function-lacking", release.cites, { detail: { functions: release.by } });
  return facts.onDuty ? refuse("matter.own-release", ["ZB-09"]) : undefined;
}

/** Whether somebody may let a matter pass that waits for it: what a screen offers. */
export function mayRelease(state: Matter, rule: MatterRule, facts: ReleaseMatterFacts): boolean {
  return !isReleased(state) && hindersRelease(state, rule, facts) === undefined;
}
