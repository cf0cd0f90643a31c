import type { RuleId } from "#duty/grammar/decision.ts";
import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { NoticeRule } from "./notice-rule.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/** That somebody stood at a post before they had read what binds it. */
interface Owed {
  readonly person: PersonId;
  readonly regulation: string;
  readonly post: string;
  readonly since: Instant;
  readonly dueAt: Instant;
  readonly rules: readonly RuleId[];
  /** Since when they have nothing to read here any more, having left the company. */
  readonly endedAt?: Instant;
}

/** One reader's receipt for one edition of a regulation; `owed` where it was to come by a time. */
export type Notice = { readonly owed?: Owed } & (
  | { readonly phase: "unread" }
  | {
      readonly phase: "confirmed";
      readonly person: PersonId;
      /** Its date; undefined where an older release wrote the receipt, which knew only the hash. */
      readonly edition: string | undefined;
      readonly confirmedAt: Instant;
    }
);

/** Named by the regulation, the first sixteen digits of the edition's hash, and the reader. */
export function noticeId(regulation: string, hash: string, person: PersonId): string {
  return `${regulation}/${hash.slice(0, 16)}/${person}`;
}

export const noticeKind: Kind<Notice, NoticeEntry, NoticeRule> = {
  noun: "notice",
  begin: () => ({ phase: "unread" }),
  evolve,
  owes: readingOwed,
  under: () => undefined,
};

function evolve(notice: Notice, { at, ...entry }: Recorded<NoticeEntry>): Notice {
  switch (entry.type) {
    case "notice.edition-confirmed": {
      const { person, edition } = entry.body;
      return { ...notice, phase: "confirmed", person, edition, confirmedAt: at };
    }
    case "notice.reading-owed":
      return { ...notice, owed: { ...entry.body, since: at } };
    case "notice.reading-ended":
      return notice.owed ? { ...notice, owed: { ...notice.owed, endedAt: at } } : notice;
  }
}

/** Whoever came to a post where nobody stood, and had not read what binds it, reads it afterwards (ZB-22). */
function readingOwed(notice: Notice): Obligation[] {
  const { owed } = notice;
  if (!owed) return [];
  const { person, regulation, post, since, dueAt, rules, endedAt } = owed;
  const met = notice.phase === "confirmed" ? { metAt: notice.confirmedAt } : {};
  return [
    {
      ...{ key: "confirm", what: "notice.confirm", detail: { regulation }, post, person, opensAt: since, dueAt, rules },
      ...{ ladder: [], ...(endedAt === undefined ? met : { endedAt }) },
    },
  ];
}
