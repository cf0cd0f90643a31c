import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type {
  AttendanceAnswer,
  AttendanceView,
  OwnTurnView,
  PostAttendance,
} from "#server/attendance/attendance-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask } from "../door/ask.ts";
import type { ShiftId } from "../site/shift-id.ts";

export function attendanceQuery(site: string) {
  return queryOptions({
    queryKey: ["attendance", site],
    queryFn: ({ signal }) => ask<AttendanceView>("/api/attendance", { query: { site }, signal }),
    refetchInterval: 60_000,
  });
}

/** What signing on and off rest on for the acting person in a shift, so that the rules can be asked before the button is pressed. */
export function ownTurnQuery({ site, acting: { person } }: DeskPlace, { post, date, shift }: ShiftId) {
  return queryOptions({
    queryKey: ["attendance", site, "turn", post, date, shift, person],
    queryFn: ({ signal }) =>
      ask<OwnTurnView>("/api/attendance/turn", { query: { site, post, date, shift }, as: person, signal }),
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
