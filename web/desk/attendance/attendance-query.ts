import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { ask, path } from "../door/ask.ts";

export interface ShiftHere {
  readonly date: string;
  readonly shift: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

export interface OnDuty {
  readonly person: string;
  readonly date: string;
  readonly shift: string;
  readonly since: number;
  readonly lateMinutes: number;
  readonly briefed: boolean;
}

export interface DueForDuty {
  readonly person: string;
  readonly leading: boolean;
  readonly date: string;
  readonly shift: string;
  readonly startsAt: number;
  readonly dueAt: number;
  readonly lateMinutes: number;
}

export interface PostAttendance {
  readonly post: string;
  readonly shift: ShiftHere | null;
  readonly next: ShiftHere | null;
  readonly on: readonly OnDuty[];
  readonly due: readonly DueForDuty[];
}

interface AttendanceView {
  readonly now: number;
  readonly posts: readonly PostAttendance[];
}

export function attendanceQuery(site: string) {
  return queryOptions({
    queryKey: ["attendance", site],
    queryFn: ({ signal }) => ask<AttendanceView>(path("/api/attendance", { site }), { signal }),
    refetchInterval: 60_000,
  });
}

export function useAttendance(site: string): AttendanceView {
  return useSuspenseQuery(attendanceQuery(site)).data;
}

/** Nothing is known of a post that the view does not name: nobody on, nobody due. */
export function useAttendanceAt(site: string, post: string): PostAttendance {
  const { posts } = useAttendance(site);
  return posts.find((each) => each.post === post) ?? { post, shift: null, next: null, on: [], due: [] };
}
