import { type PersonId, personOf, type Recorded } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { ClockEntry, GapBody, JumpBody } from "./clock-shapes.ts";

/** A jump of the clock, and what became of it. */
export interface ClockJump extends JumpBody {
  /** When it was entered. */
  readonly at: Instant;
  /** When misses and calls went on; undefined while they wait. */
  readonly endedAt?: Instant;
  readonly endedBy?: "time" | "database" | "person";
  /** Who said that the time is right. */
  readonly confirmedBy?: PersonId;
}

/** What the clock of a site went through: one stream a site. */
export interface ClockPast {
  /** By the name of the jump. */
  readonly jumps: Readonly<Record<string, ClockJump>>;
  readonly gaps: readonly GapBody[];
}

/** The only stream of the noun at a site. */
export const clockId = "site";

export const clockKind: Kind<ClockPast, ClockEntry, unknown> = {
  noun: "clock",
  begin: () => ({ jumps: {}, gaps: [] }),
  evolve,
  owes: () => [],
  under: () => undefined,
};

function evolve(clock: ClockPast, entry: Recorded<ClockEntry>): ClockPast {
  const { at } = entry;
  switch (entry.type) {
    case "clock.jumped": {
      const { jump, ...its } = entry.body;
      return { ...clock, jumps: { ...clock.jumps, [jump]: { ...its, at } } };
    }
    case "clock.resumed":
      return withJump(clock, entry.body.jump, { endedAt: at, endedBy: entry.body.by });
    case "clock.confirmed": {
      const { jump } = entry.body;
      const by = personOf(entry.actor);
      const ended = isJumpOpen(heldUnder(clock.jumps, jump)) ? ({ endedAt: at, endedBy: "person" } as const) : {};
      return withJump(clock, jump, { ...ended, ...(by === undefined ? {} : { confirmedBy: by }) });
    }
    case "clock.gap":
      return { ...clock, gaps: [...clock.gaps, entry.body] };
  }
}

function withJump(clock: ClockPast, name: string, change: Partial<ClockJump>): ClockPast {
  const before = heldUnder(clock.jumps, name);
  return before ? { ...clock, jumps: { ...clock.jumps, [name]: { ...before, ...change } } } : clock;
}

/** Whether misses and calls wait because of it. */
export function isJumpOpen(jump: ClockJump | undefined): boolean {
  return jump !== undefined && jump.endedAt === undefined;
}

/** Whether somebody still has to look at it: neither a person nor the database's clock has said that the time is right. */
export function isUnlooked({ confirmedBy, endedBy }: Pick<ClockJump, "confirmedBy" | "endedBy">): boolean {
  return confirmedBy === undefined && endedBy !== "database";
}

/** What was wrong with the clock when something fell due: the program did not run, or the time was not to be trusted. */
export type ClockFault = "gap" | "jump";

/**
 * What was wrong with the clock at a moment by which something was owed; undefined where nothing was. A jump covers the time that it left out or
 * went through twice, and the time for which misses waited.
 */
export function clockFaultAt({ jumps, gaps }: ClockPast, dueAt: number): ClockFault | undefined {
  if (gaps.some(({ from, to }) => from <= dueAt && dueAt < to)) return "gap";
  return Object.values(jumps).some((each) => isWithin(each, dueAt)) ? "jump" : undefined;
}

function isWithin({ from, to, endedAt }: ClockJump, dueAt: number): boolean {
  const isBefore = endedAt === undefined || dueAt <= Math.max(from, to, endedAt);
  return Math.min(from, to) < dueAt && isBefore;
}
