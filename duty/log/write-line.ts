import type { Decide } from "#duty/grammar/act.ts";
import { type Decision, enter, type Refusal, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf, type Sealed, written } from "#duty/grammar/entry.ts";
import { wroteEnough } from "./lines-of-one.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry, WriteLineBody } from "./log-shapes.ts";

export interface WriteLineFacts {
  /** Whether the actor is on duty in the shift of this page, or in the one that hands over to it. */
  readonly onDuty: boolean;
  /** Whether the shift before has not handed over yet. */
  readonly duringHandover: boolean;
}

/** What happened, in words, on the page of the shift. Once the page is cut, whatever comes is written on the next one. */
export const writeLine: Decide<Page, WriteLineBody, LogRule, WriteLineFacts, LogEntry> = ({
  state,
  body,
  rule,
  facts,
  circumstances,
}) => {
  if (state.phase === "unknown") return refuse("log.page-not-open", ["ZB-01"]);
  const away = offDuty(rule, facts);
  if (away) return away;
  const { categories } = rule;
  if (categories && !categories.list.some((each) => each.key === body.category))
    return refuse("log.category-missing", categories.cites, { field: "category" });
  if (state.phase !== "open")
    return refuse("log.page-cut", ["ZB-07"], state.next === undefined ? {} : { detail: { next: state.next } });
  const enough = wroteEnough(rule, state.lines, personOf(circumstances.actor));
  if (enough) return enough;
  const { text, photos, category } = body;
  return enter(line(circumstances.command, text, { photos, category, duringHandover: facts.duringHandover }));
};

/** Why somebody may only read the page, whatever they would write; undefined if they may write. */
export function offDuty({ onDuty }: LogRule, facts: WriteLineFacts): { readonly refusal: Refusal } | undefined {
  return onDuty?.required && !facts.onDuty ? refuse("log.not-on-duty", onDuty.cites) : undefined;
}

export interface KeepRecordBody {
  readonly page: string;
  readonly record: Sealed;
  readonly by: PersonId;
}

export interface KeepRecordFacts {
  readonly duringHandover: boolean;
}

/** Follows the leaving of a post within a shift: the work record stands in the book of the post that was left (GPH-02). Nobody is kept at a post by a full page. */
export const keepRecord: Decide<Page, KeepRecordBody, LogRule, KeepRecordFacts, LogEntry> = ({
  state,
  body,
  facts,
  circumstances,
}): Decision<LogEntry> => {
  if (state.phase !== "open") return enter();
  return enter(line(circumstances.command, body.record, { photos: [], by: body.by, ...facts }));
};

function line(
  id: string,
  text: string | Sealed,
  about: { photos: readonly string[]; category?: string | undefined; by?: PersonId; duringHandover: boolean },
): LogEntry {
  const { category, ...rest } = about;
  return {
    type: "log.line-written",
    body: { line: id, text: written(text), ...(category === undefined ? {} : { category }), ...rest },
  };
}
