import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { Notice } from "./notice.ts";
import type { NoticeRule } from "./notice-rule.ts";
import type { ConfirmBody, NoticeEntry } from "./notice-shapes.ts";

export interface ConfirmFacts {
  /** The date of the edition that the site has adopted with exactly this text; undefined where it has not. */
  readonly edition: string | undefined;
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
  const { edition } = facts;
  if (edition === undefined) return refuse("notice.edition-not-in-force", ["ZB-14"], { field: "hash" });
  if (state.phase === "confirmed") return enter();
  return enter({ type: "notice.edition-confirmed", body: { ...body, person, edition } });
};
