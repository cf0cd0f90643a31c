import type { DrillResult } from "./drill-result.ts";

/** What was answered to one delivery. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One command, delivered again and again at once, and what became of it. */
export interface Delivered {
  readonly name: string;
  /** Whether another body under the same id was among what was sent. */
  readonly isRace: boolean;
  readonly sent: readonly object[];
  /** In the order of what was sent. */
  readonly answers: readonly Answer[];
  /** To the other body, sent when all was answered. */
  readonly after: Answer;
  /** How often it stands in the journal. */
  readonly kept: { readonly entries: number; readonly commands: number } | undefined;
}

/** The bodies that were accepted, among what was sent. */
export function acceptedOf({ sent, answers }: Pick<Delivered, "sent" | "answers">): ReadonlySet<object> {
  return new Set(sent.filter((_, number) => answers[number]?.status === 200));
}

/** Counts deliveries and whatever went wrong with them. */
export class DeliveryTally {
  readonly counts = {
    commands: 0,
    deliveries: 0,
    "done twice": 0,
    "answers that differ": 0,
    "other bodies": 0,
    "other bodies not refused": 0,
  };
  readonly failures: string[] = [];

  #fail(count: keyof DeliveryTally["counts"], what: string): void {
    this.counts[count] += 1;
    this.failures.push(`${count}: ${what}`);
  }

  result(): DrillResult {
    const { counts, failures } = this;
    return { name: "same-id", passed: failures.length === 0, counts, failures: failures.slice(0, 10) };
  }

  /** What is wrong with one command: one body is accepted, once, everybody gets the same receipt, and every other body is refused. */
  judge({ name, isRace, sent, answers, after, kept }: Delivered): void {
    this.counts.commands += 1;
    this.counts.deliveries += answers.length;
    const accepted = acceptedOf({ sent, answers });
    const refused = answers.filter(({ status }) => status !== 200);
    const receipts = new Set(
      answers.flatMap(({ status, text }) => (status === 200 ? [JSON.stringify(JSON.parse(text).receipt)] : [])),
    );
    const firsts = answers.filter(({ status, text }) => status === 200 && JSON.parse(text).replayed === false);
    if (accepted.size !== 1 || receipts.size !== 1 || firsts.length !== 1)
      this.#fail(
        "answers that differ",
        `${name}: ${accepted.size} bodies, ${receipts.size} receipts, ${firsts.length} first`,
      );
    if (!isRace && refused.length > 0) this.#fail("answers that differ", `${name}: ${refused[0]?.text}`);
    for (const each of [...refused, after]) {
      this.counts["other bodies"] += 1;
      if (each.status !== 409 || JSON.parse(each.text).code !== "command.other-body")
        this.#fail("other bodies not refused", `${name}: ${each.status} ${each.text}`);
    }
    if (kept?.entries !== 1 || kept.commands !== 1)
      this.#fail("done twice", `${name}: ${kept?.entries} entries, ${kept?.commands} commands`);
  }
}
