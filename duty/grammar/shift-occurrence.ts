import type { BusinessDate, Instant } from "./time.ts";

/** One shift of one post on one business date, fixed when its first stream begins; what later editions or rosters say does not move it. */
export interface ShiftOccurrence {
  readonly post: string;
  readonly date: BusinessDate;
  readonly shift: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Set-up version under which it began: the regulations it will end under. */
  readonly under: number;
}

/** The natural name of what happens once per post and shift. */
export function shiftId({ post, date, shift }: Readonly<Record<keyof ShiftName, string>>): string {
  return `${post}/${date}/${shift}`;
}

/** A shift as it is named by those who are not yet in it. */
export interface ShiftName {
  readonly post: string;
  readonly date: BusinessDate;
  readonly shift: string;
}

/** Reads what `shiftId` writes. */
export function shiftNamed(id: string): ShiftName {
  const [post = "", date = "", shift = ""] = id.split("/");
  return { post, date: date as BusinessDate, shift };
}
