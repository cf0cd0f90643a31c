import { citesOf } from "#duty/grammar/cited.ts";
import { type PersonId, personOf, type Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type ReadPresence, turnNamed } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";
import { goingOwed, signOffKey, tellsOfDuty, untilSomebodyComes } from "./going-owed.ts";

type Waited = { readonly putInAt: Instant | undefined } & ({ readonly until: Instant } | { readonly onAt: Instant });

interface Held {
  readonly occurrence: ShiftOccurrence;
  readonly person: PersonId;
  /** When they were put in for somebody else; undefined for who stood in the roster in time. */
  readonly putInAt?: Instant | undefined;
  /** Times for which they were waited before, until they came or somebody else was put in, so that what was owed then stays counted. */
  readonly before?: readonly Waited[] | undefined;
}

interface Present extends Held {
  readonly onAt: Instant;
  readonly lateMinutes: number;
  /** Post moved from, inside the shift; undefined for who began the shift here. */
  readonly from: string | undefined;
  readonly briefedAt?: Instant;
  /** Goes when the shift ends: somebody else leads it, or none follows. Who leads a shift that is followed waits for the relief. */
  readonly goesAtEnd?: true;
  /** From when they might go: the post was taken over from them, or they were held and no longer are. */
  readonly freedAt?: Instant;
  /** When they were first held at the post: due to go, and not allowed to. */
  readonly heldSince?: Instant;
  /** Still held, and asked again then. */
  readonly heldUntil?: Instant | undefined;
}

/** One person's turn at one post in one shift. */
export type Attendance =
  | { readonly phase: "unknown" }
  | (Held & { readonly phase: "expected" })
  /** They are not waited for any more: somebody was put in for them, or the month was published again without them. */
  | (Held & { readonly phase: "excused"; readonly since: Instant })
  /** The shift has ended, and they never came. */
  | (Held & { readonly phase: "absent"; readonly since: Instant })
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

/** Whether somebody who is due may come still, or is there: who has gone for good does not sign on again. */
export function mayStillCome({ phase }: Attendance): boolean {
  return phase !== "off";
}

export const attendanceKind: Kind<Attendance, AttendanceEntry, AttendanceRule> = {
  noun: "attendance",
  begin: () => ({ phase: "unknown" }),
  evolve,
  owes,
  wakesAt: (attendance) => (attendance.phase === "expected" ? attendance.occurrence.endsAt : undefined),
  wake: (attendance, _, now) =>
    attendance.phase === "expected" && now >= attendance.occurrence.endsAt
      ? [{ type: "attendance.absent", body: {} }]
      : [],
  beforeMissing: (id, key) => (key === signOffKey ? { act: "attendance.hold", body: turnNamed(id) } : undefined),
  under: (attendance) => (attendance.phase === "unknown" ? undefined : attendance.occurrence.under),
};

function evolve(attendance: Attendance, entry: Recorded<AttendanceEntry>): Attendance {
  switch (entry.type) {
    case "attendance.expected":
      return { phase: "expected", ...entry.body };
    case "attendance.put-in":
      return { phase: "expected", ...entry.body, putInAt: entry.at, before: waitedBefore(attendance) };
    case "attendance.signed-on": {
      const putInAt = attendance.phase === "expected" ? attendance.putInAt : undefined;
      const before = waitedBefore(attendance);
      return { phase: "on", onAt: entry.at, ...entry.body, from: entry.body.from, putInAt, before };
    }
    case "attendance.briefed":
      return attendance.phase === "on" ? { ...attendance, briefedAt: entry.at } : attendance;
    case "attendance.moved":
      return left(attendance, entry.at, "moved");
    case "attendance.signed-off":
      return left(attendance, entry.at, "signed-off");
    case "attendance.abandoned":
      return attendance.phase === "on"
        ? enteredIn(left(attendance, entry.body.leftAt, "abandoned"), entry, "recorded")
        : attendance;
    case "attendance.departed":
      return left(attendance, entry.at, "departed");
    case "attendance.goes-at-end":
      return attendance.phase === "on" ? { ...attendance, goesAtEnd: true } : attendance;
    case "attendance.freed":
      return attendance.phase === "on" ? { ...attendance, freedAt: entry.at, heldUntil: undefined } : attendance;
    case "attendance.held":
      return held(attendance, entry);
    case "attendance.sign-off-recorded":
      return recordedOff(attendance, entry);
    case "attendance.excused":
    case "attendance.unscheduled":
      return neverCame(attendance, entry.at, "excused");
    case "attendance.absent":
      return neverCame(attendance, entry.at, "absent");
  }
}

function held(
  attendance: Attendance,
  { at, body: { until } }: Recorded<Extract<AttendanceEntry, { type: "attendance.held" }>>,
): Attendance {
  if (attendance.phase !== "on") return attendance;
  return { ...attendance, heldSince: attendance.heldSince ?? at, heldUntil: until };
}

function waitedBefore(attendance: Attendance): Held["before"] {
  if (attendance.phase === "unknown") return undefined;
  const { putInAt, before = [] } = attendance;
  if (attendance.phase === "excused") return [...before, { putInAt, until: attendance.since }];
  if (attendance.phase === "off" && attendance.from === undefined)
    return [...before, { putInAt, onAt: attendance.onAt }];
  return attendance.before;
}

function neverCame(attendance: Attendance, since: Instant, phase: "excused" | "absent"): Attendance {
  if (attendance.phase !== "expected") return attendance;
  const { occurrence, person, putInAt, before } = attendance;
  return { phase, occurrence, person, since, putInAt, before };
}

/** A sign-off that was forgotten, or the true time of one: it counts as done when it was first told. */
function recordedOff(
  attendance: Attendance,
  entry: Recorded<Extract<AttendanceEntry, { type: "attendance.sign-off-recorded" }>>,
): Attendance {
  const { at, body } = entry;
  if (attendance.phase === "off")
    return enteredIn({ ...attendance, offAt: body.at, toldAt: firstToldAt(attendance) }, entry, "corrected");
  const gone = left(attendance, body.at, "signed-off");
  return gone.phase === "off" ? enteredIn({ ...gone, toldAt: at }, entry, "recorded") : gone;
}

function enteredIn(
  attendance: Attendance,
  { at, actor }: Pick<Recorded, "at" | "actor">,
  as: "recorded" | "corrected",
): Attendance {
  const by = personOf(actor);
  return attendance.phase === "off" && by !== undefined ? { ...attendance, entered: { at, by, as } } : attendance;
}

/** When it was first said that they had gone: they were not on duty any more then, whatever the true time was. */
export function firstToldAt({ toldAt, offAt }: { readonly toldAt?: Instant; readonly offAt: Instant }): Instant {
  return toldAt ?? offAt;
}

function left(
  attendance: Attendance,
  offAt: Instant,
  how: "signed-off" | "moved" | "abandoned" | "departed",
): Attendance {
  return attendance.phase === "on" ? { ...attendance, phase: "off", offAt, how } : attendance;
}

/** `sign-on`, `relief` and `briefing` are owed by the post before the shift, and what is owed in going after it. */
function owes(attendance: Attendance, rule: AttendanceRule): Obligation[] {
  if (attendance.phase === "unknown") return [];
  const { occurrence, person, before = [] } = attendance;
  const earlier = before.flatMap((waited, times) =>
    "onAt" in waited
      ? arrivals({ occurrence, ...waited }, person, rule, { times, onAt: waited.onAt })
      : arrivals({ occurrence, ...waited }, person, rule, { times }).map((each) => ({
          ...each,
          endedAt: waited.until,
        })),
  );
  const times = before.length;
  if (attendance.phase === "excused" || attendance.phase === "absent") {
    const last = arrivals(attendance, person, rule, { times });
    return [...earlier, ...last.map((each) => ({ ...each, endedAt: attendance.since }))];
  }
  const on = attendance.phase === "expected" ? undefined : attendance;
  return [
    ...earlier,
    ...(on?.from === undefined ? arrivals(attendance, person, rule, { onAt: on?.onAt, times }) : []),
    ...(on ? briefings(occurrence, rule, on) : []),
    ...(on ? goingOwed(on, rule, on.phase === "off" ? firstToldAt(on) : undefined) : []),
  ];
}

/**
 * By when a person signs on for a shift: so long before it as the regulation asks; whoever is put in later, within the time in which somebody
 * can come (ZB-25).
 */
export function signOnDueAt(
  { startsAt }: Pick<ShiftOccurrence, "startsAt">,
  rule: AttendanceRule,
  putInAt?: Instant,
): Instant {
  return notBefore(plusMinutes(startsAt, -(rule.early?.minutes ?? 0)), rule, putInAt);
}

/** A time, or when somebody who was put in can have come, whichever is later. */
function notBefore(time: Instant, { putIn }: AttendanceRule, putInAt: Instant | undefined): Instant {
  if (putInAt === undefined) return time;
  const canCome = plusMinutes(putInAt, putIn?.withinMinutes ?? 0);
  return canCome > time ? canCome : time;
}

/** From when on one may sign on; undefined where no regulation says. */
export function signOnOpensAt(
  occurrence: Pick<ShiftOccurrence, "startsAt">,
  rule: AttendanceRule,
): Instant | undefined {
  return rule.opens && plusMinutes(signOnDueAt(occurrence, rule), -rule.opens.minutes);
}

/**
 * What the roster alone makes a person owe; computed for shifts of which nothing is recorded yet. `times`: how often they were waited for before,
 * so that each time is missed, and called, by itself.
 */
export function arrivals(
  { occurrence, putInAt }: Pick<Held, "occurrence" | "putInAt">,
  person: PersonId,
  rule: AttendanceRule,
  { onAt, times = 0 }: { readonly onAt?: Instant | undefined; readonly times?: number } = {},
): Obligation[] {
  const dueAt = signOnDueAt(occurrence, rule, putInAt);
  const opensAt = putInAt ?? signOnOpensAt(occurrence, rule) ?? dueAt;
  const met = onAt === undefined ? {} : { metAt: onAt };
  const again = times === 0 ? "" : `/${times + 1}`;
  const later = putInAt === undefined ? [] : citesOf(rule.putIn);
  const shared = { post: occurrence.post, opensAt, detail: { person }, ...met };
  return [
    {
      ...shared,
      key: `sign-on${again}`,
      what: "attendance.sign-on",
      dueAt,
      rules: [...citesOf(rule.early), ...later],
      ladder: [],
    },
    {
      ...shared,
      key: `relief${again}`,
      what: "attendance.relief",
      dueAt: notBefore(occurrence.startsAt, rule, putInAt),
      rules: [...citesOf(rule.untilRelieved), ...later],
      ladder: rule.untilRelieved?.ladder ?? [],
      ...untilSomebodyComes(rule),
    },
  ];
}

/**
 * The line-up is held by whoever begins the shift; who moves in has heard it. Once they have gone it is too late for one, and whoever was put
 * in and need not be there before the shift begins was never to hold one.
 */
function briefings(
  occurrence: ShiftOccurrence,
  rule: AttendanceRule,
  on: Extract<Attendance, { phase: "on" | "off" }>,
): Obligation[] {
  const { startsAt } = occurrence;
  const comesAfter = on.putInAt !== undefined && signOnDueAt(occurrence, rule, on.putInAt) >= startsAt;
  if (!rule.briefing || on.from !== undefined || comesAfter) return [];
  const met = on.briefedAt === undefined ? {} : { metAt: on.briefedAt };
  const ended = on.phase === "off" && on.briefedAt === undefined ? { endedAt: on.offAt } : {};
  return [
    {
      key: "briefing",
      what: "attendance.briefing",
      post: occurrence.post,
      opensAt: on.onAt,
      dueAt: startsAt,
      rules: rule.briefing.cites,
      ladder: [],
      ...met,
      ...ended,
    },
  ];
}

/** Whoever owes their sign-off is on duty. */
export const attendancePresence: ReadPresence = ({ stream, obligation }) =>
  tellsOfDuty(obligation) ? { turn: turnNamed(stream.id), as: "on-duty" } : undefined;
