import { minute } from "#duty/grammar/time.ts";
import type { OverviewAnswer } from "#server/overview/overview-answer.ts";

type Ahead = OverviewAnswer["ahead"][number];

/** One mark on a lane of the strip of time. */
export interface StripMark {
  readonly at: number;
  /** How far along the strip, 0 to 1. */
  readonly along: number;
  /** How many things come there, and what they are; several kinds where marks that would overlap are one. */
  readonly count: number;
  readonly whats: readonly string[];
  /** The post, where it is the only one. */
  readonly post: string | undefined;
}

/** Marks nearer to each other than this share of the strip could not be read, and become one. */
const apart = 0.125;

/** The marks of one lane, the soonest first. */
export function marksOf(ahead: readonly Ahead[], from: number, until: number): StripMark[] {
  const marks: StripMark[] = [];
  for (const { at, count, what, post } of ahead) {
    const along = (at - from) / (until - from);
    const last = marks.at(-1);
    if (last && along - last.along < apart)
      marks[marks.length - 1] = {
        ...last,
        count: last.count + count,
        whats: [...new Set([...last.whats, what])],
        post: undefined,
      };
    else marks.push({ at, along, count, whats: [what], post: count === 1 ? post : undefined });
  }
  return marks;
}

/** Whole hours between two moments, by the clock of a zone that is told by how it shows a moment. */
export function wholeHours(from: number, until: number, minutePast: (at: number) => number): number[] {
  const first = Math.ceil(from / minute) * minute;
  const toHour = (60 - minutePast(first)) % 60;
  const hours: number[] = [];
  for (let at = first + toHour * minute; at <= until; at += 60 * minute) hours.push(at);
  return hours;
}
