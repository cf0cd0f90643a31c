import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { AttendanceAnswer, AttendanceView, PostAttendance } from "#server/attendance/attendance-answer.ts";
import { ask } from "../door/ask.ts";

export function attendanceQuery(site: string) {
  return queryOptions({
    queryKey: ["attendance", site],
    queryFn: ({ signal }) => ask<AttendanceView>("/api/attendance", { query: { site }, signal }),
    refetchInterval: 60_000,
  });
}

export function useAttendance(site: string): AttendanceAnswer {
  return useSuspenseQuery(attendanceQuery(site)).data;
}

/** Nothing is known of a post that the view does not name: nobody on, nobody due. */
export function useAttendanceAt(site: string, post: string): PostAttendance {
  const { posts } = useAttendance(site);
  return posts.find((each) => each.post === post) ?? { post, shift: null, next: null, on: [], due: [], gone: [] };
}
