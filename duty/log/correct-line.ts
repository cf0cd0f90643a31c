import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { personOf, secret } from "#duty/grammar/entry.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { CorrectLineBody, LogEntry } from "./log-shapes.ts";

/** Whoever wrote a line may put it right, also on a closed page; the line itself stays as it was (ZB-04). */
export const correctLine: Decide<Page, CorrectLineBody, LogRule, Record<string, never>, LogEntry> = ({
  state,
  body,
  circumstances,
}) => {
  const line = state.phase === "unknown" ? undefined : state.lines.find((each) => each.id === body.line);
  if (!line) return refuse("log.no-such-line", ["ZB-04"], { field: "line" });
  if (line.by === undefined || line.by !== personOf(circumstances.actor)) return refuse("log.not-your-line", ["ZB-04"]);
  return enter({ type: "log.line-corrected", body: { line: body.line, text: secret("free-text", body.text) } });
};
