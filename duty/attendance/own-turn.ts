import type { Refusal } from "#duty/grammar/decision.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Attendance } from "./attendance.ts";
import type { AttendanceRule } from "./attendance-rule.ts";
import { isSameShift, type PostBoard } from "./post-board.ts";
import { hindersSignOff, type SignOffFacts } from "./sign-off.ts";
import { hindersSignOn, type SignOnFacts } from "./sign-on.ts";

/** A turn of somebody with all that signing on and off rest on, so that their screen can ask the rules themselves. */
export interface OwnTurn {
  readonly state: Attendance;
  readonly rule: AttendanceRule;
  readonly facts: SignOnFacts & SignOffFacts;
}

/** Which turn somebody's screen asks about: where they stand at the post, else where they are due; undefined where neither. */
export function ownTurnAsk(
  board: Pick<PostBoard, "on" | "due">,
  person: string,
): { readonly date: string; readonly shift: string } | undefined {
  const isTheirs = (each: { readonly person: string }) => each.person === person;
  return board.on.find(isTheirs) ?? board.due.find(isTheirs);
}

/** Whether a turn that was asked about is the one named. */
export function isTurnOf(
  { facts: { occurrence } }: OwnTurn,
  shift: { readonly date: string; readonly shift: string },
): boolean {
  return occurrence !== undefined && isSameShift(occurrence, shift);
}

/** Why somebody may not sign on for a turn now, or off from it; undefined where they may, or where it is no turn of theirs. */
export function hindersTurn(
  act: "sign-on" | "sign-off",
  { state, rule, facts }: OwnTurn,
  now: Instant,
): Refusal | undefined {
  const { occurrence } = facts;
  if (act === "sign-on") return occurrence && hindersSignOn({ state, occurrence, rule, facts, now });
  return state.phase === "on" ? hindersSignOff({ occurrence: state.occurrence, rule, facts, now }) : undefined;
}
