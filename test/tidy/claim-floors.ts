import type { Measure } from "./claim-measure.ts";

/*
 * A test that claims less than it did stays green. So what every file of tests claims is written down, and only rises: what is written down lower
 * than on main has its reason in `lowered-claims.json`, for a reader to agree with.
 */

/** What every file claimed when somebody last wrote it down, as `path: "7 claims, 4 exact, 73 said, 100 runs"`. */
export const CLAIM_FLOORS = "test/tidy/claim-floors.json";
/** Files that may claim less than they did: what they claimed before, and why there is less of it. */
export const LOWERED_CLAIMS = "test/tidy/lowered-claims.json";

export type Floors = Readonly<Record<string, string>>;
export type Lowered = Readonly<Record<string, { readonly was: string; readonly why: string }>>;

const WRITE = "node test/tidy/write-claim-floors.ts";
const FIGURES = ["claims", "exact", "said", "runs"] as const satisfies readonly (keyof Measure)[];

export function figuresText(measure: Measure): string {
  return FIGURES.map((figure) => `${measure[figure]} ${figure}`).join(", ");
}

/** What a file claims less than what is written down of it, and what nobody has written down. */
export function lostClaims(now: ReadonlyMap<string, Measure>, floors: Floors): string[] {
  const lost = Object.entries(floors).flatMap(([path, floor]) => {
    const less = lessThan(now.has(path) ? figuresText(now.get(path) as Measure) : "", floor);
    if (less.length === 0) return [];
    const known = now.has(path) ? `${less.join(", ")}` : "nothing any more";
    return [
      `${path} claims ${known}: put back what it claimed, or move or lower its line in ${CLAIM_FLOORS} (${WRITE} ${path})`,
    ];
  });
  const unwritten = [...now.keys()].filter((path) => floors[path] === undefined);
  return [...lost, ...unwritten.map((path) => `${path} stands not in ${CLAIM_FLOORS}: ${WRITE}`)];
}

/** What is written down lower than before, or not any more, without its reason; a file that bears another name now claims what it did. */
export function loweredFloors(before: Floors, now: Floors, lowered: Lowered): string[] {
  const added = Object.keys(now).filter((path) => before[path] === undefined);
  return Object.entries(before).flatMap(([path, floor]) => {
    const here = now[path];
    const isMoved = here === undefined && added.some((each) => lessThan(now[each] ?? "", floor).length === 0);
    const less = lessThan(here ?? "", floor);
    if (less.length === 0 || isMoved || (lowered[path] && lessThan(lowered[path].was, floor).length === 0)) return [];
    return [
      `${path} is written down with ${less.join(", ")}: ${LOWERED_CLAIMS} says what it claimed ("was": "${floor}") and why`,
    ];
  });
}

/** Lines about files that claim again what they did, and lines without a reason. */
export function needlessLowered(now: Floors, lowered: Lowered): string[] {
  return Object.entries(lowered).flatMap(([path, { was, why }]) => [
    ...(lessThan(now[path] ?? "", was).length === 0 ? [`${path} claims all of it: take its line out`] : []),
    ...(why.length < 20 ? [`${path} is lowered without a reason`] : []),
  ]);
}

/** What is to be written down: whatever has risen and whatever is new; what has fallen only of the files that are named. */
export function nextFloors(now: ReadonlyMap<string, Measure>, floors: Floors, named: readonly string[]): Floors {
  const kept = Object.entries(floors).filter(([path]) => !named.includes(path));
  const known = new Map(kept);
  for (const [path, measure] of now) {
    const text = figuresText(measure);
    known.set(path, highest(text, known.get(path) ?? text));
  }
  return Object.fromEntries([...known].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function highest(one: string, other: string): string {
  const pairs = FIGURES.map((figure) => [figure, Math.max(figureIn(one, figure), figureIn(other, figure))]);
  return figuresText(Object.fromEntries(pairs) as Measure);
}

/** The figures of which there are fewer, each as `3 exact instead of 4`. */
function lessThan(found: string, floor: string): string[] {
  const less = FIGURES.filter((figure) => figureIn(found, figure) < figureIn(floor, figure));
  return less.map((figure) => `${figureIn(found, figure)} ${figure} instead of ${figureIn(floor, figure)}`);
}

function figureIn(text: string, figure: keyof Measure): number {
  return Number(new RegExp(`(\\d+) ${figure}`).exec(text)?.[1] ?? 0);
}
