import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Count, Handover, Preparation } from "./handover.ts";
import type { HandoverFacts, RefusedParty } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { CountBody, HandoverEntry } from "./handover-shapes.ts";
import { formTakenOver, mattersListed } from "./take-up.ts";

type Told = CountBody["counts"][number];

/**
 * The relief counts the kit, in one go or item by item: what is found and what is missing make up what is expected. Anything missing or
 * damaged is explained, and is a problem that both sides settle face to face (GPH-04, GPH-06, SLH-10); where whoever handed over left hours ago, the
 * count alone tells it (ZB-34).
 */
export const countKit: Decide<Handover, CountBody, HandoverRule, HandoverFacts, HandoverEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  const form = formTakenOver({ state, rule, facts, actor: personOf(circumstances.actor) });
  if ("refusal" in form) return form;
  const refused = body.counts.map((each, index) => miscounted(each, index, body, form.preparation, rule)).find(Boolean);
  if (refused) return refused;
  const told = state.phase === "prepared" ? body.counts.filter(isWanting) : [];
  const problems = told.map(
    ({ item }): HandoverEntry => ({
      type: "handover.problem-raised",
      body: { problem: kitProblem(item), item },
    }),
  );
  const counted: HandoverEntry = { type: "handover.counted", body: { counts: body.counts.map(kept) } };
  return enter(...mattersListed(state, form), counted, ...problems);
};

function kitProblem(item: string): string {
  return `kit-${item}`;
}

function miscounted(
  claimed: Told,
  index: number,
  { counts }: CountBody,
  { kit }: Preparation,
  { count }: HandoverRule,
): RefusedParty | undefined {
  const { item, found, damaged, missing } = claimed;
  const at = `counts.${index}`;
  const expected = kit.find((each) => each.item === item)?.expected;
  if (expected === undefined) return refuse("handover.no-such-item", ["ZB-19"], { field: `${at}.item` });
  if (counts.findIndex((each) => each.item === item) !== index)
    return refuse("handover.item-counted-twice", ["ZB-19"], { field: `${at}.item`, detail: { item } });
  if (found + missing !== expected || damaged > found)
    return refuse("handover.count-does-not-add-up", [...citesOf(count), "ZB-19"], {
      field: `${at}.found`,
      detail: { item, expected, found, damaged, missing },
    });
  if (count?.explained && isWanting(claimed) && claimed.explanation === undefined)
    return refuse("handover.explanation-missing", count.cites, { field: `${at}.explanation`, detail: { item } });
  return undefined;
}

/** Whether something is to be said of an item, and settled face to face. */
export function isWanting({ damaged, missing }: Pick<Told, "damaged" | "missing">): boolean {
  return damaged > 0 || missing > 0;
}

function kept({ explanation, ...numbers }: Told): Count {
  return explanation === undefined ? numbers : { ...numbers, explanation: secret("free-text", explanation) };
}
