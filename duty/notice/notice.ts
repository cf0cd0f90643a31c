import type { Entry, PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Noun } from "#duty/grammar/noun.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { NoticeRule } from "./notice-rule.ts";

interface Receipt {
  readonly regulation: string;
  readonly hash: string;
  readonly person: PersonId;
}

/** `edition` is its date; open where an older release wrote the receipt, which knew only the hash. */
export type NoticeEntry = Entry<"notice.edition-confirmed", Receipt & { readonly edition?: string | undefined }>;

/** No longer written; see the upcast beside the shapes. */
export type FormerNoticeEntry = Entry<"notice.confirmed", Receipt>;

/** One reader's receipt for one edition of a regulation. */
export type Notice =
  | { readonly phase: "unread" }
  | {
      readonly phase: "confirmed";
      readonly person: PersonId;
      readonly edition: string | undefined;
      readonly confirmedAt: Instant;
    };

/** Named by the regulation, the first sixteen digits of the edition's hash, and the reader. */
export function noticeId(regulation: string, hash: string, person: PersonId): string {
  return `${regulation}/${hash.slice(0, 16)}/${person}`;
}

export const noticeNoun: Noun<Notice, NoticeEntry, NoticeRule> = {
  noun: "notice",
  begin: () => ({ phase: "unread" }),
  evolve: (_, entry: Recorded<NoticeEntry>) => ({
    phase: "confirmed",
    person: entry.body.person,
    edition: entry.body.edition,
    confirmedAt: entry.at,
  }),
  owes: () => [],
  under: () => undefined,
};
