import type { PersonId } from "#duty/grammar/entry.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type Life, shiftNameOf } from "./habit.ts";
import type { HandingOver } from "./takeover.ts";
import * as say from "./tower-phrases.ts";
import { atTower, type Doing, type ScriptedPart } from "./troupe.ts";
import type { WatchedTurn } from "./watched-turn.ts";

/** Whoever was relieved signs off; now and then they forget, and whoever relieved them records it where nobody has by then. */
export function* goOff(life: Life, from: WatchedTurn, { outgoing, incoming }: HandingOver, at: Instant): ScriptedPart {
  if (!life.isRare(from, "sign-off-recorded")) {
    yield { at, who: outgoing, act: "attendance.sign-off", body: shiftNameOf(from) };
    return;
  }
  life.troupe.begin(noticesLater(life, from, { outgoing, incoming }, at));
}

/** It is noticed before the relief goes home, if nobody called has recorded it. */
function* noticesLater(
  life: Life,
  from: WatchedTurn,
  { outgoing, incoming }: HandingOver,
  left: Instant,
): ScriptedPart {
  const at = plusMinutes(left, life.chance.between(80, 180));
  yield recordsOff(life, { from, person: outgoing, who: incoming, left, at });
}

interface Forgotten {
  readonly from: ShiftName;
  readonly person: PersonId;
  readonly who: PersonId;
  readonly left: Instant;
  readonly at: Instant;
}

/** Somebody records when another left, where nobody has yet. */
export function recordsOff({ chance, troupe }: Life, { from, person, who, left, at }: Forgotten): Doing {
  const stream = atTower("attendance", `${shiftId(from)}/${person}`);
  const handedOver = troupe.knows<Handover>(atTower("handover", shiftId(from)));
  // They were there until the post had passed on, whatever the clock said when they made for the door.
  const signedAt = handedOver?.phase === "completed" ? handedOver.completedAt : left;
  return {
    ...{ at, who, act: "attendance.record-sign-off", rare: "sign-off-recorded" },
    body: {
      ...shiftNameOf(from),
      person,
      at: left < signedAt ? signedAt : left,
      reason: chance.pick(say.forgottenSignOffs),
    },
    still: () => troupe.owes(stream, "sign-off") !== undefined,
  };
}
