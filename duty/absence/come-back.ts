import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { type PersonId, personOf } from "#duty/grammar/entry.ts";
import { minutesLate, type ObligationEntry } from "#duty/grammar/obligation.ts";
import type { HowGone, Turn } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import {
  type Absence,
  askedLeave,
  bareLeaves,
  coverNow,
  type Leave,
  leaveNumbered,
  openLeave,
  openStand,
  takenLeave,
  unsaidLeave,
} from "./absence.ts";
import { returnDueAt, standInKey } from "./absence-kind.ts";
import type { AbsenceRule } from "./absence-rule.ts";
import type { AbsenceEntry, OfSomebody, OwnShift } from "./absence-shapes.ts";
import { firstCall } from "./leave-at-once.ts";
import { leaveToHear } from "./leave-heard.ts";

/* How leaving and covering end, by those concerned and by what happens elsewhere. */

type NoFacts = Record<string, never>;

/** Whoever left is at the post again; who covered is free. Late is what came after the time that was told and what the regulation adds. */
export const comeBack: Decide<Absence, OwnShift, AbsenceRule, NoFacts, AbsenceEntry> = ({
  state,
  rule,
  circumstances: { now },
}) => {
  const leave = takenLeave(state);
  if (!leave) {
    const last = state.times.findLast((each): each is Leave => each.kind === "leave");
    return last?.over?.how === "returned" ? enter() : refuse("absence.not-away", ["ZB-21"]);
  }
  return enter(returned(leave, rule, now));
};

/** Follows whoever signs on at the post, in this turn or another: they are back, and need not say so twice. */
export const comeAgain: Decide<Absence, unknown, AbsenceRule, NoFacts, AbsenceEntry> = ({
  state,
  rule,
  circumstances: { now },
}) => {
  const leave = takenLeave(state);
  return leave ? enter(returned(leave, rule, now)) : enter();
};

function returned(leave: Leave, rule: AbsenceRule, now: Instant): AbsenceEntry {
  const lateMinutes = minutesLate(returnDueAt(leave, rule), now);
  const cover = coverNow(leave);
  return { type: "absence.returned", body: { lateMinutes, ...(cover ? { cover } : {}) } };
}

/** Nothing comes of it: whoever asked stays after all, or whoever was asked says no. */
export const withdrawAbsence: Decide<Absence, OfSomebody, AbsenceRule, NoFacts, AbsenceEntry> = ({
  state,
  body,
  circumstances,
}) => {
  const asked = askedLeave(state)?.asked;
  if (!asked) return refuse("absence.nobody-asks", ["ZB-21"]);
  const person = personOf(circumstances.actor);
  if (person !== body.person && person !== asked.cover.person) return refuse("absence.not-asked", ["ZB-21"]);
  return enter({ type: "absence.withdrawn", body: {} });
};

export interface HearAbsenceFacts {
  /** Whose leaving at once is why somebody is to stand at the post that they were called about, if whoever hears stands there. */
  readonly kept: readonly Turn[];
}

/**
 * Whoever is on duty at the same post says that they have heard where the other one went. Who stands there while they say so keeps the post (ZB-22);
 * who stands elsewhere has only heard.
 */
export const hearAbsence: Decide<Absence, OfSomebody, AbsenceRule, HearAbsenceFacts, AbsenceEntry> = ({
  state,
  rule,
  facts: { kept },
  circumstances,
}) => {
  const leave = leaveToHear(state);
  const person = personOf(circumstances.actor) ?? "";
  if (!leave) return refuse("absence.not-away", ["ZB-21"]);
  if (!leave.told.includes(person)) return refuse("absence.not-told", rule.coDuty?.cites ?? ["ZB-21"]);
  // Of whoever is off duty nobody has to hear any more; whoever stands there still says that they keep the post.
  const isNews = leave.heard[person] === undefined && leave.over === undefined;
  const hears = isNews ? [{ type: "absence.heard", body: {} } as const] : [];
  const keeps = kept.length > 0 ? [{ type: "absence.heard-at-post", body: { of: [...kept] } } as const] : [];
  return enter<AbsenceEntry>(...hears, ...keeps);
};

/** Asked by the clock before it counts that somebody did not hear: whoever is not on duty at the post any more need not. */
export const spareHearing: Decide<
  Absence,
  { readonly turn: Turn; readonly number: number; readonly person: PersonId },
  AbsenceRule,
  { readonly onDuty: boolean },
  AbsenceEntry
> = ({ state, body: { number, person }, facts: { onDuty } }) => {
  const isWaitedFor = leaveNumbered(state, number)?.told.includes(person) ?? false;
  return onDuty || !isWaitedFor ? enter() : enter({ type: "absence.hearing-ended", body: { number, person } });
};

/** A leave that somebody is to hear of. */
export interface HearingOwed {
  readonly turn: Turn;
  readonly number: number;
}

/** Somebody's turn that has just ended, or in which a cover has. */
export interface PlaceLeft {
  readonly turn: Turn;
  readonly ended: "turn" | "cover";
}

/** Follows wherever somebody leaves a place: what they have not heard of there they need not hear of any more. */
export const goUnheard: Decide<
  Absence,
  PlaceLeft,
  AbsenceRule,
  { readonly unheard: readonly HearingOwed[] },
  AbsenceEntry
> = ({ body: { ended }, facts: { unheard } }) =>
  unheard.length === 0 ? enter() : enter({ type: "absence.gone-unheard", body: { of: [...unheard], ended } });

export interface StandDownFacts {
  /** How many others stand at the post. */
  readonly there: number;
  /** Whether the shift has handed its post over. */
  readonly relieved: boolean;
}

/** Whoever covers goes back to their own: when others are enough, or the post has passed to the next shift (ZB-21). */
export const standDown: Decide<Absence, OfSomebody, AbsenceRule, StandDownFacts, AbsenceEntry> = ({
  state,
  rule: { stay, covered },
  facts: { there, relieved },
  circumstances,
}) => {
  const leave = takenLeave(state);
  const cover = leave && coverNow(leave);
  if (cover?.person !== personOf(circumstances.actor) || !cover) return refuse("absence.not-covering", ["ZB-21"]);
  if (!relieved && covered?.required) return refuse("absence.still-needed", covered.cites);
  if (!relieved && there < (stay?.people ?? 1)) return refuse("absence.still-needed", stay?.cites ?? ["ZB-21"]);
  return enter({ type: "absence.cover-ended", body: { cover, bare: false } });
};

/** Follows an acceptance: whoever covers is away from their own place, and asks for no leave of their own meanwhile. */
export const stand: Decide<
  Absence,
  { readonly turn: Turn; readonly standsFor: Turn },
  AbsenceRule,
  { readonly occurrence: ShiftOccurrence | undefined },
  AbsenceEntry
> = ({ body: { standsFor }, facts: { occurrence } }) =>
  occurrence ? enter({ type: "absence.stood", body: { occurrence, standsFor } }) : enter();

/** Follows a return: whoever covered is back at their own place. */
export const release: Decide<Absence, unknown, AbsenceRule, NoFacts, AbsenceEntry> = ({ state }) =>
  openStand(state) ? enter({ type: "absence.stood-down", body: {} }) : enter();

export interface LoseCoverFacts {
  /** Others who stand at the post, in whichever shift. */
  readonly there: number;
}

/**
 * Follows when whoever covered has gone without being released: where others are not enough, or a cover is wanted whoever else is there, the
 * ladder is called at once.
 */
export const loseCover: Decide<
  Absence,
  { readonly turn: Turn; readonly cover: Turn },
  AbsenceRule,
  LoseCoverFacts,
  AbsenceEntry | ObligationEntry
> = ({ state, body: { cover }, rule, facts: { there }, circumstances: { now } }) => {
  const leave = takenLeave(state);
  if (!leave || coverNow(leave)?.person !== cover.person) return enter();
  const isKept = there >= (rule.stay?.people ?? 1) && !rule.covered?.required;
  if (isKept) return enter({ type: "absence.cover-ended", body: { cover, bare: false } });
  return enter<AbsenceEntry | ObligationEntry>(
    { type: "absence.cover-ended", body: { cover, bare: true } },
    ...firstCall(rule, standInKey(leave.number, leave.bare.length + 1), now),
  );
};

export interface EndWithDutyBody {
  readonly turn: Turn;
  /** The last turn of theirs at the post, where this one was over before. */
  readonly last?: Turn | undefined;
  readonly how: HowGone;
}

export interface EndWithDutyFacts {
  /** Others who stand at the post, in whichever shift. */
  readonly there: number;
  /** Until when nobody else has to see to the post: the end of the shift that follows, or of the own one where none does. */
  readonly passesAt: Instant | undefined;
  /** Whether they have another turn at the post that goes on. */
  readonly goesOn: boolean;
  /** Other turns of theirs at the post from which they are away. */
  readonly awayFrom: readonly Turn[];
  /** The shift as the site plans it; where it is over, that of the next other turn which they have come for at the post. */
  readonly occurrence: ShiftOccurrence | undefined;
}

/**
 * Follows the end of a turn: who is no longer on duty is not away from it, and covers nobody. Where nobody stands at the post that they left,
 * the call about it goes on, whatever is said of why it is empty (ZB-22). Whoever has another turn at the post is away from that as well: their
 * leave goes on until they come back, or until the last of their turns there is over.
 */
export const endWithDuty: Decide<Absence, EndWithDutyBody, AbsenceRule, EndWithDutyFacts, AbsenceEntry> = ({
  state,
  body: { how, last },
  facts,
  circumstances: { now },
}) => {
  const { there, passesAt, goesOn } = facts;
  const leave = openLeave(state);
  const stands = openStand(state);
  if (goesOn && takenLeave(state)) return enter();
  const everywhere = last ? [] : elsewhereAtPost(how, facts);
  const unsaid = unsaidLeave(state);
  const isUnsaid = unsaid !== undefined && unsaid.sayingEndedAt === undefined;
  // Whoever has left the company says nothing more of why they went.
  const isMute = how === "company" && isUnsaid;
  if (!leave && !stands && !isMute) return enter(...everywhere);
  const cover = leave && coverNow(leave);
  const isBare = bareLeaves(state).some(({ number }) => number === leave?.number) && there === 0;
  const isCalled = isBare && passesAt !== undefined && passesAt > now;
  return enter(
    {
      type: "absence.ended",
      body: {
        ...(cover ? { cover } : {}),
        ...(stands ? { stoodFor: stands.standsFor } : {}),
        ...(isCalled ? { bareUntil: passesAt } : {}),
        // Signing off is no way around saying why.
        ...(how === "passed" && isUnsaid ? { owesReason: true } : {}),
      },
    },
    ...everywhere,
  );
};

/** What the end of a turn says of the others at the post: away from none of those that are over, or, recorded as gone, from one that goes on. */
function elsewhereAtPost(how: HowGone, { goesOn, awayFrom, occurrence }: EndWithDutyFacts): AbsenceEntry[] {
  if (goesOn) return how === "gone" && occurrence ? [{ type: "absence.found-gone", body: { occurrence } }] : [];
  return awayFrom.length > 0 ? [{ type: "absence.gone-for-good", body: { from: [...awayFrom] } }] : [];
}
