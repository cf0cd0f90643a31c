import type { Decide } from "#duty/grammar/act.ts";
import { enter, refuse } from "#duty/grammar/decision.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { ClockEntry, ConfirmJumpBody } from "./clock-shapes.ts";
import { type ClockPast, isUnlooked } from "./site-clock.ts";

export interface ConfirmClockFacts {
  readonly authorised: boolean;
}

/** An administrator has looked at the clock and says that it is right now: what waited for that happens (ZB-10). */
export const confirmClock: Decide<ClockPast, ConfirmJumpBody, unknown, ConfirmClockFacts, ClockEntry> = ({
  state,
  body: { jump },
  facts,
}) => {
  if (!facts.authorised) return refuse("clock.not-entitled", ["ZB-10"]);
  const its = heldUnder(state.jumps, jump);
  if (!its) return refuse("clock.no-such-jump", ["ZB-10"], { field: "jump" });
  if (!isUnlooked(its)) return refuse("clock.looked-at", ["ZB-10"]);
  return enter({ type: "clock.confirmed", body: { jump } });
};
