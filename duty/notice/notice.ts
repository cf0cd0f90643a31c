import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { NoticeRule } from "./notice-rule.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/** One reader's receipt for one edition of a regulation. */
export type Notice =
  | { readonly phase: "unread" }
  | { readonly phase: "confirmed"; readonly person: PersonId; readonly confirmedAt: Instant };

/** Named by the regulation, the first sixteen digits of the edition's hash, and the reader. */
export function noticeId(regulation: string, hash: string, person: PersonId): string {
  return `${regulation}/${hash.slice(0, 16)}/${person}`;
}

export const noticeKind: Kind<Notice, NoticeEntry, NoticeRule> = {
  noun: "notice",
  begin: () => ({ phase: "unread" }),
  evolve: (_, entry: Recorded<NoticeEntry>) => ({
    phase: "confirmed",
    person: entry.body.person,
    confirmedAt: entry.at,
  }),
  owes: () => [],
  under: () => undefined,
};
