import { citesOf } from "#duty/grammar/cited.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { isOverdue, type Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, instant, plusMinutes } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";

/** What going rests on, of somebody who is on duty or was. */
export interface Going {
  readonly occurrence: ShiftOccurrence;
  readonly person: PersonId;
  /** From when they might go: the post was taken over, or they were held and no longer are. */
  readonly freedAt?: Instant | undefined;
  /** They were due to go and might not, for the first time. */
  readonly heldSince?: Instant | undefined;
  /** They still might not, when last asked, and are asked again then. */
  readonly heldUntil?: Instant | undefined;
}

/** Signing off is owed by the person, and is how one knows who is on duty. `goneAt`: when it was told that they had gone. */
export function goingOwed(going: Going, rule: AttendanceRule, goneAt: Instant | undefined): Obligation[] {
  const { occurrence, person } = going;
  const shared = { post: occurrence.post, opensAt: occurrence.endsAt, ladder: rule.signOff?.ladder ?? [] };
  const signOff: Obligation = {
    ...shared,
    key: signOffKey,
    what: "attendance.sign-off",
    person,
    dueAt: signOffDueAt(going, rule),
    rules: [...citesOf(rule.untilRelieved), ...citesOf(rule.signOff)],
    ...(goneAt === undefined ? {} : { metAt: goneAt }),
  };
  return [signOff, ...stay(going, rule, goneAt)];
}

/** Whether a line of the ledger says that somebody is on duty. */
export function tellsOfDuty(obligation: Pick<Obligation, "key" | "what">): boolean {
  return obligation.key === signOffKey && obligation.what === "attendance.sign-off";
}

/** Key under which a sign-off is owed in the stream of a turn. */
export const signOffKey = "sign-off";

/** By when somebody signs off: so long after the end, and after they might go (ZB-30). Whoever is held is asked again before anything is late. */
export function signOffDueAt({ occurrence: { endsAt }, freedAt, heldUntil }: Going, rule: AttendanceRule): Instant {
  if (heldUntil !== undefined) return heldUntil;
  const mayGoAt = Math.max(freedAt ?? endsAt, endsAt);
  return plusMinutes(instant(mayGoAt), rule.signOff?.withinMinutes ?? 0);
}

/** Somebody who is off duty: since when, when that was first said, and who entered it when, where others did. */
interface Gone extends Going {
  readonly offAt: Instant;
  readonly toldAt?: Instant;
  readonly entered?: { readonly at: Instant; readonly as: string };
}

/**
 * When it was told that they had gone. Whoever is said only after the time to sign off, or to be let go, to have left the post before had missed
 * it by then, and is not in time.
 */
export function goneSince(off: Gone, rule: AttendanceRule): Instant {
  const { entered, toldAt = off.offAt } = off;
  if (entered?.as !== "recorded") return toldAt;
  const stayMissed = off.heldUntil !== undefined && rule.signOff && isOverdue(stayDueAt(off, rule.signOff), entered.at);
  return stayMissed || isOverdue(signOffDueAt(off, rule), entered.at) ? entered.at : toldAt;
}

/** By when whoever is held at the post may go. */
function stayDueAt(
  { occurrence: { endsAt } }: Going,
  { latestMinutes }: NonNullable<AttendanceRule["signOff"]>,
): Instant {
  return plusMinutes(endsAt, latestMinutes);
}

/** Somebody was held at the post: it owes that they may go, at the latest so long after the end. */
function stay(going: Going, rule: AttendanceRule, goneAt: Instant | undefined): Obligation[] {
  const { signOff } = rule;
  const { occurrence, person, heldSince, heldUntil, freedAt } = going;
  if (!signOff || heldSince === undefined) return [];
  const endedBy = heldUntil === undefined ? freedAt : goneAt;
  return [
    {
      ...{ key: "stay", what: "attendance.stay", post: occurrence.post, opensAt: occurrence.endsAt },
      dueAt: stayDueAt(going, signOff),
      detail: { person },
      ...{ rules: signOff.cites, ladder: signOff.ladder },
      ...untilSomebodyComes(rule),
      ...(endedBy === undefined ? {} : { metAt: endedBy }),
    },
  ];
}

/** Whoever answers that nobody relieves a post puts somebody in; who has not come in the time that they have for it is called about anew (ZB-25). */
export function untilSomebodyComes({ putIn }: AttendanceRule): Pick<Obligation, "againAfter"> {
  return putIn ? { againAfter: putIn.withinMinutes } : {};
}
