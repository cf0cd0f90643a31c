/** A shift by name and hours, as a board shows it. */
export interface BoardShift {
  readonly date: string;
  readonly shift: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

interface TurnOnBoard {
  readonly person: string;
  readonly date: string;
  readonly shift: string;
}

/** Who is on duty at a post, who is due, and which shift runs and follows: what its screen shows first. */
export interface PostBoard {
  readonly shift: BoardShift | null;
  readonly next: BoardShift | null;
  readonly on: readonly (TurnOnBoard & { readonly since: number })[];
  readonly due: readonly (TurnOnBoard & { readonly dueAt: number })[];
}

type ShiftOnBoard = Pick<BoardShift, "date" | "shift">;

/** The shift that a post's books are opened at: the one that runs, else the one that comes. */
export function shiftInView({ shift, next }: Pick<PostBoard, "shift" | "next">): BoardShift | undefined {
  return shift ?? next ?? undefined;
}

/** The shift whose hand-over matters now: of whoever has stood longest at the post, else the one in view. */
export function shiftToHandOver(board: Pick<PostBoard, "on" | "shift" | "next">): ShiftOnBoard | undefined {
  return board.on.toSorted((one, other) => one.since - other.since)[0] ?? shiftInView(board);
}

/**
 * The shift on whose page somebody writes, or reads: their own; else the running one where somebody of it is here, else that of whoever is
 * here, else the one in view.
 */
export function shiftToWriteIn(
  board: Pick<PostBoard, "on" | "shift" | "next">,
  person: string,
): ShiftOnBoard | undefined {
  const { on, shift } = board;
  const own = on.find((each) => each.person === person);
  const running = shift && on.some((each) => isSameShift(each, shift)) ? shift : undefined;
  return own ?? running ?? on[0] ?? shiftInView(board);
}

export function isSameShift(one: ShiftOnBoard, other: ShiftOnBoard): boolean {
  return one.date === other.date && one.shift === other.shift;
}
