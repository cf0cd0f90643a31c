import { citesOf } from "#duty/grammar/cited.ts";
import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { type ReadPresence, turnNamed } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import type { AttendanceEntry } from "./attendance-shapes.ts";

interface Held {
  readonly occurrence: ShiftOccurrence;
  readonly person: PersonId;
}

interface Present extends Held {
  readonly onAt: Instant;
  readonly lateMinutes: number;
  /** Post moved from, inside the shift; undefined for who began the shift here. */
  readonly from: string | undefined;
  readonly briefedAt?: Instant;
}

/** One person's turn at one post in one shift. */
export type Attendance =
  | { readonly phase: "unknown" }
  | (Held & { readonly phase: "expected" })
  /** Somebody was put in for them. */
  | (Held & { readonly phase: "excused"; readonly since: Instant })
  /** The shift has ended, and they never came. */
  | (Held & { readonly phase: "absent"; readonly since: Instant })
  | (Present & { readonly phase: "on" })
  | (Present & {
      readonly phase: "off";
      readonly offAt: Instant;
      readonly how: "signed-off" | "moved" | "abandoned";
    });

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
  under: (attendance) => (attendance.phase === "unknown" ? undefined : attendance.occurrence.under),
};

function evolve(attendance: Attendance, entry: Recorded<AttendanceEntry>): Attendance {
  switch (entry.type) {
    case "attendance.expected":
      return { phase: "expected", ...entry.body };
    case "attendance.signed-on":
      return { phase: "on", onAt: entry.at, ...entry.body, from: entry.body.from };
    case "attendance.briefed":
      return attendance.phase === "on" ? { ...attendance, briefedAt: entry.at } : attendance;
    case "attendance.moved":
      return left(attendance, entry.at, "moved");
    case "attendance.signed-off":
      return left(attendance, entry.at, "signed-off");
    case "attendance.abandoned":
      return left(attendance, entry.body.leftAt, "abandoned");
    case "attendance.excused":
      return neverCame(attendance, entry.at, "excused");
    case "attendance.absent":
      return neverCame(attendance, entry.at, "absent");
  }
}

function neverCame(attendance: Attendance, since: Instant, phase: "excused" | "absent"): Attendance {
  if (attendance.phase !== "expected") return attendance;
  const { occurrence, person } = attendance;
  return { phase, occurrence, person, since };
}

function left(attendance: Attendance, offAt: Instant, how: "signed-off" | "moved" | "abandoned"): Attendance {
  return attendance.phase === "on" ? { ...attendance, phase: "off", offAt, how } : attendance;
}

/** `sign-on`, `relief` and `briefing` are owed by the post before the shift; `sign-off` by the person, and is how one knows who is on duty. */
function owes(attendance: Attendance, rule: AttendanceRule): Obligation[] {
  if (attendance.phase === "unknown") return [];
  const { occurrence, person } = attendance;
  if (attendance.phase === "excused" || attendance.phase === "absent") {
    return arrivals(occurrence, person, rule).map((each) => ({ ...each, endedAt: attendance.since }));
  }
  const on = attendance.phase === "expected" ? undefined : attendance;
  return [
    ...(on?.from === undefined ? arrivals(occurrence, person, rule, on?.onAt) : []),
    ...(on ? briefings(occurrence, rule, on) : []),
    ...(on ? [signOff(occurrence, person, rule, attendance)] : []),
  ];
}

/** By when a person signs on for a shift: so long before it as the regulation asks. */
export function signOnDueAt({ startsAt }: Pick<ShiftOccurrence, "startsAt">, { early }: AttendanceRule): Instant {
  return plusMinutes(startsAt, -(early?.minutes ?? 0));
}

/** From when on one may sign on; undefined where no regulation says. */
export function signOnOpensAt(
  occurrence: Pick<ShiftOccurrence, "startsAt">,
  rule: AttendanceRule,
): Instant | undefined {
  return rule.opens && plusMinutes(signOnDueAt(occurrence, rule), -rule.opens.minutes);
}

/** What the roster alone makes a person owe; computed for shifts of which nothing is recorded yet. */
export function arrivals(
  occurrence: ShiftOccurrence,
  person: PersonId,
  rule: AttendanceRule,
  onAt?: Instant,
): Obligation[] {
  const dueAt = signOnDueAt(occurrence, rule);
  const opensAt = signOnOpensAt(occurrence, rule) ?? dueAt;
  const met = onAt === undefined ? {} : { metAt: onAt };
  const shared = { post: occurrence.post, opensAt, detail: { person }, ...met };
  return [
    { ...shared, key: "sign-on", what: "attendance.sign-on", dueAt, rules: citesOf(rule.early), ladder: [] },
    {
      ...shared,
      key: "relief",
      what: "attendance.relief",
      dueAt: occurrence.startsAt,
      rules: citesOf(rule.untilRelieved),
      ladder: rule.untilRelieved?.ladder ?? [],
    },
  ];
}

/** The line-up is held by whoever begins the shift; who moves in has heard it. Once they have gone it is too late for one. */
function briefings(
  occurrence: ShiftOccurrence,
  rule: AttendanceRule,
  on: Extract<Attendance, { phase: "on" | "off" }>,
): Obligation[] {
  if (!rule.briefing || on.from !== undefined) return [];
  const met = on.briefedAt === undefined ? {} : { metAt: on.briefedAt };
  const ended = on.phase === "off" && on.briefedAt === undefined ? { endedAt: on.offAt } : {};
  return [
    {
      key: "briefing",
      what: "attendance.briefing",
      post: occurrence.post,
      opensAt: on.onAt,
      dueAt: occurrence.startsAt,
      rules: rule.briefing.cites,
      ladder: [],
      ...met,
      ...ended,
    },
  ];
}

function signOff(
  occurrence: ShiftOccurrence,
  person: PersonId,
  rule: AttendanceRule,
  attendance: Attendance,
): Obligation {
  const met = attendance.phase === "off" ? { metAt: attendance.offAt } : {};
  return {
    key: "sign-off",
    what: "attendance.sign-off",
    post: occurrence.post,
    person,
    opensAt: occurrence.endsAt,
    dueAt: occurrence.endsAt,
    rules: citesOf(rule.untilRelieved),
    ladder: [],
    ...met,
  };
}

/** Whether a line of the ledger says that somebody is on duty. */
export function tellsOfDuty(obligation: Pick<Obligation, "key" | "what">): boolean {
  return obligation.key === "sign-off" && obligation.what === "attendance.sign-off";
}

/** Whoever owes their sign-off is on duty. */
export const attendancePresence: ReadPresence = ({ stream, obligation }) =>
  tellsOfDuty(obligation) ? { turn: turnNamed(stream.id), as: "on-duty" } : undefined;
