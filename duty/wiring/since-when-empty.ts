import type { Absence } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { PersonId, Recorded } from "#duty/grammar/entry.ts";
import { peopleNamedBy } from "#duty/grammar/obligation.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { LedgerLine, LedgerPage, Question, Reader } from "#duty/grammar/question.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { LastLeft } from "#duty/manning/manning.ts";
import { presencesIn, whoIsDue } from "./questions.ts";

/* Since when a post has stood empty: the moment at which the last one left it, be it for good or for a while. */

/** Who goes from a post now, and when they are said to have left it. */
export interface GoingNow {
  readonly turn: Turn;
  readonly at: Instant;
  /** When that is entered: until then somebody may have stood there for them. */
  readonly toldAt: Instant;
}

/**
 * `attendance.lastLeft`: who left a post last, and when, be it that they stood there for somebody else; undefined where nobody has come. Whoever stood
 * there for somebody who goes for good is let go by that, and has left nothing. `also`: people whose turns in these shifts the plan has just dropped.
 */
export function lastLeft(
  siteId: string,
  shifts: readonly ShiftOccurrence[],
  { leaving, also = [] }: { readonly leaving?: GoingNow; readonly also?: readonly PersonId[] | undefined },
): Question<LastLeft | undefined> {
  const [first] = shifts;
  if (!first) return { answer: () => undefined };
  const page: LedgerPage = { site: siteId, post: first.post };
  const due = shifts.map((each) => ({ shift: each, people: whoIsDue(siteId, each) }));
  const turns = (reader: Reader): Turn[] =>
    due.flatMap(({ shift: { post, date, shift }, people }) =>
      [...new Set([...people.answer(reader).map(({ person }) => person), ...also])].map((person) => ({
        ...{ post, date, shift, person },
      })),
    );
  const keyOf = (turn: Turn, { noun }: { readonly noun: string } = attendanceKind) => ({
    ...{ site: siteId, noun, id: turnId(turn) },
  });
  const withLeaving = (found: readonly Turn[]) => (leaving ? [...found, leaving.turn] : found);
  return {
    streams: due.flatMap(({ people }) => people.streams ?? []),
    ledger: [page],
    further: (reader) => withLeaving(turns(reader)).flatMap((turn) => [keyOf(turn), keyOf(turn, absenceKind)]),
    answer: (reader) => {
      const away = reader.outstanding(page).flatMap(whoWentFrom);
      const off = turns(reader).flatMap((turn) => {
        const { state } = reader.stream<Attendance>(keyOf(turn));
        const isThis = leaving !== undefined && turnId(leaving.turn) === turnId(turn);
        return state.phase === "off" && !isThis ? [{ at: state.offAt, by: turn.person }] : [];
      });
      const covers = withLeaving(turns(reader)).flatMap((turn) => {
        const endsNow = leaving !== undefined && turnId(leaving.turn) === turnId(turn) ? leaving.toldAt : undefined;
        return whoCovered(reader.stream<Absence>(keyOf(turn, absenceKind)).state, endsNow);
      });
      const now = leaving ? [{ at: leaving.at, by: leaving.turn.person }] : [];
      // Whoever was away when they were recorded as gone, or left the company, had left the post before.
      const others = [...off, ...now].filter((each) => !away.some(({ by }) => by === each.by));
      return [...away, ...others, ...covers].toSorted((a, b) => b.at - a.at)[0];
    },
  };
}

/**
 * Until when somebody stood there for one who was away, and who, where they went from there themselves; `endsNow`: when whoever stands there still is
 * let go.
 */
function whoCovered({ times }: Absence, endsNow: Instant | undefined): LastLeft[] {
  const leaves = times.flatMap((each) => (each.kind === "leave" ? [each] : []));
  return leaves.flatMap(({ covers, over }) =>
    covers.flatMap(({ turn, until }): LastLeft[] => {
      if (until === undefined) return endsNow === undefined ? [] : [{ at: endsNow }];
      const isLetGo = over?.how === "ended" && over.at === until;
      return [isLetGo ? { at: until } : { at: until, by: turn.person }];
    }),
  );
}

/** What a line of the ledger says of somebody who went from the post for a while, or of the post that was left bare by them. */
function whoWentFrom(line: LedgerLine): LastLeft[] {
  const { obligation } = line;
  const away = presencesIn([line]).filter(({ as }) => as === "away");
  const bare = obligation.what === "absence.stand-in" ? peopleNamedBy(obligation).slice(-1) : [];
  return [...away.map(({ turn }) => turn.person), ...bare].map((by) => ({ at: obligation.opensAt, by }));
}

/** When an entry says that somebody left: some are written later. */
export function leftWhen({ type, body, at }: Pick<Recorded, "type" | "body" | "at">): Instant {
  if (type === "attendance.abandoned") return (body as { readonly leftAt: Instant }).leftAt;
  return type === "attendance.sign-off-recorded" ? (body as { readonly at: Instant }).at : at;
}
