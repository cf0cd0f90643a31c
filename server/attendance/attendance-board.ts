import { type Attendance, attendanceId } from "#duty/attendance/attendance.ts";
import type { AttendanceRule } from "#duty/attendance/attendance-rule.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import type { Setting } from "#duty/grammar/setting.ts";
import { businessDateAt, datePlus, type Instant, minutesBetween, plusMinutes } from "#duty/grammar/time.ts";
import { monthKey } from "#duty/questions.ts";
import { type Assignment, dueFor, type Roster } from "#duty/roster/roster.ts";
import { currentPost, type Site, settingOf, shiftAfter } from "#duty/site/site.ts";
import type { ReadStream } from "#server/read.ts";

/** One post: the shift that runs, the one that follows, and who is meant to stand there. */
export interface PostPlan {
  readonly post: string;
  readonly shift: Setting | undefined;
  readonly next: Setting | undefined;
}

/** The shift that runs at a moment; where two overlap, the later one. */
export function planOf(site: Site, post: string, now: Instant): PostPlan {
  const today = businessDateAt(now, site.zone, "00:00");
  const all = [-1, 0, 1].flatMap((days) =>
    (currentPost(site, post)?.shifts ?? []).flatMap(
      ({ key: shift }) => settingOf(site, { post, date: datePlus(today, days), shift }) ?? [],
    ),
  );
  const sorted = all.toSorted((one, other) => one.startsAt - other.startsAt);
  const shift = sorted.findLast((each) => each.startsAt <= now && now < each.endsAt);
  const next = shift ? shiftAfter(site, shift) : sorted.find((each) => each.startsAt > now);
  return { post, shift, next };
}

/** The rosters in which the people of a plan stand. */
export function rosterKeys(site: SiteId, { post, shift, next }: PostPlan): StreamKey[] {
  return [shift, next].flatMap((each) => (each ? [monthKey(site, post, each.date)] : []));
}

export interface Turn {
  readonly setting: Setting;
  readonly assignment: Assignment;
  readonly key: StreamKey;
}

/** Everybody who is assigned to the running or the next shift. */
export function turnsOf(site: SiteId, { post, shift, next }: PostPlan, rosters: ReadonlyMap<string, Roster>): Turn[] {
  return [shift, next].flatMap((setting) => {
    const roster = setting && rosters.get(monthKey(site, post, setting.date).id);
    if (!setting || !roster) return [];
    return dueFor(roster, setting).map((assignment) => {
      const id = attendanceId({ ...setting, person: assignment.person });
      return { setting, assignment, key: { site, noun: "attendance", id } };
    });
  });
}

export interface DueTurn {
  readonly person: string;
  readonly leading: boolean;
  readonly date: string;
  readonly shift: string;
  readonly startsAt: Instant;
  readonly dueAt: Instant;
  readonly lateMinutes: number;
}

/** A turn whose person has not come yet; undefined once they have. */
export function dueTurn({ setting, assignment }: Turn, stream: ReadStream, now: Instant): DueTurn | undefined {
  const attendance = stream.state as Attendance;
  if (attendance.phase === "on" || attendance.phase === "off") return undefined;
  const { early } = stream.rule as AttendanceRule;
  const dueAt = plusMinutes(setting.startsAt, -(early?.minutes ?? 0));
  return {
    person: assignment.person,
    leading: assignment.leading,
    date: setting.date,
    shift: setting.shift,
    startsAt: setting.startsAt,
    dueAt,
    lateMinutes: Math.max(0, minutesBetween(dueAt, now)),
  };
}
