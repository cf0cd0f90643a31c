import type { ActId } from "#duty/acts.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type BusinessDate, datePlus } from "#duty/grammar/time.ts";
import { undoneBy } from "#duty/roster/publish-roster.ts";
import { type Assignment, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { shifts, towerSite } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";

/* Months that people publish in the random lives, and covers that they take back. */

interface Chosen {
  readonly variant: number;
  readonly who: number;
}

/** The `index`th shift of a post, counted from the first of a day. */
export function namedShift(post: string, date: BusinessDate, index: number): ShiftName {
  return { post, date: datePlus(date, Math.floor(index / 3)), shift: shifts[index % 3]?.key ?? "" };
}

/** What changes a plan: the month with somebody else in one shift, or as it was before its covers; and what is taken back. */
export function planOf(world: World, { variant, who }: Chosen, act: ActId, leaving: ShiftName): object {
  const id = rosterId(leaving.post, leaving.date);
  const { assignments, covers } = world.state<Roster>({ site: towerSite, noun: "roster", id });
  const one = covers[variant % Math.max(1, covers.length)];
  if (act === "roster.take-back-cover") return one ?? { cover: everybody[who % everybody.length]?.person };
  // Mostly the shift that comes: a plan changed around the hour of signing on is what people trip over.
  const next = namedShift(leaving.post, leaving.date, shifts.findIndex(({ key }) => key === leaving.shift) + 1);
  const coming = assignments.findIndex((each) => each.date === next.date && each.shift === next.shift);
  const changed = variant % 4 > 0 && coming >= 0 ? coming : variant % assignments.length;
  const person = everybody[who % everybody.length]?.person as string;
  const filled = assignments.map((each, index) => {
    const cover = covers.find((of) => of.date === each.date && of.shift === each.shift && of.cover === each.person);
    if (variant % 3 === 0 && cover) return { ...each, person: cover.insteadOf[0] as string };
    return index === changed ? { ...each, person } : each;
  });
  const plan = variant % 5 === 1 ? monthAnew(assignments, { variant, who }, leaving) : filled;
  const undone = undoneBy({ phase: "published", under: 0, assignments, covers }, plan);
  return {
    assignments: plan,
    undoes: variant % 7 === 0 ? [] : undone.map(({ date, shift, cover }) => ({ date, shift, cover })),
  };
}

/** The month as it is, but for one shift of the next days: whoever was due for it is not, or somebody is for whom nobody was. */
function monthAnew(
  assignments: readonly Assignment[],
  { variant, who }: Chosen,
  { post, date: from }: ShiftName,
): readonly Assignment[] {
  const { date, shift } = namedShift(post, from, variant % 12);
  const others = assignments.filter((each) => each.date !== date || each.shift !== shift);
  if (others.length < assignments.length) return others;
  const person = everybody[who % everybody.length]?.person ?? "";
  return [...assignments, { date, shift, person, leading: true }];
}
