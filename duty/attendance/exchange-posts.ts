import type { Decide } from "#duty/grammar/act.ts";
import { type Decision, enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, secret } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Attendance, Offer } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry, MoveBody, WithdrawExchangeBody } from "./attendance-shapes.ts";

/*
 * Two who each hold a post go to each other's inside the shift (GPH-02). One offers it, with the record of their own post; the other accepts by
 * going there with theirs, and both change in one command, so that neither post is empty at any moment (ZB-24).
 */

/** How the one stands with whom somebody wants to exchange posts. */
export interface ExchangeFacts {
  /**
   * Whether they are on duty in that shift at that post and nowhere else, have not left it for a while, have confirmed what binds the post they would
   * come to, and neither shift has begun to hand over.
   */
  readonly mayCome: boolean;
  /** What they have offered, to whomever. */
  readonly offer: Offer | undefined;
}

type Present = Extract<Attendance, { phase: "on" }>;

/** Somebody who may go themselves offers the exchange, or accepts what was offered to them since they came: the last offer counts. */
export function exchangePosts(
  state: Present,
  { to, exchangeWith, record }: MoveBody & { readonly exchangeWith: PersonId },
  { mayCome, offer, page }: ExchangeFacts & { readonly page: string | undefined },
): Decision<AttendanceEntry> {
  if (!mayCome)
    return refuse("attendance.no-exchange", ["ZB-24"], { field: "exchangeWith", detail: { person: exchangeWith } });
  const { occurrence, person, onAt } = state;
  const kept = record === undefined ? {} : { record: secret("free-text", record) };
  const isOffered = offer?.to === occurrence.post && offer.exchangeWith === person && offer.at >= onAt;
  if (!isOffered) return enter({ type: "attendance.exchange-offered", body: { to, exchangeWith, ...kept } });
  const exchanged = { person, exchangeWith };
  return enter({ type: "attendance.moved", body: { to, ...kept, ...keptOn(page), exchanged } });
}

export interface ExchangeBody extends ShiftName {
  readonly person: PersonId;
  readonly to: string;
  readonly exchangeWith: PersonId;
}

/** Follows an exchange that was accepted: whoever offered it goes as well, with the record that they wrote then. */
export const followExchange: Decide<
  Attendance,
  ExchangeBody,
  AttendanceRule,
  { readonly page: string | undefined },
  AttendanceEntry
> = ({ state, body: { person, to, exchangeWith }, facts: { page } }) => {
  if (state.phase !== "on" || state.offer?.to !== to || state.offer.exchangeWith !== exchangeWith) return enter();
  const { record } = state.offer;
  const kept = record === undefined ? {} : { record };
  const exchanged = { person, exchangeWith };
  return enter({ type: "attendance.moved", body: { to, ...kept, ...keptOn(page), exchanged } });
};

/** Whoever offered an exchange takes the offer back; where there is none any more, nothing is to be said. */
export const withdrawExchange: Decide<
  Attendance,
  WithdrawExchangeBody,
  AttendanceRule,
  Record<string, never>,
  AttendanceEntry
> = ({ state }) => {
  if (state.phase !== "on") return refuse("attendance.not-on-duty", ["ZB-01"]);
  return state.offer === undefined ? enter() : enter({ type: "attendance.exchange-withdrawn", body: {} });
};

function keptOn(page: string | undefined): { readonly page?: string } {
  return page === undefined ? {} : { page };
}
