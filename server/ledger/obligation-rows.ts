import type { Touched } from "#duty/door/table.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Escalation, Obligation } from "#duty/grammar/obligation.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";

/** A row of the table `obligation` on its way in; names as in `ledger_write`. */
export function obligationRow(
  stream: StreamKey,
  obligation: Obligation,
  escalation: Escalation | undefined,
  expected?: string,
) {
  const { key, what, post, person, opensAt, dueAt, metAt, endedAt, rules, ladder, detail } = obligation;
  return {
    site: stream.site,
    noun: stream.noun,
    id: stream.id,
    key,
    what,
    post,
    person,
    opens: opensAt,
    due: dueAt,
    met: metAt,
    ended: endedAt,
    missed: escalation?.missedAt,
    rung: escalation?.rung ?? 0,
    acknowledged: escalation?.acknowledgedAt,
    by: escalation?.acknowledgedBy,
    calls: escalation?.calls ?? [],
    self: escalation?.selfAnswered ?? false,
    rules,
    ladder,
    detail,
    expected,
  };
}

export function obligationRows({
  key,
  obligations,
  escalations,
}: Pick<Touched, "key" | "obligations" | "escalations">) {
  return obligations.map((each) => obligationRow(key, each, heldUnder(escalations, each.key)));
}

type ObligationCells = [
  noun: string,
  id: string,
  key: string,
  what: string,
  post: string,
  person: string | null,
  opensAt: Obligation["opensAt"],
  dueAt: Obligation["dueAt"],
  rules: Obligation["rules"],
  ladder: Obligation["ladder"],
  detail: NonNullable<Obligation["detail"]> | null,
];

/** Reads what `ledger_line` wrote. Only outstanding obligations have a line: neither met nor ended. */
export function lineOf(site: SiteId, text: string): LedgerLine {
  const [noun, id, key, what, post, person, opensAt, dueAt, rules, ladder, detail] = JSON.parse(
    text,
  ) as ObligationCells;
  return {
    stream: { site, noun, id },
    obligation: {
      key,
      what,
      post,
      opensAt,
      dueAt,
      rules,
      ladder,
      ...(person === null ? {} : { person }),
      ...(detail === null ? {} : { detail }),
    },
  };
}
