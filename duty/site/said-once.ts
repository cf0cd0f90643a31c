import type { BusinessDate } from "#duty/grammar/time.ts";

/** What a set-up says of a post on a date. It never changes, it is followed by another; so it is kept for as long as the set-up is kept itself. */
export function saidOnce<SetUp extends object, T>(
  say: (setUp: SetUp, post: string, date: BusinessDate) => readonly T[],
): (setUp: SetUp, post: string, date: BusinessDate) => readonly T[] {
  const known = new WeakMap<SetUp, Map<string, Map<BusinessDate, readonly T[]>>>();
  return (setUp, post, date) => {
    const here = known.get(setUp) ?? new Map<string, Map<BusinessDate, readonly T[]>>();
    known.set(setUp, here);
    const there = here.get(post) ?? new Map<BusinessDate, readonly T[]>();
    here.set(post, there);
    const said = there.get(date) ?? say(setUp, post, date);
    there.set(date, said);
    return said;
  };
}
