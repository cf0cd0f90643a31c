import { cellsOfRoster, compile, rosterOfCells } from "./compile.ts";
import { most } from "./constraint-errors.ts";
import { weigh } from "./evaluate.ts";
import { mend } from "./mend.ts";
import { problemErrors } from "./problem-errors.ts";
import { type Change, movedBy, type PersonAbsence, repairProblem, rowsFrom, wholeRow } from "./repair-problem.ts";
import type { Constraint, ProblemError, RosterProblem, RosterRows } from "./roster-problem.ts";
import { type SolveOutcome, type Solving, solve } from "./solve.ts";

export interface Repairing extends Omit<Solving, "from">, Change {
  /** Told of the first proposal, made at once by changing as few cells as it can. */
  readonly proposed?: (proposal: Proposal) => void;
}

/** A whole roster, the past included; the cost is that of the days that are left and of the changes. */
export interface Proposal {
  readonly roster: RosterRows;
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
 * The cheapest repair of a roster in which some cells have become impossible: the same search over the days that are
 * left. The minima of the absent (minutes, runs), the longest rest and what is fixed on absent days are waived; the rest
 * between their shifts is not. Cost and bound are those of the days that are left and of the changes.
 */
export async function repair(problem: RosterProblem, roster: RosterRows, repairing: Repairing): Promise<SolveOutcome> {
  const errors = [...problemErrors(problem), ...faultsOfChange(problem, roster, repairing)];
  if (errors.length > 0) return { kind: "refused", errors };
  const { fromDay, absences } = repairing;
  const changed = repairProblem(problem, roster, repairing);
  const compiled = compile(changed);
  const cells = mend(compiled, cellsOfRoster(compiled, rowsFrom(problem, roster, fromDay)), repairing.seed);
  const first = rosterOfCells(compiled, cells);
  const withPast = (left: RosterRows): RosterRows =>
    Object.fromEntries(
      problem.people.map(({ id }) => [id, [...wholeRow(problem, roster, id).slice(0, fromDay), ...(left[id] ?? [])]]),
    );
  const weighed = weigh(compiled, cells);
  if (weighed.broken === 0) {
    const proposal = withPast(first);
    repairing.proposed?.({
      roster: proposal,
      cost: weighed.cost,
      changed: changesBetween(roster, proposal, absences),
    });
  }
  const outcome = await solve(changed, { ...repairing, from: first });
  if (outcome.kind === "solved") return { ...outcome, roster: withPast(outcome.roster) };
  if (outcome.kind !== "impossible") return outcome;
  const asGiven = (constraint: Constraint) => movedBy(constraint, fromDay, problem.days) ?? constraint;
  return {
    ...outcome,
    conflicts: outcome.conflicts.map(({ person, constraints }) => ({ person, constraints: constraints.map(asGiven) })),
  };
}

/** Says why a change cannot be asked for at all. */
function faultsOfChange(
  problem: RosterProblem,
  roster: RosterRows,
  { absences, fromDay, changeCost }: Change,
): ProblemError[] {
  const { days, people, shifts } = problem;
  const errors: ProblemError[] = [];
  const wrong = (what: string) => errors.push({ what });
  const isDay = (day: number) => Number.isInteger(day) && day >= 0 && day < days;
  if (!isDay(fromDay))
    wrong(`nothing can be repaired from day ${fromDay} on: the roster has the days 0 to ${days - 1}`);
  if (!(Number.isInteger(changeCost) && changeCost >= 0 && changeCost <= most.cost))
    wrong(`the cost of a change must be a whole number from 0 to ${most.cost}, not ${changeCost}`);
  const known = new Set(people.map(({ id }) => id));
  for (const absence of absences) {
    if (!known.has(absence.person)) wrong(`absence: there is no person ${absence.person}`);
    for (const day of absence.days) if (!isDay(day)) wrong(`absence of ${absence.person}: there is no day ${day}`);
  }
  const values = new Set(["", ...shifts.map(({ id }) => id)]);
  for (const id of known) {
    for (const value of roster[id] ?? [])
      if (!values.has(value)) wrong(`the roster of ${id}: there is no shift ${value}`);
  }
  return errors;
}

/** The cells that differ, those of the absent days left out. */
export function changesBetween(before: RosterRows, after: RosterRows, absences: readonly PersonAbsence[]): Changed[] {
  const away = new Set(absences.flatMap(({ person, days }) => days.map((day) => `${day} ${person}`)));
  return Object.entries(after).flatMap(([person, row]) =>
    row.flatMap((is, day) => {
      const was = before[person]?.[day] ?? "";
      return was === is || away.has(`${day} ${person}`) ? [] : [{ person, day, was, is }];
    }),
  );
}
