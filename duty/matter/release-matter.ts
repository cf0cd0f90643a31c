import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, isLeftTo } from "#duty/grammar/cited.ts";
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

/** Whether a matter waits for somebody to release it. */
export function awaitsRelease({ class: its, released }: { class: MatterClass; released: boolean }): boolean {
  return needsRelease(its) && !released;
}

function needsRelease(its: MatterClass): boolean {
  return its === "important";
}

/** Why somebody lets no important matter of the post pass, whichever it is; what a button asks beforehand (ZB-09). */
export function mayNotRelease({
  rule: { release },
  facts: { functions, onDuty },
}: {
  readonly rule: Pick<MatterRule, "release">;
  readonly facts: ReleaseMatterFacts;
}): { refusal: Refusal } | undefined {
  if (release && !isLeftTo(release, functions))
    return refuse("matter.function-lacking", release.cites, { detail: { functions: release.by } });
  return onDuty ? refuse("matter.own-release", ["ZB-09"]) : undefined;
}

/** Lets an important matter pass unfinished at the next hand-over, in writing, by a function that stands outside the post (ZB-09). */
export const releaseMatter: Decide<Matter, ReleaseMatterBody, MatterRule, ReleaseMatterFacts, MatterEntry> = ({
  state,
  body,
  rule,
  facts,
}) => {
  if (state.phase === "unknown") return refuse("matter.unknown", ["ZB-08"]);
  if (state.phase === "settled") return refuse("matter.settled-already", ["ZB-04"]);
  if (!needsRelease(state.class)) return refuse("matter.needs-no-release", [...citesOf(rule.release), "ZB-09"]);
  const mayNot = mayNotRelease({ rule, facts });
  if (mayNot) return mayNot;
  if (state.released) return enter();
  return enter({ type: "matter.released", body: { reason: secret("free-text", body.reason) } });
};
