import { readFileSync } from "node:fs";

/** From what takes milliseconds and says what is wrong, to what leads hundreds of lives. The first that fails ends a mutant. */
const COSTS = [/^duty\/[^/]+$/, /^duty\/(?!wiring\/|door\/)/, /situations|conduct|spoken/, /cases/, /properties/];

/** Asked for each mutant, and read once. */
const long = new Map<string, boolean>();

/** Whether a file of tests draws from a new seed each time, or lives a whole month. */
function isLong(path: string): boolean {
  return /\b(freshSeed|liveMonth)\(/.test(readFileSync(path, "utf8"));
}

/** Whether a file of tests stands beside what is mutated. */
export function isBeside(path: string): boolean {
  return path.startsWith(`duty/${process.env.ZHIBAN_MUTATED}/`);
}

/** Files of tests, named from the root, by what asking them costs; first of all those that stand beside what is mutated. */
export function byCost(paths: readonly string[]): string[] {
  const costs = new Map(paths.map((each) => [each, costOf(each)]));
  return paths.toSorted((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0) || a.localeCompare(b, "en"));
}

function costOf(path: string): number {
  const known = long.get(path) ?? isLong(path);
  long.set(path, known);
  if (known) return COSTS.length + 1;
  if (isBeside(path)) return -1;
  const cost = COSTS.findIndex((each) => each.test(path));
  return cost < 0 ? COSTS.length : cost;
}
