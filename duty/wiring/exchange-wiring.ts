import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { AttendanceEntry, MoveBody } from "#duty/attendance/attendance-shapes.ts";
import * as shapes from "#duty/attendance/attendance-shapes.ts";
import {
  type ExchangeBody,
  type ExchangeFacts,
  followExchange,
  withdrawExchange,
} from "#duty/attendance/exchange-posts.ts";
import type { Reaction } from "#duty/door/table.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { unconfirmedBy } from "./notice-wiring.ts";
import { type At, known, pageFor, phaseOfHandover, presences } from "./questions.ts";
import { act, type CommandAct, ownTurn, turnTold } from "./wiring.ts";

export const exchangeActs = {
  "attendance.withdraw-exchange": act({
    kind: attendanceKind,
    mode: "exclusive",
    shape: shapes.withdrawExchangeBody,
    waits: "for-author",
    id: ownTurn,
    facts: () => ({}),
    decide: withdrawExchange,
  }),
  "attendance.follow-exchange": act({
    kind: attendanceKind,
    mode: "exclusive",
    id: ({ body }: { body: ExchangeBody }) => turnTold({ body }),
    facts: ({ body, siteId }) => ({ page: pageFor(siteId, body) }),
    decide: followExchange,
  }),
} satisfies Record<string, CommandAct>;

/** `attendance.exchangeWith`: how the one stands at the other post with whom somebody wants to exchange; undefined where they name nobody. */
export function exchangeFacts(at: At, body: MoveBody, now: Instant): Question<ExchangeFacts | undefined> {
  const { exchangeWith, to, date, shift } = body;
  if (exchangeWith === undefined) return known(undefined);
  const there = { post: to, date, shift };
  const turn = { ...there, person: exchangeWith };
  const key = { site: at.siteId, noun: attendanceKind.noun, id: turnId(turn) };
  const theirs = presences({ site: at.siteId, person: exchangeWith });
  const unread = unconfirmedBy(at, body, exchangeWith);
  const phases = [phaseOfHandover(at.siteId, body), phaseOfHandover(at.siteId, there)];
  return {
    streams: [key, ...[unread, ...phases].flatMap((each) => each.streams ?? [])],
    ledger: theirs.ledger ?? [],
    answer: (reader) => {
      const { state } = reader.stream<Attendance>(key);
      if (state.phase !== "on") return { mayCome: false, offer: undefined };
      const found = theirs.answer(reader);
      // In this very turn, and not away from it, standing for somebody or on duty in another one.
      const isThere = found.every((each) => each.as === "on-duty" && turnId(each.turn) === key.id);
      const handsOver = phases.some((each) => ["prepared", "completed"].includes(each.answer(reader)));
      const mayCome = isThere && now < state.occurrence.endsAt && !handsOver && unread.answer(reader).length === 0;
      return { mayCome, offer: state.offer };
    },
  };
}

/** Whoever accepted an exchange has gone, and whoever offered it goes with them. */
export const exchangeBack: Reaction = (entry, { key }) => {
  const { to, exchanged } = entry.body as Extract<AttendanceEntry, { type: "attendance.moved" }>["body"];
  if (!exchanged) return [];
  const { post, date, shift } = turnNamed(key.id);
  const { person, exchangeWith } = exchanged;
  const body: ExchangeBody = { post: to, date, shift, person: exchangeWith, to: post, exchangeWith: person };
  return [{ act: "attendance.follow-exchange", body }];
};
