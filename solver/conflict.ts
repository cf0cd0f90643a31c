import { compile } from "./compile.ts";
import { priceRow } from "./price.ts";
import { planOf } from "./price-plan.ts";
import type { Constraint, Problem } from "./roster-problem.ts";

/** A person for whom no row at all is legal, and a smallest set of rules that cannot hold together. */
export interface Conflict {
  readonly person: string;
  readonly constraints: readonly Constraint[];
}

/** Everyone for whom there is no legal row; cover is never hard, so nobody else can make a problem impossible. */
export function conflictOf(problem: Problem): Conflict[] {
  const compiled = compile(problem);
  const conflicts: Conflict[] = [];
  for (const person of compiled.people) {
    if (possible(person.id, problem, problem.constraints)) continue;
    conflicts.push({ person: person.id, constraints: smallest(person.id, problem) });
    if (conflicts.length >= 20) break;
  }
  return conflicts;
}

/** Takes constraints away one by one; what cannot be taken away without a legal row appearing is the conflict. */
function smallest(person: string, problem: Problem): Constraint[] {
  let needed = problem.constraints.filter((constraint) => !constraint.people || constraint.people.includes(person));
  for (const constraint of [...needed]) {
    const without = needed.filter((other) => other !== constraint);
    if (!possible(person, problem, without)) needed = without;
  }
  return needed;
}

function possible(person: string, problem: Problem, constraints: readonly Constraint[]): boolean {
  const alone = compile({
    ...problem,
    constraints,
    people: problem.people.filter(({ id }) => id === person),
    demands: [],
  });
  const rule = alone.people[0];
  if (!rule) return true;
  const plan = planOf(rule, alone.days, rule.allowed);
  return (
    priceRow(plan, new Float64Array(alone.days * alone.values), Number.POSITIVE_INFINITY).bound <
    Number.POSITIVE_INFINITY
  );
}
