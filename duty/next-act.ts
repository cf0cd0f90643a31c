import { type BoardShift, isSameShift, type PostBoard } from "#duty/attendance/post-board.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import { isHandoverOffered } from "#duty/handover/prepare-window.ts";

/** The one thing that a person should do next at a post; what its screen makes biggest. */
export type NextAct =
  | { readonly do: "sign-on"; readonly shift: BoardShift; readonly dueAt: number }
  | { readonly do: "prepare"; readonly shift: BoardShift }
  | { readonly do: "continue-handover"; readonly shift: BoardShift }
  | { readonly do: "take-over"; readonly shift: BoardShift }
  | { readonly do: "sign-off"; readonly shift: BoardShift }
  | { readonly do: "keep-watch"; readonly shift: BoardShift }
  | { readonly do: "nothing" };

/** A hand-over and what the regulations say of it. */
export interface HandoverKnown {
  readonly state: Handover;
  readonly rule: HandoverRule;
}

/** `of`: the hand-over of the shift that hands over now (`shiftToHandOver`), or that the person is in; undefined while it is not known. */
export function nextAct(board: PostBoard, of: HandoverKnown | undefined, person: string, now: number): NextAct {
  const handover = of?.state;
  const on = board.on.find((each) => each.person === person);
  if (!on) {
    const due = board.due.find((each) => each.person === person);
    const shift = due && shiftOf(board, due);
    return due && shift ? { do: "sign-on", shift, dueAt: due.dueAt } : { do: "nothing" };
  }
  const own = shiftOf(board, on);
  const known = handover?.phase === "unknown" ? undefined : handover;
  const ofOthers = known !== undefined && !isSameShift(known.occurrence, on);
  if (ofOthers && known.phase !== "completed") return { do: "take-over", shift: known.occurrence };
  if (!own) return { do: "nothing" };
  // What the shift before has done with is no word on one's own: its people may still stand here.
  const phase = ofOthers ? undefined : known?.phase;
  if (phase === "completed") return { do: "sign-off", shift: own };
  if (phase === "prepared") return { do: "continue-handover", shift: own };
  return { do: isHandoverOffered(own, of?.rule ?? {}, now) ? "prepare" : "keep-watch", shift: own };
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
