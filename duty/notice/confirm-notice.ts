import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { Notice } from "./notice.ts";
import type { NoticeRule } from "./notice-rule.ts";
import type { ConfirmBody, NoticeEntry } from "./notice-shapes.ts";

export interface ConfirmFacts {
  /** Whether the site has adopted exactly this text. */
  readonly adopted: boolean;
}

/** A reader confirms having read an edition, once. The next edition asks again. */
export const confirmNotice: Decide<Notice, ConfirmBody, NoticeRule, ConfirmFacts, NoticeEntry> = ({
  state,
  body,
  facts,
  circumstances,
}) => {
  const person = personOf(circumstances.actor);
  if (person === undefined) return refuse("notice.not-a-reader", ["ZB-14"]);
  if (!facts.adopted) return refuse("notice.edition-not-in-force", ["ZB-14"], { field: "hash" });
  if (state.phase === "confirmed") return enter();
  return enter({ type: "notice.confirmed", body: { ...body, person } });
};
