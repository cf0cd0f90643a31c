import type { Touched } from "#duty/door/table.ts";

/* In which ways people leave their posts, for truth 1: each must have happened in the lives that are to prove it. */

/** By the entry that tells of it. */
const ways = {
  "attendance.signed-off": "signed off",
  "attendance.sign-off-recorded": "was signed off by somebody else",
  "attendance.moved": "moved to another post",
  "attendance.abandoned": "abandoned a post",
  "attendance.excused": "had somebody else put in",
  "absence.left": "left for a while",
  "absence.accepted": "left for a while and is covered",
  "absence.left-at-once": "left at once",
  "handover.stood-in": "was stood in for",
} as const;

export type WayOfLeaving = (typeof ways)[keyof typeof ways];

export function noWaysOfLeaving(): Record<WayOfLeaving, number> {
  return Object.fromEntries(Object.values(ways).map((way) => [way, 0])) as Record<WayOfLeaving, number>;
}

export function countWaysOfLeaving(counts: Record<WayOfLeaving, number>, { entries }: Pick<Touched, "entries">): void {
  for (const { type } of entries) if (type in ways) counts[ways[type as keyof typeof ways]] += 1;
}

/** Ways that take nobody from where they stood: whoever comes instead of them is waited for, or has come. */
const others: readonly string[] = ["attendance.excused", "handover.stood-in"];

/** Whether an entry tells that somebody stands no longer at the post of its stream. */
export function isLeaving(type: string): boolean {
  const isWay = type in ways && !others.includes(type);
  return isWay || type === "attendance.departed" || type === "absence.cover-ended";
}
