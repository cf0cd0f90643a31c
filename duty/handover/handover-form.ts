import { citesOf } from "#duty/grammar/cited.ts";
import { refuse } from "#duty/grammar/decision.ts";
import { type PersonId, secret } from "#duty/grammar/entry.ts";
import type { ListedMatter } from "./handover.ts";
import { type HandoverFacts, type RefusedParty, reliefsToName } from "./handover-parties.ts";
import type { HandoverRule } from "./handover-rule.ts";
import type { PrepareBody } from "./handover-shapes.ts";
import { wantsReason } from "./passing-matters.ts";

/* What the form says that moves while it waits for its signatures: which matters are open, and who relieves. */

/** What is open now, with the reasons given now and, where none is, those given before. */
export function listedOf(
  { reasons }: Pick<PrepareBody, "reasons">,
  { matters }: HandoverFacts,
  before?: readonly ListedMatter[],
): readonly ListedMatter[] {
  return matters.map(({ id, class: its, notes, item }) => {
    const said = reasons.find((each) => each.matter === id)?.reason;
    const reason = said === undefined ? before?.find((each) => each.id === id)?.reason : secret("free-text", said);
    const told = { ...(notes === undefined ? {} : { notes }), ...(item === undefined ? {} : { item }) };
    return { id, class: its, ...(reason === undefined ? {} : { reason }), ...told };
  });
}

/** Whether an ordinary matter would pass without its reason (ZB-12). */
export function unreasoned(listed: readonly ListedMatter[], rule: HandoverRule): RefusedParty | undefined {
  const { ordinaryMatters } = rule;
  const silent = listed.find((each) => wantsReason(each, rule) && each.reason === undefined);
  if (!silent || !ordinaryMatters) return undefined;
  return refuse("handover.matter-reason-missing", ordinaryMatters.cites, {
    field: "reasons",
    detail: { matter: silent.id },
  });
}

/** Named is one of `reliefsToName`, and nobody where nobody follows (ZB-20); whoever stands in never names themselves (ZB-18). */
export function unrelieved(
  { relief }: Pick<PrepareBody, "relief">,
  rule: HandoverRule,
  facts: HandoverFacts,
  { actor, standIn }: { actor: PersonId | undefined; standIn: PersonId | undefined },
): RefusedParty | undefined {
  const toOffice = facts.next === undefined && facts.successors.length === 0;
  if (relief === undefined) {
    if (toOffice || !rule.relief?.named) return undefined;
    return refuse("handover.relief-missing", rule.relief.cites, { field: "relief" });
  }
  const isSelf = relief === actor && relief === standIn;
  if (!isSelf && reliefsToName(facts, actor).some((each) => each.person === relief)) return undefined;
  if (relief === actor && facts.successors.length > 0)
    return refuse("handover.relief-is-self", ["ZB-18"], { field: "relief" });
  return refuse("handover.relief-not-due", [...citesOf(rule.relief), "ZB-05"], { field: "relief" });
}
