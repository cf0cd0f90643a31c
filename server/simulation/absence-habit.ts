import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { absenceMeetings } from "./absence-meetings.ts";
import { type Habit, type Planned, shiftNameOf, type Watch, within } from "./habit.ts";
import type { ScriptedPart } from "./troupe.ts";

/** Now and then something happens that cannot wait: one leaves at once, whoever was called answers, and one comes back, mostly in time. */
export const absenceHabit: Habit = { noun: "absence", during: emergencies, meets: absenceMeetings };

const emergenciesOf = [
  { reason: "楼梯间有人晕倒，去救助。", to: "三楼楼梯间" },
  { reason: "电梯困人，去安抚并等维保。", to: "二号梯" },
  { reason: "停车场两车相碰，去劝开。", to: "地下一层车场" },
  { reason: "卫生间漏水，去关阀门。", to: "一楼卫生间" },
];

function emergencies(watch: Watch): Planned[] {
  const { life, turn } = watch;
  if (!life.isRare(turn, "emergency") && !life.chance.happens(0.02)) return [];
  return [{ at: within(life, turn), live: (at) => emergency(watch, at) }];
}

/** Whoever leaves calls by leaving: the squad leader hears of it and answers like any call. */
function* emergency({ life: { chance }, turn, person }: Watch, at: Instant): ScriptedPart {
  const named = shiftNameOf(turn);
  const { refusal } = yield { at, who: person, act: "absence.leave-at-once", body: named, rare: "emergency" };
  if (refusal) return;
  const toldAt = plusMinutes(at, chance.between(5, 12));
  const returnBy = plusMinutes(toldAt, 10);
  const what = chance.pick(emergenciesOf);
  yield { at: toldAt, who: person, act: "absence.tell", body: { ...named, why: "other", ...what, returnBy } };
  const late = chance.happens(0.15) ? chance.between(1, 9) : -chance.between(1, 8);
  yield { at: plusMinutes(returnBy, late), who: person, act: "absence.come-back", body: named };
}
