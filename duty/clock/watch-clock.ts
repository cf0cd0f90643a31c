import { type Instant, instant } from "#duty/grammar/time.ts";
import type { GapBody, JumpBody } from "./clock-shapes.ts";

/*
 * What a server's clocks say, held against each other. Pure: whoever reads the clocks hands the readings in, one after the other, and does what is
 * told. A life of the program has one watch.
 */

/** What the clocks say at one moment, in whole milliseconds. */
export interface ClockReading {
  /** The time of day, which people and machines set. */
  readonly wall: Instant;
  /** Counts on since some moment before this life began; nobody sets it. It stands still while the machine sleeps. */
  readonly steady: number;
  /** The same, and counts on in sleep as well; undefined where the machine has no such clock. */
  readonly awake?: number | undefined;
  /** The database's time of day; undefined where it was not asked. */
  readonly witness?: number | undefined;
}

export interface WatchBounds {
  /** Clocks that are further apart than so many milliseconds do not agree. */
  readonly apart: number;
  /** Misses and calls wait so many milliseconds at most. */
  readonly wait: number;
}

/** A jump as it was seen. */
export type SeenJump = Omit<JumpBody, "server">;

export type SeenFault =
  | ({ readonly fault: "jump" } & SeenJump)
  | ({ readonly fault: "gap" } & Omit<GapBody, "server">)
  /** The wait is over, of every jump for which it was. */
  | { readonly fault: "over"; readonly by: "time" | "database" };

export interface ClockLife {
  /** What the clocks said when they were last found to agree. */
  readonly since: ClockReading;
  /** The database's clock as it was last asked, and the steady one then. */
  readonly asked?: { readonly witness: number; readonly steady: number } | undefined;
  /** Misses and calls wait until the steady clock shows so much. */
  readonly until?: number | undefined;
  /** The database's clock says that the time is wrong. */
  readonly isAgainst?: boolean | undefined;
  /** Milliseconds by which this server's time is put right for what happens by itself. */
  readonly correction: number;
}

interface Watched {
  readonly watch: ClockLife;
  readonly seen: readonly SeenFault[];
}

/** What is known when a life begins. */
export interface LifeBefore {
  /** The newest moment that was entered, or at which a server was known to run; undefined where nothing was ever. */
  readonly newest?: number | undefined;
  /** When a server was last known to run; undefined where none ever did. */
  readonly ran?: number | undefined;
  /** When this server entered a jump for which the wait is not over. */
  readonly openSince?: number | undefined;
  /** Jumps that were entered already: what stands before their new time is known to. */
  readonly known?: readonly Pick<SeenJump, "from" | "to">[];
}

/**
 * The first look of a life. The time in which the program did not run is a gap, however long. A jump is a time before the newest entry, and one of
 * which a database with a clock of its own says something else: no clock of this life knows how the time was before.
 */
export function beginWatch(reading: ClockReading, before: LifeBefore, bounds: WatchBounds): Watched {
  const { newest, ran, openSince, known = [] } = before;
  const { wall, steady, witness } = reading;
  const isAgainst = witness !== undefined && Math.abs(witness - wall) > bounds.apart;
  const right = isAgainst ? witness : wall;
  const watch: ClockLife = { since: reading, correction: 0, ...askedIn(reading) };
  const gap: SeenFault[] =
    ran !== undefined && right - ran > bounds.apart ? [{ fault: "gap", from: instant(ran), to: instant(right) }] : [];
  const isKnown = known.some(({ from, to }) => newest !== undefined && newest <= from && to <= wall);
  const isBefore = newest !== undefined && newest - wall > bounds.apart && !isKnown;
  if (isBefore || isAgainst) {
    const from = instant(isBefore ? newest : right);
    const jump: SeenFault = { fault: "jump", from, to: wall, witness: isAgainst ? "against" : "none" };
    return { watch: waiting(watch, steady + bounds.wait, isAgainst), seen: [...gap, jump] };
  }
  if (openSince === undefined) return { watch, seen: gap };
  const left = Math.min(bounds.wait, Math.max(0, openSince + bounds.wait - wall));
  return { watch: waiting(watch, steady + left, false), seen: gap };
}

/** One look of many: what is found, and the watch after it. */
export function watchOn(before: ClockLife, reading: ClockReading, bounds: WatchBounds): Watched {
  // What has waited as long as it may happens first, whatever is seen besides: the next look sees it as well.
  if (before.until !== undefined && reading.steady >= before.until) {
    const correction = before.isAgainst ? correctionBy(before, reading) : before.correction;
    return { watch: { ...ended(before), correction }, seen: [{ fault: "over", by: "time" }] };
  }
  const expected = wallExpected(before, reading);
  if (Math.abs(reading.wall - expected) <= bounds.apart) return { watch: { ...before, ...askedIn(reading) }, seen: [] };
  const since: ClockLife = { ...before, since: reading, ...askedIn(reading) };
  if (hasSlept(before, reading, bounds))
    return { watch: since, seen: [{ fault: "gap", from: instant(expected), to: reading.wall }] };
  const witness = witnessOf(before, reading, bounds);
  const jump: SeenFault = { fault: "jump", from: instant(expected), to: reading.wall, witness };
  if (witness === "for")
    return { watch: { ...ended(since), correction: 0 }, seen: [jump, { fault: "over", by: "database" }] };
  // A clock that jumps again and again makes nobody wait longer.
  const until = before.until ?? reading.steady + bounds.wait;
  return { watch: waiting({ ...since, correction: 0 }, until, witness === "against"), seen: [jump] };
}

/** Whether the clocks are so far apart that the database's should be asked. */
export function isDoubtful(watch: ClockLife, reading: ClockReading, { apart }: WatchBounds): boolean {
  return Math.abs(reading.wall - wallExpected(watch, reading)) > apart;
}

/** Somebody has said for every site that the time is right. */
export function confirmWatch(watch: ClockLife): ClockLife {
  return { ...ended(watch), correction: 0 };
}

function waiting(watch: ClockLife, until: number, isAgainst: boolean): ClockLife {
  return { ...watch, until, isAgainst };
}

function ended({ until: _, isAgainst: __, ...watch }: ClockLife): ClockLife {
  return watch;
}

function askedIn({ witness, steady }: ClockReading): Pick<ClockLife, "asked"> {
  return witness === undefined ? {} : { asked: { witness, steady } };
}

function wallExpected({ since }: ClockLife, { steady }: ClockReading): number {
  return since.wall + (steady - since.steady);
}

/** The machine slept, and its time of day went on meanwhile as it should. */
function hasSlept({ since }: ClockLife, { wall, awake }: ClockReading, { apart }: WatchBounds): boolean {
  if (awake === undefined || since.awake === undefined) return false;
  return Math.abs(wall - since.wall - (awake - since.awake)) <= apart;
}

/**
 * The database's clock is a witness only where it is another one, and that is seen and not configured: it went on as steadily as it should while this
 * one jumped. On the same machine, as with the embedded PostgreSQL, both jump, and it witnesses nothing.
 */
function witnessOf(
  { asked }: ClockLife,
  { wall, steady, witness }: ClockReading,
  { apart }: WatchBounds,
): JumpBody["witness"] {
  if (asked === undefined || witness === undefined) return "none";
  const isAnother = Math.abs(witness - asked.witness - (steady - asked.steady)) <= apart;
  if (!isAnother) return "none";
  return Math.abs(witness - wall) <= apart ? "for" : "against";
}

/** From then on what happens by itself goes by the database's clock, which all servers share. */
function correctionBy({ asked }: ClockLife, { wall, steady }: ClockReading): number {
  return asked === undefined ? 0 : asked.witness + (steady - asked.steady) - wall;
}
