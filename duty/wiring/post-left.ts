import type { Attendance } from "#duty/attendance/attendance.ts";
import type { PostLeft } from "#duty/attendance/leaving-post.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { Question, Questions, Reader } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { isFollowedAfterAll } from "#duty/handover/handover-parties.ts";
import type { Assignment } from "#duty/roster/roster.ts";
import { begunShift, shiftAfter } from "#duty/site/site.ts";
import { type At, known, phaseOfHandover, presences, takenOverAt, whoIsDue } from "#duty/wiring/questions.ts";
import { isGivenBack, isLaterThan } from "./handover-at.ts";
import { awaitsRelief, goesOnBeyond, othersThere, relievedAt } from "./who-keeps.ts";
import { couldHandOver, handsOver } from "./who-leads.ts";

/** Whoever goes now asks whether the relief is there still; what is recorded of somebody who went before, only whether it had come. */
export function stillRelieved(at: At, shift: ShiftName, now: Instant): Questions<Pick<PostLeft, "relieved">> {
  const relieved = relievedAt(at, shift, now);
  return { relieved: { ...relieved, answer: (reader) => relieved.answer(reader) !== undefined } };
}

/** How the post stands for whoever leaves it, by whichever act. */
export function postLeft(
  at: At,
  shift: ShiftName,
  { state, person, now }: { readonly state: Attendance; readonly person: PersonId; readonly now: Instant },
): Questions<PostLeft> {
  const takenOver = takenOverAt(at.siteId, shift);
  // By the set-up and not by the plan: the post owes the shift that follows, whoever may be due for it by then.
  const rests = state.phase === "on" && shiftAfter(at.site, state.occurrence) === undefined;
  const phase = phaseOfHandover(at.siteId, shift);
  const goesOn = goesOnBeyond(at.siteId, { ...shift, person }, now);
  const followed = rests ? known(false) : followedAfterAll(at, { ...shift, person });
  const later = laterTurns(at, shift);
  const goesOnForOthers = (reader: Reader) => later.answer(reader).givenBack.some((turn) => turn.person === person);
  return {
    relieved: { ...takenOver, answer: (reader) => takenOver.answer(reader) !== undefined },
    // Who goes when the post rests has closed the shift, and whoever goes on into the next one is there as well; somebody else is handed over to (ZB-20).
    closes: {
      streams: [...(phase.streams ?? []), ...(followed.streams ?? []), ...(later.streams ?? [])],
      ledger: [...(goesOn.ledger ?? []), ...(followed.ledger ?? []), ...(later.ledger ?? [])],
      further: (reader) => goesOn.further?.(reader) ?? [],
      answer: (reader) =>
        phase.answer(reader) === "completed" &&
        takenOver.answer(reader) === undefined &&
        (rests || (goesOn.answer(reader) && !goesOnForOthers(reader) && !followed.answer(reader))),
    },
    followed,
    rests: known(rests),
    othersOn: othersThere(at.siteId, shift, { person, now }),
    handsOver: handsOver(at.siteId, { ...shift, person }, followed),
    couldHandOver: couldHandOver(at.siteId, { ...shift, person }),
    awaitsRelief: rests ? known(false) : awaitsRelief(at, shift, { followed, now }),
  };
}

/** `handover.followedAfterAll`: whether somebody has come for a later shift of the post, once the shift of this turn was closed alone. */
function followedAfterAll(at: At, { person, ...shift }: Turn): Question<boolean> {
  const key: StreamKey = { site: at.siteId, noun: "handover", id: shiftId(shift) };
  const later = laterTurns(at, shift);
  return {
    ...later,
    streams: [key, ...(later.streams ?? [])],
    answer: (reader) => {
      const people = later.answer(reader).own.map((turn) => turn.person);
      return isFollowedAfterAll(reader.stream<Handover>(key).state, { later: people, person });
    },
  };
}

/** Turns of people on duty at a post in shifts later than one: those in which they go on, and those that the plan gives to others again. */
function laterTurns({ site, siteId }: At, shift: ShiftName): Question<Readonly<Record<"own" | "givenBack", Turn[]>>> {
  const occurrence = begunShift(site, shift);
  if (!occurrence) return known({ own: [], givenBack: [] });
  const next = shiftAfter(site, occurrence);
  const due = next ? whoIsDue(siteId, next) : known<readonly Assignment[]>([]);
  const there = presences({ site: siteId, post: shift.post });
  const isLater = isLaterThan(site, occurrence);
  return {
    streams: due.streams ?? [],
    ledger: there.ledger ?? [],
    answer: (reader) => {
      const on = there.answer(reader).flatMap(({ as, turn }) => (as === "on-duty" ? [turn] : []));
      const givenBack = isGivenBack({ next, due: due.answer(reader), on }, shift);
      const later = on.filter(isLater);
      return { own: later.filter((turn) => !givenBack(turn)), givenBack: later.filter(givenBack) };
    },
  };
}
