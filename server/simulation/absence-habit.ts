import type { Instant } from "#duty/grammar/time.ts";
import { absenceMeetings } from "./absence-meetings.ts";
import { type Habit, momentIn, type Planned, shiftNameOf, type Watch } from "./habit.ts";
import type { ScriptedPart } from "./troupe.ts";

/** Now and then something happens that cannot wait: one leaves at once; why is told, and one comes back, as it is owed. */
export const absenceHabit: Habit = { noun: "absence", during: emergencies, meets: absenceMeetings };

function emergencies(watch: Watch): Planned[] {
  const { life, turn } = watch;
  if (!life.isRare(turn, "emergency") && !life.chance.happens(0.02)) return [];
  return [{ at: momentIn(life, turn), live: (at) => emergency(watch, at) }];
}

/** Whoever leaves calls by leaving: the squad leader hears of it and answers like any call. */
function* emergency({ turn, person }: Watch, at: Instant): ScriptedPart {
  yield { at, who: person, act: "absence.leave-at-once", body: shiftNameOf(turn), rare: "emergency" };
}
