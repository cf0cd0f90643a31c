import { queryOptions, useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { type OwnTurn, ownTurnAsk } from "#duty/attendance/own-turn.ts";
import type {
  AttendanceAnswer,
  AttendanceView,
  OwnTurnView,
  PostAttendance,
} from "#server/attendance/attendance-answer.ts";
import type { DeskPlace } from "../door/acting.ts";
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
  const nothing = { post, shift: null, next: null, on: [], covering: [], due: [], gone: [] };
  return posts.find((each) => each.post === post) ?? nothing;
}

export function ownTurnQuery(site: string, post: string, date: string, shift: string, person: string) {
  return queryOptions({
    queryKey: ["attendance", site, "turn", post, date, shift, person],
    queryFn: ({ signal }) =>
      ask<OwnTurnView>("/api/attendance/turn", { query: { site, post, date, shift }, as: person, signal }),
    refetchInterval: 60_000,
  });
}

/** The acting person's turn at a post with what signing on and off rest on, so that the rules can be asked before a button is pressed. */
export function useOwnTurn({ site, acting: { person } }: DeskPlace, board: PostAttendance): OwnTurn | undefined {
  const { post } = board;
  const own = ownTurnAsk(board, person);
  const { date = "", shift = "" } = own ?? {};
  const { data } = useQuery({ ...ownTurnQuery(site, post, date, shift, person), enabled: own !== undefined });
  return data?.turn;
}
