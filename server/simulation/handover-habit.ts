import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Habit, Planned, Watch } from "./habit.ts";
import * as say from "./tower-phrases.ts";

/** Something of the shift before turns out to be wrong: reported at once, answered for by whoever was called. */
export const handoverHabit: Habit = { noun: "handover", during: faultOfOthers };

function faultOfOthers({ life, turn, person }: Watch): Planned[] {
  const { chance, troupe, leaderFor } = life;
  if (!chance.happens(0.05)) return [];
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
        const { refusal, touched } = yield { at, who: person, act: "handover.report-fault", body };
        const found = touched.flatMap(({ entries }) => entries).find(({ type }) => type === "handover.fault-found");
        if (refusal || !found) return;
        const answer = {
          post,
          date,
          shift,
          fault: (found.body as { fault: string }).fault,
          note: "知道了，我来处理。",
        };
        const answeredAt = plusMinutes(at, chance.between(2, 22));
        yield { at: answeredAt, who: leaderFor(post, answeredAt), act: "handover.acknowledge-fault", body: answer };
      },
    },
  ];
}
