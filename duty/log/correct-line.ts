import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, secret } from "#duty/grammar/entry.ts";
import { wroteEnough } from "./lines-of-one.ts";
import type { Line, Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { CorrectLineBody, LogEntry } from "./log-shapes.ts";

/** Whether a line is of the one who would put it right. */
export function isOwnLine({ by }: Pick<Line, "by">, person: PersonId | undefined): boolean {
  return by !== undefined && by === person;
}

/** Whoever wrote a line may put it right, also on a closed page; the line itself stays as it was (ZB-04). */
export const correctLine: Decide<Page, CorrectLineBody, LogRule, Record<string, never>, LogEntry> = ({
  state,
  body,
  rule,
  circumstances,
}) => {
  const lines = state.phase === "unknown" ? [] : state.lines;
  const line = lines.find((each) => each.id === body.line);
  if (!line) return refuse("log.no-such-line", ["ZB-04"], { field: "line" });
  const person = personOf(circumstances.actor);
  if (!isOwnLine(line, person)) return refuse("log.not-your-line", ["ZB-04"]);
  const enough = wroteEnough(rule, lines, person);
  if (enough) return enough;
  return enter({ type: "log.line-corrected", body: { line: body.line, text: secret("free-text", body.text) } });
};
