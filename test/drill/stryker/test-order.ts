/** From what takes milliseconds and says what is wrong, to what leads hundreds of lives. The first that fails ends a mutant. */
const COSTS = [/^duty\/[^/]+$/, /^duty\/(?!wiring\/|door\/)/, /situations|conduct|spoken/, /cases/, /properties/];

/** Files of tests, named from the root, by what asking them costs; first of all those that stand beside what is mutated. */
export function byCost(paths: readonly string[]): string[] {
  return paths.toSorted((a, b) => costOf(a) - costOf(b) || a.localeCompare(b, "en"));
}

function costOf(path: string): number {
  if (path.startsWith(`duty/${process.env.ZHIBAN_MUTATED}/`)) return -1;
  const cost = COSTS.findIndex((each) => each.test(path));
  return cost < 0 ? COSTS.length : cost;
}
