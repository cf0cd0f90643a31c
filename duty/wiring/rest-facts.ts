import type { StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerPage, Question, Questions, Reader } from "#duty/grammar/question.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { SignFacts } from "#duty/handover/sign-handover.ts";
import { isToTakeUp, takeUpOwed, type Untaken } from "#duty/handover/take-up.ts";
import { shiftAfterRest } from "#duty/site/after-rest.ts";
import { outlasts } from "#duty/site/neighbour-shifts.ts";
import { shiftAfter } from "#duty/site/site.ts";
import { type At, known } from "#duty/wiring/questions.ts";

/** What a hand-over knows of the rests of its post: which closings before one nobody has taken up, and how long one lasts that begins after it. */
export function atTheEdgeOfRest({
  state,
  ...at
}: At & { readonly state: Handover }): Questions<Pick<SignFacts, "untaken" | "restsUntilEndOf">> {
  if (state.phase === "unknown") return { untaken: known([]), restsUntilEndOf: known(undefined) };
  const { occurrence } = state;
  const rests = shiftAfter(at.site, occurrence) === undefined;
  return {
    untaken: untakenBefore(at, occurrence),
    restsUntilEndOf: known(rests ? shiftAfterRest(at.site, occurrence)?.endsAt : undefined),
  };
}

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
