import { hindersTurn, isTurnOf, type OwnTurn } from "#duty/attendance/own-turn.ts";
import { type BoardShift, isSameShift, type PostBoard } from "#duty/attendance/post-board.ts";
import type { Refusal } from "#duty/grammar/decision.ts";
import { instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type HandoverFacts, isClosedTooSoon } from "#duty/handover/handover-parties.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import { isHandoverOffered } from "#duty/handover/prepare-window.ts";
import { mayTakeUp, type Untaken, untakenFor } from "#duty/handover/take-up.ts";

/** The one thing that a person should do next at a post; what its screen makes biggest. */
export type NextAct =
  | {
      readonly do: "sign-on";
      readonly shift: BoardShift;
      readonly dueAt: number;
      /** Post of which a work record is asked for first, since they left it inside the shift (GPH-02); missing where none is. */
      readonly recordOf?: string;
    }
  | { readonly do: "prepare"; readonly shift: BoardShift }
  | { readonly do: "continue-handover"; readonly shift: BoardShift }
  | { readonly do: "take-over"; readonly shift: BoardShift }
  /** What was closed alone is taken up first. */
  | { readonly do: "take-up"; readonly shift: BoardShift }
  | { readonly do: "sign-off"; readonly shift: BoardShift }
  | { readonly do: "wait"; readonly to: "sign-on" | "sign-off"; readonly shift: BoardShift; readonly refusal: Refusal }
  | { readonly do: "keep-watch"; readonly shift: BoardShift }
  | { readonly do: "nothing" };

/** A hand-over and what the regulations say of it. */
export interface HandoverKnown {
  readonly state: Handover;
  readonly rule: HandoverRule;
  /** How things stand at the post; undefined while that is not known. */
  readonly facts?: (HandoverFacts & { readonly untaken?: readonly Untaken[] }) | undefined;
}

/** What a screen of a post knows besides the board; undefined while it is not known. */
export interface ScreenKnown {
  /** The hand-over of the shift that hands over now (`shiftToHandOver`), or that the person is in. */
  readonly handover: HandoverKnown | undefined;
  /** The person's own turn (`ownTurnAsk`). */
  readonly turn: OwnTurn | undefined;
}

/** Whatever it says can be done is not refused: where a rule forbids it now, it says what goes against it. */
export function nextAct(board: PostBoard, { handover: of, turn }: ScreenKnown, person: string, now: number): NextAct {
  const handover = of?.state;
  const on = board.on.find((each) => each.person === person);
  if (!on) {
    const due = board.due.find((each) => each.person === person);
    const shift = due && shiftOf(board, due);
    if (!due || !shift) return { do: "nothing" };
    return (
      waits("sign-on", shift, { turn, now }) ?? { do: "sign-on", shift, dueAt: due.dueAt, ...recordOf(shift, turn) }
    );
  }
  const own = shiftOf(board, on);
  const known = handover?.phase === "unknown" ? undefined : handover;
  const ofOthers = known !== undefined && !isSameShift(known.occurrence, on);
  // It was closed alone and somebody has come for the next shift since: it is taken back, and handed over by both.
  const isTakenBack = known !== undefined && of?.facts !== undefined && isClosedTooSoon(known, of.facts);
  const untaken = untakenOf(of, person, ofOthers);
  if (ofOthers && untaken === undefined && (known.phase !== "completed" || isTakenBack))
    return { do: "take-over", shift: known.occurrence };
  if (untaken) return { do: "take-up", shift: untaken };
  if (!own) return { do: "nothing" };
  // What the shift before has done with is no word on one's own: its people may still stand here.
  const phase = ofOthers ? undefined : known?.phase;
  if (isTakenBack) return { do: "continue-handover", shift: own };
  if (phase === "completed") return waits("sign-off", own, { turn, now }) ?? { do: "sign-off", shift: own };
  if (phase === "prepared") return { do: "continue-handover", shift: own };
  return { do: isHandoverOffered(own, of?.rule ?? {}, now) ? "prepare" : "keep-watch", shift: own };
}

/** What this person has to take up before they hand on: closed alone by somebody else of whom nobody is there any more. */
function untakenOf(of: HandoverKnown | undefined, person: string, ofOthers: boolean): BoardShift | undefined {
  if (!of?.facts || of.state.phase === "unknown") return undefined;
  if (ofOthers) return mayTakeUp(of.state, of.facts, person) ? of.state.occurrence : undefined;
  return of.state.phase === "open" ? untakenFor(of.facts.untaken ?? [], person)?.occurrence : undefined;
}

function recordOf(shift: BoardShift, turn: OwnTurn | undefined): { recordOf?: string } {
  const from = turn && isTurnOf(turn, shift) ? turn.facts.changedFrom : undefined;
  return from?.postChange?.record ? { recordOf: from.post } : {};
}

/** What goes against an act that would be next; undefined where nothing does, as far as is known. */
function waits(
  to: "sign-on" | "sign-off",
  shift: BoardShift,
  { turn, now }: { readonly turn: OwnTurn | undefined; readonly now: number },
): NextAct | undefined {
  const refusal = turn && isTurnOf(turn, shift) ? hindersTurn(to, turn, instant(now)) : undefined;
  return refusal && { do: "wait", to, shift, refusal };
}

function shiftOf(
  { shift, next, on }: PostBoard,
  named: { readonly date: string; readonly shift: string },
): BoardShift | undefined {
  const known = [shift, next].find((each) => each && isSameShift(each, named));
  if (known) return known;
  // A shift that is over while somebody still stands in it: its hours are those of the view of the hand-over.
  return on.some((each) => isSameShift(each, named))
    ? { date: named.date, shift: named.shift, startsAt: 0, endsAt: 0 }
    : undefined;
}
