import type { Attendance } from "#duty/attendance/attendance.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { attendanceMeetings } from "./attendance-meetings.ts";
import { type Called, type Habit, type Planned, shiftNameOf, type Watch } from "./habit.ts";
import { recordsOff } from "./signing-off.ts";
import * as say from "./tower-phrases.ts";
import type { ScriptedPart } from "./troupe.ts";

/** The squad leader lines the squad up before the shift; signing on and off belongs to the change of shifts. */
export const attendanceHabit: Habit = {
  noun: "attendance",
  during: briefing,
  meets: attendanceMeetings,
  answers: { "attendance.sign-off": forgottenSignOff },
};

function* forgottenSignOff({ life, stream, obligation, person: who, at }: Called): ScriptedPart {
  const { person, ...from } = turnNamed(stream.id);
  const left = plusMinutes(obligation.opensAt, 10);
  const known = life.troupe.knows<Attendance>(stream);
  const freedAt = known?.phase === "on" ? known.freedAt : undefined;
  yield recordsOff(life, { from, person, who, at, left: freedAt !== undefined && freedAt > left ? freedAt : left });
}

function briefing({ life: { chance, company }, turn, person, since }: Watch): Planned[] {
  if (turn.post !== "squad" || chance.happens(0.04)) return [];
  const lineUp = plusMinutes(turn.startsAt, -chance.between(4, 9));
  const at = lineUp > since ? lineUp : plusMinutes(since, 2);
  const attendees = company.squadAt(turn.startsAt);
  return [
    {
      at,
      live: function* () {
        const body = { ...shiftNameOf(turn), attendees, keyPoints: chance.pick(say.keyPoints) };
        yield { at, who: person, act: "attendance.brief", body };
      },
    },
  ];
}
