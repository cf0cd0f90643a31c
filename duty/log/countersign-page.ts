import type { Decide } from "#duty/grammar/act.ts";
import { citesOf } from "#duty/grammar/cited.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { secret } from "#duty/grammar/entry.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { CountersignBody, LogEntry } from "./log-shapes.ts";

export interface CountersignFacts {
  /** Functions that the actor holds for this post. */
  readonly functions: readonly string[];
}

/** A superior has read a closed page, and signs for it with the own PIN. */
export const countersignPage: Decide<Page, CountersignBody, LogRule, CountersignFacts, LogEntry> = ({
  state,
  body,
  rule,
  facts,
}) => {
  if (state.phase !== "closed") return refuse("log.page-not-closed", [...citesOf(rule.countersigned), "ZB-03"]);
  if (state.countersigned) return enter();
  const { countersigned } = rule;
  if (countersigned && !countersigned.by.some((each) => facts.functions.includes(each)))
    return refuse("log.function-lacking", countersigned.cites, { detail: { functions: countersigned.by } });
  const note = body.note === undefined ? {} : { note: secret("free-text", body.note) };
  return enter({ type: "log.countersigned", body: note });
};
