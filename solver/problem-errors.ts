import { Checks, most } from "./constraint-errors.ts";
import { tooLargeTogether } from "./order-rules.ts";
import type { ProblemError, RosterProblem } from "./roster-problem.ts";

/** Says why a problem cannot be searched at all; an empty list means that it can. */
export function problemErrors(problem: RosterProblem): ProblemError[] {
  const errors: ProblemError[] = [];
  const wrong = (what: string) => errors.push({ what });
  const { days, people, shifts, weekday } = problem;
  if (!Number.isInteger(days) || days < 1) wrong(`the horizon must have at least 1 day, not ${days}`);
  if (days > most.days) wrong(`the horizon has ${days} days; at most ${most.days} can be searched at once: cut it up`);
  if (![0, 1, 2, 3, 4, 5, 6].includes(weekday)) wrong(`the weekday of the first day must be 0 to 6, not ${weekday}`);
  if (people.length === 0) wrong("there are 0 people: name at least one");
  if (people.length > most.people) wrong(`${people.length} people; at most ${most.people}: cut the site up`);
  if (shifts.length === 0) wrong("there is no shift: name at least one");
  if (shifts.length > most.shifts) wrong(`${shifts.length} shifts; at most ${most.shifts}`);
  for (const [what, ids] of [
    ["person", people],
    ["shift", shifts],
  ] as const) {
    const seen = new Set<string>();
    for (const { id } of ids) {
      if (id === "" || seen.has(id)) wrong(id === "" ? `a ${what} has no id` : `${what} ${id} is named twice`);
      seen.add(id);
    }
  }
  const check = new Checks(problem, wrong);
  for (const shift of shifts) check.shift(shift);
  for (const person of people) check.person(person);
  for (const constraint of problem.constraints) check.constraint(constraint);
  for (const demand of problem.demands) check.demand(demand);
  if (errors.length > 0) return errors;
  for (const { person, rules } of tooLargeTogether(problem))
    wrong(
      `${rules.join(", ")}: too much to remember of one person (${person}) at once: shorten the runs or leave one out`,
    );
  return errors;
}
