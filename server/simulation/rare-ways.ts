import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { LifeChance } from "./chance.ts";

/*
 * What a well-run building sees seldom, and must see: each way comes once in its days, in a shift that chance draws, so that thirty days of
 * any seed have each at least twice.
 */

interface RareRhythm {
  /** Once in so many days. */
  readonly everyDays: number;
  /** Where it comes. */
  readonly posts: readonly string[];
}

const guarded = ["lobby", "east-gate"];
const everywhere = [...guarded, "squad"];

export const rareRhythms = {
  /** The relief does not come; somebody is put in. */
  cover: { everyDays: 10, posts: everywhere },
  /** Who was put in does not come either. */
  "cover-twice": { everyDays: 13, posts: guarded },
  /** The relief comes after all. */
  "cover-taken-back": { everyDays: 13, posts: guarded },
  /** A month is published again, since two people have exchanged a shift. */
  "month-again": { everyDays: 10, posts: everywhere },
  /** Whoever prepared takes it back, and prepares again. */
  reopening: { everyDays: 7, posts: everywhere },
  /** Somebody leaves before the relief comes; whoever leads records it. */
  abandonment: { everyDays: 14, posts: guarded },
  /** The sign-off is forgotten, and recorded by somebody else. */
  "sign-off-recorded": { everyDays: 7, posts: everywhere },
  /** Something comes up when the hand-over is prepared. */
  "matter-after-preparing": { everyDays: 7, posts: everywhere },
  /** Somebody is put in, and whoever stood there goes to another post. */
  move: { everyDays: 10, posts: ["lobby"] },
  /** Something of the shift before turns out to be wrong. */
  fault: { everyDays: 6, posts: everywhere },
  /** Whoever leads records what a rule forbids. */
  violation: { everyDays: 10, posts: guarded },
  /** A problem is found at the hand-over that no count shows. */
  problem: { everyDays: 10, posts: everywhere },
  /** A line of the log is set right. */
  correction: { everyDays: 10, posts: everywhere },
  /** Somebody leaves the post at once, for an emergency. */
  emergency: { everyDays: 7, posts: everywhere },
} as const satisfies Record<string, RareRhythm>;

/** The ways that chance draws shifts for. */
export type DrawnWay = keyof typeof rareRhythms;

/** What follows from one of them alone. */
const following = ["stand-in", "withdrawal", "cover-absence"] as const;

export type RareWay = DrawnWay | (typeof following)[number];

const drawn = Object.keys(rareRhythms) as readonly DrawnWay[];

export const rareWays: readonly RareWay[] = [...drawn, ...following];

export function noRareWays(): Record<RareWay, number> {
  return Object.fromEntries(rareWays.map((way) => [way, 0])) as Record<RareWay, number>;
}

/** The shifts in which something rare happens, one thing at a time in the whole building; `turns` are those of all posts. */
export function drawRareWays(
  turns: readonly ShiftName[],
  chance: LifeChance,
): (turn: ShiftName, way: DrawnWay) => boolean {
  const days = [...new Set(turns.map(({ date }) => date))].toSorted();
  const ways = new Map<string, DrawnWay>();
  const taken = new Set<string>();
  for (const way of drawn) {
    const { everyDays, posts }: RareRhythm = rareRhythms[way];
    for (let first = 0; first < days.length; first += everyDays) {
      // The first day of a life has hand-overs that nobody was there for; the last one of a rhythm may not be lived to its end.
      const those = days.slice(Math.max(1, first), first + everyDays - 1);
      const free = turns.filter(
        (each) => posts.includes(each.post) && those.includes(each.date) && !taken.has(hoursOf(each)),
      );
      if (free.length === 0) continue;
      const turn = chance.pick(free);
      ways.set(shiftId(turn), way);
      taken.add(hoursOf(turn));
    }
  }
  return (turn, way) => ways.get(shiftId(turn)) === way;
}

/** The same shift of every post. */
function hoursOf({ date, shift }: ShiftName): string {
  return `${date}/${shift}`;
}
