import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Unconfirmed } from "#duty/grammar/unconfirmed-text.ts";
import type { Notice } from "./notice.ts";
import type { NoticeRule } from "./notice-rule.ts";
import type { NoticeEntry } from "./notice-shapes.ts";

/* What follows where somebody comes to a post before they have read what binds it (GPH-01, ZB-22). */

type NoFacts = Record<string, never>;

export interface OweReadingBody extends Pick<Unconfirmed, "regulation" | "hash" | "rules"> {
  readonly person: PersonId;
  /** Where they stand in. */
  readonly post: string;
  readonly dueAt: Instant;
}

/** Follows standing in: the reading is owed, once, from the first time they came on. */
export const oweReading: Decide<Notice, OweReadingBody, NoticeRule, NoFacts, NoticeEntry> = ({
  state,
  body: { hash: _, ...owed },
}) => (state.phase === "confirmed" || state.owed ? enter() : enter({ type: "notice.reading-owed", body: owed }));

/** Follows leaving the company: who has gone reads nothing any more. */
export const endReading: Decide<Notice, unknown, NoticeRule, NoFacts, NoticeEntry> = ({ state }) => {
  const isOwed = state.phase === "unread" && state.owed !== undefined && state.owed.endedAt === undefined;
  return isOwed ? enter({ type: "notice.reading-ended", body: {} }) : enter();
};
