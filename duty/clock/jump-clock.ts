import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { ClockEntry, GapBody, JumpBody, ResumeBody } from "./clock-shapes.ts";
import { type ClockPast, isJumpOpen } from "./site-clock.ts";

type ByClock<B> = Decide<ClockPast, B, unknown, unknown, ClockEntry>;

/** The clock of a server jumped: from now on nothing is missed by it until it was looked at, or the wait is over. */
export const jumpClock: ByClock<JumpBody> = ({ body, circumstances }) =>
  enter({ type: "clock.jumped", body: { jump: circumstances.command, ...body } });

/** The wait is over. Where a person has ended it already there is nothing to enter. */
export const resumeClock: ByClock<ResumeBody> = ({ state, body }) =>
  isJumpOpen(heldUnder(state.jumps, body.jump)) ? enter({ type: "clock.resumed", body }) : enter();

/** The program did not run for a while. */
export const recordGap: ByClock<GapBody> = ({ body }) => enter({ type: "clock.gap", body });
