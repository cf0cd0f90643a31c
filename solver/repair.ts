import { cellsOfRoster, compile, rosterOfCells } from "./compile.ts";
import { weigh } from "./evaluate.ts";
import { mend } from "./mend.ts";
import type { Constraint, Problem, Roster } from "./roster-problem.ts";
import { type Outcome, type Solving, solve } from "./solve.ts";

export interface Absence {
  readonly person: string;
  readonly days: readonly number[];
}

export interface Repairing extends Omit<Solving, "from"> {
  readonly absences: readonly Absence[];
  /** Days before this one have happened and stay as they are. */
  readonly fromDay: number;
  /** What each changed cell of someone who is not absent costs. */
  readonly changeCost: number;
  /** Told of the first proposal, made at once by changing as few cells as it can. */
  readonly proposed?: (proposal: Proposal) => void;
}

export interface Proposal {
  readonly roster: Roster;
  readonly cost: number;
  readonly changed: readonly Changed[];
}

export interface Changed {
  readonly person: string;
  readonly day: number;
  readonly was: string;
  readonly is: string;
}

/**
 * The cheapest repair of a roster in which some cells have become impossible: the same search, with the past fixed, the
 * absences forbidden, and every change charged. The minima of the absent (minutes, runs) are waived; their rest is not.
 */
export async function repair(problem: Problem, roster: Roster, repairing: Repairing): Promise<Outcome> {
  const changed = repairProblem(problem, roster, repairing);
  const compiled = compile(changed);
  const cells = mend(compiled, cellsOfRoster(compiled, roster), repairing.fromDay, repairing.seed);
  const first = rosterOfCells(compiled, cells);
  const weighed = weigh(compiled, cells);
  if (weighed.broken === 0) {
    repairing.proposed?.({
      roster: first,
      cost: weighed.cost,
      changed: changesBetween(roster, first, repairing.absences),
    });
  }
  return solve(changed, { ...repairing, from: first });
}

/** The problem of repairing: what has happened is fixed, what is impossible forbidden, what changes is charged. */
export function repairProblem(
  problem: Problem,
  roster: Roster,
  { absences, fromDay, changeCost }: Pick<Repairing, "absences" | "fromDay" | "changeCost">,
): Problem {
  const absent = new Set(absences.map(({ person }) => person));
  const there = problem.people.map(({ id }) => id).filter((id) => !absent.has(id));
  const constraints = problem.constraints.flatMap((constraint) => withoutMinimum(constraint, problem, absent));
  for (const { person, days } of absences) {
    constraints.push({
      kind: "forbidden",
      name: `absence of ${person}`,
      people: [person],
      days: days.filter((day) => day >= fromDay),
    });
  }
  for (const { id } of problem.people) {
    for (let day = 0; day < Math.min(fromDay, problem.days); day++) {
      constraints.push({ kind: "fixed", name: "the past", people: [id], day, value: roster[id]?.[day] ?? "" });
    }
  }
  constraints.push({ kind: "keep", name: "changes", people: there, roster, cost: changeCost });
  return { ...problem, constraints };
}

/** The constraint for those present, and for the absent without its minimum. */
function withoutMinimum(constraint: Constraint, problem: Problem, absent: ReadonlySet<string>): Constraint[] {
  if (!("min" in constraint) || constraint.min === undefined || ("cost" in constraint && constraint.cost))
    return [constraint];
  const bound = constraint.people ?? problem.people.map(({ id }) => id);
  const { min: _waived, ...rest } = constraint;
  return [
    { ...constraint, people: bound.filter((id) => !absent.has(id)) },
    { ...rest, people: bound.filter((id) => absent.has(id)) } as Constraint,
  ];
}

/** The cells that differ, those of the absent days left out. */
export function changesBetween(before: Roster, after: Roster, absences: readonly Absence[]): Changed[] {
  const away = new Set(absences.flatMap(({ person, days }) => days.map((day) => `${day} ${person}`)));
  return Object.entries(after).flatMap(([person, row]) =>
    row.flatMap((is, day) => {
      const was = before[person]?.[day] ?? "";
      return was === is || away.has(`${day} ${person}`) ? [] : [{ person, day, was, is }];
    }),
  );
}
