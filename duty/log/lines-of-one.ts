import { type Refusal, refuse } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Line } from "./log.ts";
import type { LogRule } from "./log-rule.ts";

/**
 * Why somebody writes nothing more on a page: it has as many lines and corrections of theirs as one person may have there. Whoever opens a page
 * opens all of it, so it has an end; counted for each person, so that nobody fills it for a colleague.
 */
export function wroteEnough(
  { perPerson }: LogRule,
  lines: readonly Line[],
  person: PersonId | undefined,
): { readonly refusal: Refusal } | undefined {
  if (!perPerson || person === undefined || writtenBy(lines, person) < perPerson.linesPerPage) return undefined;
  return refuse("log.too-many-lines", perPerson.cites, { detail: { most: perPerson.linesPerPage } });
}

function writtenBy(lines: readonly Line[], person: PersonId): number {
  const own = lines.flatMap(({ by, corrections }) => [by, ...corrections.map((each) => each.by)]);
  return own.filter((by) => by === person).length;
}
