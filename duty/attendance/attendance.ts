import { type PersonId, personOf, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type ReadPresence, turnNamed } from "#duty/grammar/presence.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { hasBeenThere, stoodOf } from "./been-there.ts";
import {
  type Awaited,
  arrivals,
  briefings,
  couldNotCome,
  keptOf,
  lackingLineUp,
  lackOf,
  lineUpOf,
  tellsOfComing,
  tellsOfRelief,
} from "./coming-due.ts";
import { goingOwed, goneSince, signOffKey, tellsOfDuty } from "./going-owed.ts";

interface OfTurn extends Awaited {
  readonly occurrence: ShiftOccurrence;
  readonly person: PersonId;
  /** The call that they have not come was answered, and somebody else of the shift is there: nobody is called about it anew. */
  readonly manned?: true;
  /** The turn that kept them at another post when last asked. */
  readonly boundBy?: ShiftName;
  /** They had stood in the shift before they were put in anew. */
  readonly stood?: true;
  /** The shift, which they led, began with nobody of it there. */
  readonly lineUpLacking?: true;
}

interface Present extends OfTurn {
  readonly onAt: Instant;
  /** When they came first, of somebody who was recorded as gone since and has come again. */
  readonly cameFirstAt?: Instant;
  readonly lateMinutes: number;
  /** Post moved from, inside the shift; undefined for who began the shift here. */
  readonly from: string | undefined;
  readonly briefedAt?: Instant | undefined;
  /** When they needed to hold no line-up any more, since somebody else of the shift had. */
  readonly linedUpAt?: Instant | undefined;
  /** From when they might go: the post was taken over from them, or they were held and no longer are. */
  readonly freedAt?: Instant;
  readonly heldSince?: Instant;
  readonly heldUntil?: Instant | undefined;
  /** To whom they last offered to exchange posts, and have not taken it back. */
  readonly offer?: Offer | undefined;
}

/** An exchange of posts that somebody offered to whoever stands at the other one. */
export type Offer = Extract<AttendanceEntry, { type: "attendance.exchange-offered" }>["body"] & {
  readonly at: Instant;
};

/** One person's turn at one post in one shift. */
export type Attendance =
  | { readonly phase: "unknown" }
  | (OfTurn & { readonly phase: "expected" })
  /** They are not waited for any more: somebody was put in for them, the month was published again without them, or they were kept elsewhere to the end. */
  | (OfTurn & { readonly phase: "excused"; readonly since: Instant })
  /** The shift has ended, and they never came, or not again. */
  | (OfTurn & { readonly phase: "absent"; readonly since: Instant })
  | (Present & { readonly phase: "on" })
  | (Present & {
      readonly phase: "off";
      readonly offAt: Instant;
      /** When that was entered, where it was entered afterwards. */
      readonly toldAt?: Instant;
      /** Who entered the time that stands there now, and when; undefined where they left by an act of their own. */
      readonly entered?: { readonly at: Instant; readonly by: PersonId; readonly as: "recorded" | "corrected" };
      readonly how: "signed-off" | "moved" | "abandoned" | "departed";
    });

type Off = Extract<Attendance, { phase: "off" }>;

/** Whether somebody who is due may come still, or is there: who has gone for good does not sign on again. */
export function mayStillCome({ phase }: Attendance): boolean {
  return phase !== "off";
}

/**
 * Whether somebody was recorded as gone while they were on duty, and may come again while their shift lasts: the record stands, and the post need not be
 * empty for it (GPH-10).
 */
export function mayComeAgain(attendance: Attendance, now: Instant): attendance is Off {
  if (attendance.phase !== "off" || attendance.how !== "abandoned") return false;
  return attendance.toldAt === undefined && now < attendance.occurrence.endsAt;
}

export const attendanceKind: Kind<Attendance, AttendanceEntry, AttendanceRule> = {
  noun: "attendance",
  begin: () => ({ phase: "unknown" }),
  evolve,
  owes,
  wakesAt: (attendance) => (attendance.phase === "expected" ? attendance.occurrence.endsAt : undefined),
  wake: (attendance, rule, now) => {
    if (attendance.phase !== "expected" || now < attendance.occurrence.endsAt) return [];
    if (couldNotCome(attendance, rule)) return [{ type: "attendance.could-not-come", body: {} }];
    const isSecond = hasBeenThere(attendance);
    return isSecond ? [{ type: "attendance.not-again", body: {} }] : [{ type: "attendance.absent", body: {} }];
  },
  beforeMissing: (id, key) => {
    if (key === signOffKey) return { act: "attendance.hold", body: turnNamed(id) };
    return tellsOfComing(key) ? { act: "attendance.bind", body: turnNamed(id) } : undefined;
  },
  beforeCallingAnew: (id, key) =>
    tellsOfRelief(key) ? { act: "attendance.man-shift", body: turnNamed(id) } : undefined,
  under: (attendance) => (attendance.phase === "unknown" ? undefined : attendance.occurrence.under),
};

/** Whether somebody who is due may not come, since they are kept on duty at another post. */
export function isKeptElsewhere(attendance: Attendance): boolean {
  return attendance.phase === "expected" && attendance.boundUntil !== undefined;
}

function evolve(attendance: Attendance, entry: Recorded<AttendanceEntry>): Attendance {
  switch (entry.type) {
    case "attendance.expected":
      return { phase: "expected", ...entry.body };
    case "attendance.put-in":
      return { phase: "expected", ...entry.body, putInAt: entry.at, ...beforeOf(attendance) };
    case "attendance.signed-on":
      if (entry.body.again && attendance.phase === "off") return backAfterAll(attendance, entry.at);
      return begun(attendance, entry);
    case "attendance.briefed":
      return attendance.phase === "on" ? { ...attendance, briefedAt: entry.at } : attendance;
    case "attendance.lined-up":
      return attendance.phase === "on" ? { ...attendance, linedUpAt: entry.at } : attendance;
    case "attendance.briefed-others":
    // Said when they came; who leads when the shift ends is asked then.
    case "attendance.goes-at-end":
      return attendance;
    case "attendance.exchange-offered":
      return attendance.phase === "on" ? { ...attendance, offer: { ...entry.body, at: entry.at } } : attendance;
    case "attendance.exchange-withdrawn":
      return attendance.phase === "on" ? { ...attendance, offer: undefined } : attendance;
    case "attendance.moved":
      return left(attendance, entry.at, "moved");
    case "attendance.signed-off":
      return left(attendance, entry.at, "signed-off");
    case "attendance.abandoned":
      return abandoned(attendance, entry);
    case "attendance.departed":
      return left(attendance, entry.at, "departed");
    case "attendance.freed":
      return attendance.phase === "on" ? { ...attendance, freedAt: entry.at, heldUntil: undefined } : attendance;
    case "attendance.held":
      return held(attendance, entry);
    case "attendance.bound":
      return bound(attendance, entry.body);
    case "attendance.missed-before":
      return attendance.phase === "expected" ? { ...attendance, missedBefore: true } : attendance;
    case "attendance.line-up-lacking":
      return attendance.phase === "expected" ? { ...attendance, lineUpLacking: true } : attendance;
    case "attendance.unbound":
      return attendance.phase === "expected"
        ? { ...attendance, boundUntil: undefined, unboundSince: entry.body.since }
        : attendance;
    case "attendance.sign-off-recorded":
      return recordedOff(attendance, entry);
    case "attendance.shift-manned":
      return attendance.phase === "expected" ? { ...attendance, manned: true } : attendance;
    case "attendance.excused":
    case "attendance.unscheduled":
    case "attendance.could-not-come":
      return neverCame(attendance, entry.at, "excused");
    case "attendance.absent":
    case "attendance.not-again":
      return neverCame(attendance, entry.at, "absent");
  }
}

function begun(
  attendance: Attendance,
  { at: onAt, body }: Recorded<Extract<AttendanceEntry, { type: "attendance.signed-on" }>>,
): Attendance {
  const { occurrence, person, lateMinutes, from } = body;
  const came = { phase: "on", onAt, occurrence, person, lateMinutes, from, putInAt: undefined } as const;
  const before = waitedBefore(attendance);
  const lineUp = lineUpOf(attendance);
  if (attendance.phase === "expected")
    return { ...came, before, putInAt: attendance.putInAt, ...keptOf(attendance), ...lineUp };
  return { ...came, before, ...lineUp };
}

/** What they owed by coming was met by their coming first; whoever had not held the line-up when the shift had begun holds none. */
function backAfterAll(attendance: Off, onAt: Instant): Attendance {
  const { occurrence, person, putInAt, before, from, lateMinutes, briefedAt, offAt } = attendance;
  const linedUpAt = attendance.linedUpAt ?? (onAt < occurrence.startsAt ? undefined : offAt);
  return {
    ...{ phase: "on", occurrence, person, putInAt, before, from, lateMinutes, onAt, ...keptOf(attendance) },
    cameFirstAt: attendance.cameFirstAt ?? attendance.onAt,
    ...{ ...lineUpOf(attendance), briefedAt, linedUpAt },
  };
}

function held(
  attendance: Attendance,
  { at, body: { until } }: Recorded<Extract<AttendanceEntry, { type: "attendance.held" }>>,
): Attendance {
  if (attendance.phase !== "on") return attendance;
  return { ...attendance, heldSince: attendance.heldSince ?? at, heldUntil: until };
}

function bound(
  attendance: Attendance,
  { until, by }: Extract<AttendanceEntry, { type: "attendance.bound" }>["body"],
): Attendance {
  if (attendance.phase !== "expected") return attendance;
  return { ...attendance, boundUntil: until, boundBy: by, unboundSince: undefined };
}

function waitedBefore(attendance: Attendance): OfTurn["before"] {
  if (attendance.phase === "unknown") return undefined;
  const { putInAt, before = [] } = attendance;
  const waited = { putInAt, startsAt: attendance.occurrence.startsAt, ...keptOf(attendance) };
  if (attendance.phase === "excused") return [...before, { ...waited, until: attendance.since }];
  if (attendance.phase === "off" && attendance.from === undefined)
    return [...before, { ...waited, onAt: attendance.cameFirstAt ?? attendance.onAt }];
  return attendance.before;
}

function beforeOf(attendance: Attendance): Pick<OfTurn, "before" | "stood" | "lineUpLacking"> {
  return { before: waitedBefore(attendance), ...stoodOf(attendance), ...lackOf(attendance) };
}

function neverCame(attendance: Attendance, since: Instant, phase: "excused" | "absent"): Attendance {
  if (attendance.phase !== "expected") return attendance;
  const { occurrence, person, putInAt, before } = attendance;
  const lived = { ...keptOf(attendance), ...stoodOf(attendance), ...lackOf(attendance) };
  return { phase, occurrence, person, since, putInAt, before, ...lived };
}

/** A sign-off that was forgotten, or the true time of one: it counts as done when it was first told. */
function recordedOff(
  attendance: Attendance,
  entry: Recorded<Extract<AttendanceEntry, { type: "attendance.sign-off-recorded" }>>,
): Attendance {
  const { at, body } = entry;
  if (attendance.phase === "off")
    return enteredIn({ ...attendance, offAt: body.at, toldAt: firstToldAt(attendance) }, entry, "corrected");
  if (attendance.phase !== "on") return attendance;
  return enteredIn({ ...gone(attendance, body.at, "signed-off"), toldAt: at }, entry, "recorded");
}

/** Left before anybody took the post over; whoever was off duty already by what others entered counts as off from when that was told. */
function abandoned(
  attendance: Attendance,
  entry: Recorded<Extract<AttendanceEntry, { type: "attendance.abandoned" }>>,
): Attendance {
  const { leftAt: offAt, wasOff } = entry.body;
  if (attendance.phase === "on") return enteredIn(gone(attendance, offAt, "abandoned"), entry, "recorded");
  if (attendance.phase !== "off" || !wasOff) return attendance;
  return enteredIn({ ...attendance, offAt, toldAt: firstToldAt(attendance), how: "abandoned" }, entry, "corrected");
}

function enteredIn(off: Off, { at, actor }: Pick<Recorded, "at" | "actor">, as: "recorded" | "corrected"): Off {
  const by = personOf(actor);
  return by === undefined ? off : { ...off, entered: { at, by, as } };
}

/** When it was first said that they had gone: they were not on duty any more then, whatever the true time was. */
export function firstToldAt({ toldAt, offAt }: { readonly toldAt?: Instant; readonly offAt: Instant }): Instant {
  return toldAt ?? offAt;
}

function left(attendance: Attendance, offAt: Instant, how: Off["how"]): Attendance {
  return attendance.phase === "on" ? gone(attendance, offAt, how) : attendance;
}

function gone(on: Extract<Attendance, { phase: "on" }>, offAt: Instant, how: Off["how"]): Off {
  return { ...on, phase: "off", offAt, how };
}

/** `sign-on`, `relief` and `briefing` are owed by the post before the shift, and what is owed in going after it. */
function owes(attendance: Attendance, rule: AttendanceRule): Obligation[] {
  if (attendance.phase === "unknown") return [];
  const fate = attendance.phase === "excused" || attendance.phase === "absent" ? { endedAt: attendance.since } : {};
  if (attendance.phase !== "on" && attendance.phase !== "off")
    return [...arrivals(attendance, rule, fate), ...lackingLineUp(attendance, rule, fate)];
  const { occurrence, from, cameFirstAt: onAt = attendance.onAt } = attendance;
  return [
    ...arrivals(attendance, rule, from === undefined ? { metAt: onAt } : undefined),
    ...briefings(occurrence, rule, attendance),
    ...goingOwed(attendance, rule, attendance.phase === "off" ? goneSince(attendance, rule) : undefined),
  ];
}

/** Whoever owes their sign-off is on duty. */
export const attendancePresence: ReadPresence = ({ stream, obligation }) => {
  if (!tellsOfDuty(obligation)) return undefined;
  const { dueAt: goesBy } = obligation;
  return { turn: turnNamed(stream.id), as: "on-duty", ...(goesBy === undefined ? {} : { goesBy }) };
};
