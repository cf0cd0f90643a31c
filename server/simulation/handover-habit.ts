import { shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Called, Habit, Planned, Watch } from "./habit.ts";
import { handoverMeetings } from "./handover-meetings.ts";
import * as say from "./tower-phrases.ts";
import { oneThing, type ScriptedPart } from "./troupe.ts";

/** Something of the shift before turns out to be wrong: reported at once, answered for by whoever was called. */
export const handoverHabit: Habit = {
  noun: "handover",
  during: faultOfOthers,
  meets: handoverMeetings,
  answers: { "handover.acknowledge-fault": lateAnswer },
};

function* lateAnswer({ life: { troupe }, stream, obligation, person, at }: Called): ScriptedPart {
  const { post, date, shift } = shiftNamed(stream.id);
  const fault = obligation.key.slice("fault-".length);
  const body = { post, date, shift, fault, note: "刚看到，马上处理。" };
  const still = () => troupe.owes(stream, obligation.key) !== undefined;
  yield { at, who: person, act: "handover.acknowledge-fault", body, still };
}

function faultOfOthers({ life, turn, person }: Watch): Planned[] {
  const { chance, troupe, company, isRare } = life;
  if (!isRare(turn, "fault") && !chance.happens(0.02)) return [];
  const before = [...troupe.knownOf("handover", turn.post)].find(
    ({ state }) => (state as { occurrence?: { endsAt: Instant } }).occurrence?.endsAt === turn.startsAt,
  );
  if (!before) return [];
  const [post = "", date = "", shift = ""] = before.key.id.split("/");
  const at = plusMinutes(turn.startsAt, chance.between(35, 120));
  return [
    {
      at,
      live: function* () {
        const body = { post, date, shift, text: chance.pick(say.faults) };
        const { refusal, touched } = yield { at, who: person, act: "handover.report-fault", body, rare: "fault" };
        const found = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "handover.fault-found");
        if (refusal || !found) return;
        const answer = {
          post,
          date,
          shift,
          fault: (found.body as { fault: string }).fault,
          note: "知道了，我来处理。",
        };
        const key = `fault-${answer.fault}`;
        const answeredAt = plusMinutes(at, chance.happens(0.8) ? chance.between(2, 12) : chance.between(20, 40));
        const still = () => troupe.owes(before.key, key) !== undefined;
        const who = company.leaderFor(post, answeredAt);
        troupe.begin(oneThing({ at: answeredAt, who, act: "handover.acknowledge-fault", body: answer, still }));
      },
    },
  ];
}
