import { type Attendance, attendanceKind, firstToldAt } from "#duty/attendance/attendance.ts";
import type { BindFacts } from "#duty/attendance/bind-attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { Questions, Reader, StreamView } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { presences } from "./questions.ts";

/* What keeps somebody at one post who is due at another. */

type KeptElsewhere = Questions<Pick<BindFacts, "keptBy" | "freeSince">>;

/**
 * `attendance.keptElsewhere`: which turn at another post somebody is on duty in, or covers, who may not have gone from it: whoever might, and has
 * not, is counted there as not having signed off. `attendance.freeSince`: since when the turn that kept them does not any more.
 */
export function keptElsewhere(siteId: SiteId, { person, ...here }: Turn, state: Attendance): KeptElsewhere {
  const theirs = presences({ site: siteId, person });
  const keyOf = (turn: Turn): StreamKey => ({ site: siteId, noun: attendanceKind.noun, id: turnId(turn) });
  const elsewhere = (reader: Reader) =>
    theirs.answer(reader).filter(({ turn, as }) => as !== "away" && turn.post !== here.post);
  const last = state.phase === "expected" && state.boundBy ? [keyOf({ ...state.boundBy, person })] : [];
  return {
    keptBy: {
      ...theirs,
      further: (reader) => elsewhere(reader).map(({ turn }) => keyOf(turn)),
      answer: (reader) => {
        const keeping = elsewhere(reader).find(
          ({ turn, as }) => as === "covering" || !mightHaveGone(reader.stream<Attendance>(keyOf(turn))),
        );
        if (!keeping) return undefined;
        const { post, date, shift } = keeping.turn;
        return { post, date, shift };
      },
    },
    freeSince: {
      streams: last,
      answer: (reader) => last.map((key) => wentAt(reader.stream<Attendance>(key).state))[0],
    },
  };
}

/** The clock asks before it counts a sign-off as missed: where it is, they were not held. */
function mightHaveGone({ escalations }: StreamView): boolean {
  return escalations[signOffKey]?.missedAt !== undefined;
}

/** When somebody went from a turn; who stays though they might go, when they might. */
function wentAt(state: Attendance): Instant | undefined {
  if (state.phase === "off") return firstToldAt(state);
  if (state.phase !== "on") return undefined;
  const { freedAt, occurrence } = state;
  return freedAt !== undefined && freedAt > occurrence.endsAt ? freedAt : occurrence.endsAt;
}
