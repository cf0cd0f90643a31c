import type { StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerPage, Question, Questions, Reader } from "#duty/grammar/question.ts";
import type { ShiftName, ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { PutOffFacts } from "#duty/handover/end-take-up.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { SignFacts } from "#duty/handover/sign-handover.ts";
import { isLeftToTakeUp, isToTakeUp, takeUpOwed, type Untaken } from "#duty/handover/take-up.ts";
import { nextEndOf, nextShiftOf } from "#duty/site/after-rest.ts";
import { outlasts } from "#duty/site/neighbour-shifts.ts";
import { begunShift } from "#duty/site/site.ts";
import { type At, known, presences } from "#duty/wiring/questions.ts";
import { isLaterThan } from "./handover-at.ts";
import type { About } from "./wiring.ts";

/** What a hand-over knows of the shifts around it: which were closed alone before it and nobody has taken up, and when the next one is over. */
export function besideOthers({
  state,
  circumstances: { now },
  ...at
}: AskedOfHandover): Questions<Pick<SignFacts, "untaken" | "nextEndsAt">> {
  if (state.phase === "unknown") return { untaken: known([]), nextEndsAt: known(undefined) };
  const { occurrence } = state;
  const next = nextShiftOf(at.site, occurrence);
  // Where it is closed so late that the next shift is over as well, it is for the first that ends from now on.
  const endsAt = next && next.endsAt <= now ? nextEndOf(at.site, occurrence.post, now) : next?.endsAt;
  return { untaken: untakenBefore(at, occurrence), nextEndsAt: known(endsAt) };
}

type AskedOfHandover = Pick<About<unknown, Handover, unknown>, "site" | "siteId" | "circumstances" | "state">;

/** The ledger of the post tells what is still to be taken up, however long ago it was closed and whatever was set up or planned since. */
function untakenBefore({ siteId }: At, own: ShiftOccurrence): Question<readonly Untaken[]> {
  const page: LedgerPage = { site: siteId, post: own.post };
  const owed = (reader: Reader): StreamKey[] =>
    reader.outstanding(page).flatMap(({ stream, obligation }) => (obligation.what === takeUpOwed ? [stream] : []));
  return {
    ledger: [page],
    further: owed,
    answer: (reader) =>
      owed(reader).flatMap((stream) => {
        const { state } = reader.stream<Handover>(stream);
        const isBefore = isToTakeUp(state) && outlasts(own, state.occurrence);
        return isBefore ? [{ occurrence: state.occurrence, closedBy: state.outgoing }] : [];
      }),
  };
}

/** Who might have taken up what was closed alone, and when the next shift ends for which it is where nobody might. */
export function whoCouldTakeUp({ state, circumstances: { now }, ...at }: AskedOfHandover): Questions<PutOffFacts> {
  if (state.phase === "unknown" || !isLeftToTakeUp(state)) return { couldTakeUp: known([]), nextEndsAt: known(now) };
  const { occurrence, takeUpBy } = state;
  const there = presences({ site: at.siteId, post: occurrence.post });
  const isLater = isLaterThan(at.site, occurrence);
  const wasInTime = (turn: ShiftName) => (begunShift(at.site, turn)?.startsAt ?? takeUpBy) < takeUpBy;
  return {
    couldTakeUp: {
      ...there,
      answer: (reader) =>
        there
          .answer(reader)
          .flatMap(({ turn, as }) => (as === "on-duty" && isLater(turn) && wasInTime(turn) ? [turn.person] : [])),
    },
    nextEndsAt: known(nextEndOf(at.site, occurrence.post, now)),
  };
}
