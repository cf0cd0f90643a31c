import { changesBetween, repair } from "#solver/repair.ts";
import type { PersonAbsence } from "#solver/repair-problem.ts";
import type { RosterProblem, RosterRows } from "#solver/roster-problem.ts";
import { chanceFrom } from "#solver/seeded-chance.ts";

/** What came of one sick call. Without a repair gap and changes are infinite: such a call is worse than any other. */
export interface SickCall {
  readonly absence: PersonAbsence;
  /** Seconds until the first legal proposal. */
  readonly first: number;
  /** Per cent above the bound at the end. */
  readonly gap: number;
  /** Changed cells, those of the absence left out. */
  readonly changed: number;
}

/** Repairs a roster after each of so many random absences; `seconds` are the most for one. None where nobody works. */
export async function sickCalls(
  problem: RosterProblem,
  roster: RosterRows,
  { calls, seconds }: { readonly calls: number; readonly seconds: number },
): Promise<SickCall[]> {
  const chance = chanceFrom(2);
  const made: SickCall[] = [];
  const absences = absencesIn(problem, roster);
  for (let call = 0; call < calls; call++) {
    const absence = absences[chance.below(absences.length)];
    if (!absence) break;
    const began = performance.now();
    let first = Number.POSITIVE_INFINITY;
    const proposed = () => {
      first = Math.min(first, (performance.now() - began) / 1000);
    };
    const outcome = await repair(problem, roster, {
      absences: [absence],
      fromDay: absence.days[0] ?? 0,
      changeCost: 5,
      seed: call + 1,
      seconds,
      proposed,
      progress: ({ cost }) => Number.isFinite(cost) && proposed(),
    });
    const [gap, changed] =
      outcome.kind === "solved"
        ? [
            (100 * (outcome.cost - outcome.bound)) / Math.max(1, outcome.bound),
            changesBetween(roster, outcome.roster, [absence]).length,
          ]
        : [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    made.push({ absence, first, gap, changed });
  }
  return made;
}

/** Two to five days of somebody who works on at least one of them: nobody has to stand in for the others. */
function absencesIn({ people, days }: RosterProblem, roster: RosterRows): PersonAbsence[] {
  const spans = Array.from({ length: Math.max(0, days - 8) }, (_, day) =>
    [2, 3, 4, 5].map((length) => Array.from({ length }, (_, more) => 2 + day + more)),
  ).flat();
  const works = (id: string, span: readonly number[]) => span.some((day) => (roster[id]?.[day] ?? "") !== "");
  return spans.flatMap((span) => people.flatMap(({ id }) => (works(id, span) ? [{ person: id, days: span }] : [])));
}
