import type { Decide } from "#duty/grammar/act.ts";
import { citesOf, isLeftTo } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type Head, isSameHead, secret } from "#duty/grammar/entry.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { CountersignBody, LogEntry } from "./log-shapes.ts";

export interface CountersignFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
  /** Where the page stands now. */
  readonly head: Head;
}

/** Whether a page waits for its countersignature. */
export function awaitsCountersign(page: Page): boolean {
  return page.phase === "closed" && page.countersigned === undefined;
}

/** Whether these functions are enough to countersign a page; where no regulation says which, any are. */
export function mayCountersign({ countersigned }: LogRule, functions: readonly string[]): boolean {
  return isLeftTo(countersigned, functions);
}

/**
 * A superior has read a closed page, and signs for it with the own PIN. Whoever says which page they saw signs that one: what was corrected
 * since is read first (ZB-03).
 */
export const countersignPage: Decide<Page, CountersignBody, LogRule, CountersignFacts, LogEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances: { seen },
}) => {
  if (state.phase !== "closed") return refuse("log.page-not-closed", [...citesOf(rule.countersigned), "ZB-03"]);
  if (!awaitsCountersign(state)) return enter();
  const { countersigned } = rule;
  if (countersigned && !mayCountersign(rule, facts.functions))
    return refuse("log.function-lacking", countersigned.cites, { detail: { functions: countersigned.by } });
  if (seen !== undefined && !isSameHead(seen, facts.head)) return refuse("log.changed-since", ["ZB-03"]);
  const note = body.note === undefined ? {} : { note: secret("free-text", body.note) };
  return enter({ type: "log.countersigned", body: note });
};
