import { isOverdue } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover, Side } from "#duty/handover/handover.ts";
import { toldOnce } from "#duty/told-once.ts";
import { isAnsweredRow } from "#server/ledger/owed-columns.ts";
import type { AheadRow, UnmetRow } from "./outstanding-view.ts";
import type { OutcomeEvidence, OverviewAnswer, ToDo } from "./overview-answer.ts";
import { laneOf } from "./owed-lanes.ts";

/** The only side of a prepared hand-over that has still to sign; undefined where both have to, or none. */
export function sideMissing(handover: Handover | undefined): Side | undefined {
  if (handover?.phase !== "prepared") return undefined;
  const [signed, other] = [...new Set(handover.signatures.map(({ side }) => side))];
  if (signed === undefined || other !== undefined) return undefined;
  return signed === "outgoing" ? "incoming" : "outgoing";
}

interface ToDoFacts {
  readonly now: Instant;
  readonly site: string;
  readonly prepared: ReadonlyMap<string, Handover>;
  /** Texts of matters, by the id of the matter. */
  readonly texts: ReadonlyMap<string, string | null>;
}

/** What is to be done, in the order of the rows, each thing once. */
export function toDoFrom(rows: readonly UnmetRow[], facts: ToDoFacts): ToDo[] {
  return toldOnce(rows, facts.now).map((row) => ({
    ...owedFrom(row, facts),
    kind: kindOf(row, facts),
    acknowledgedBy: row.acknowledgedBy,
    selfAnswered: row.selfAnswered,
    waitsFor: sideMissing(facts.prepared.get(row.id)) ?? null,
  }));
}

function kindOf(row: UnmetRow, { now, prepared }: ToDoFacts): ToDo["kind"] {
  const { id, dueAt, rung } = row;
  if (rung > 0 && !isAnsweredRow(row)) return "call";
  if (isOverdue(dueAt, now)) return "overdue";
  return sideMissing(prepared.get(id)) ? "signature" : "soon";
}

/** One obligation as a screen is told of it. */
export function owedFrom(
  {
    noun,
    id,
    key,
    what,
    detail,
    post,
    person,
    dueAt,
    rules,
  }: Omit<UnmetRow, "missedAt" | "rung" | "acknowledgedBy" | "acknowledgedAt" | "selfAnswered">,
  { site, texts }: Pick<ToDoFacts, "site" | "texts">,
): Omit<OutcomeEvidence, "metAt" | "outcome" | "acknowledgedBy" | "selfAnswered" | "clock"> & Pick<ToDo, "text"> {
  const text = noun === "matter" ? (texts.get(id) ?? null) : null;
  return { stream: { site, noun, id }, key, what, detail, post, person, dueAt, rules, text };
}

/** What comes due, by the lane in which it is drawn. */
export function lanesOf(rows: readonly AheadRow[]): OverviewAnswer["ahead"] {
  return rows.flatMap(({ what, at, count, post }) => {
    const lane = laneOf(what);
    return lane === "part-of-change" || lane === "never-due" ? [] : [{ lane, what, at, count, post }];
  });
}
