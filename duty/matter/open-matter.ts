import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import { farthestDueMinutes, mostMatters } from "#duty/grammar/limits.ts";
import { isOverdue } from "#duty/grammar/obligation.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Matter } from "./matter.ts";
import type { MatterRule } from "./matter-rule.ts";
import type { MatterEntry, OpenMatterBody } from "./matter-shapes.ts";
import { isOffDuty } from "./progress-matter.ts";

export interface OpenMatterFacts {
  /** Whether the set-up has the post. */
  readonly postExists: boolean;
  readonly onDuty: boolean;
  /** How many are open at the post. */
  readonly openThere: number;
  /** How many of these the actor opened; none is told where fewer are open than one person may open. */
  readonly ownThere: number;
}

/** Something stays open: of which class, and by when it is to be settled (ZB-08). From now on it rests on the post. */
export const openMatter: Decide<Matter, OpenMatterBody, MatterRule, OpenMatterFacts, MatterEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase !== "unknown") return enter();
  if (!facts.postExists) return refuse("matter.no-such-post", ["ZB-08"], { field: "post" });
  if (isOffDuty(rule, facts)) return refuse("matter.not-on-duty", citesOf(rule.onDuty));
  if (isOverdue(body.dueAt, circumstances.now)) return refuse("matter.due-past", ["ZB-08"], { field: "dueAt" });
  if (body.dueAt > plusMinutes(circumstances.now, farthestDueMinutes))
    return refuse("matter.due-too-far", ["ZB-08"], { field: "dueAt" });
  // Whatever is opened must be handed over with a reason, so there are no more than that form takes.
  if (facts.openThere >= mostMatters) return refuse("matter.too-many-open", ["ZB-08"]);
  const { openAtOnce, cites = [] } = rule.perPerson ?? {};
  // What one person has opened takes nobody else's place on the form, and calls nobody a hundred times.
  if (openAtOnce !== undefined && facts.ownThere >= openAtOnce)
    return refuse("matter.too-many-own", cites, { detail: { most: openAtOnce } });
  const { class: its, text, dueAt, page, line } = body;
  const from = { ...(page === undefined ? {} : { page }), ...(line === undefined ? {} : { line }) };
  const opened = { class: its, text: secret("free-text", text), dueAt, under: circumstances.under };
  return enter({ type: "matter.opened", body: { ...opened, ...from } });
};
