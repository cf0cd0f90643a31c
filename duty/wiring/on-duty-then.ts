import { type Attendance, attendanceKind } from "#duty/attendance/attendance.ts";
import type { Circumstances } from "#duty/grammar/circumstances.ts";
import type { PersonId, SiteId, StreamKey } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Question } from "#duty/grammar/question.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";

/*
 * What waited in a browser and comes by its proof was written at a moment that the door has held against the opening of its author there. Whether
 * they were on duty is asked for that moment: when it comes they may have signed off, or left the company.
 */

/** When a command was written, where its proof says so; undefined where it is done now. */
export function writtenAt({ proof, deviceTime }: Pick<Circumstances, "proof" | "deviceTime">): Instant | undefined {
  return proof === "device" ? deviceTime : undefined;
}

/** `attendance.wasOnDutyIn`: whether somebody was on duty at a moment in one of some shifts of a post, as far as their own turns tell. */
export function wasOnDutyIn(
  site: SiteId,
  shifts: readonly ShiftName[],
  { person, at }: { readonly person: PersonId; readonly at: Instant },
): Question<boolean> {
  const turns = shifts.map(
    (shift): StreamKey => ({ site, noun: attendanceKind.noun, id: turnId({ ...shift, person }) }),
  );
  return {
    streams: turns,
    answer: (reader) => turns.some((key) => wasThere(reader.stream<Attendance>(key).state, at)),
  };
}

function wasThere(turn: Attendance, at: Instant): boolean {
  if (turn.phase !== "on" && turn.phase !== "off") return false;
  const { cameFirstAt = turn.onAt } = turn;
  return cameFirstAt <= at && (turn.phase === "on" || at <= turn.offAt);
}

/** One question or the other: the second is asked only for the moment of writing. */
export function nowOrThen(now: Question<boolean>, then: Question<boolean> | undefined): Question<boolean> {
  if (!then) return now;
  return {
    streams: [...(now.streams ?? []), ...(then.streams ?? [])],
    ledger: [...(now.ledger ?? []), ...(then.ledger ?? [])],
    answer: (reader) => now.answer(reader) || then.answer(reader),
  };
}
