import { type Compiled, type CompiledPerson, compile } from "./compile.ts";
import { weighRow } from "./evaluate.ts";
import { priceRow } from "./price.ts";
import { pricePlanOf } from "./price-plan.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";

/** A person for whom no row at all is legal, and a smallest set of rules that cannot hold together. */
export interface Conflict {
  readonly person: string;
  readonly constraints: readonly Constraint[];
}

/** So many people are told of: whoever puts these right asks again. */
const mostTold = 20;

/** Everyone for whom there is no legal row, as far as they are told; cover is never hard, so nobody else can make a problem impossible. */
export function conflictOf({ problem, people, days }: Compiled): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const person of people) {
    if (hasRow(person, days)) continue;
    conflicts.push({ person: person.id, constraints: smallest(person.id, problem) });
    if (conflicts.length >= mostTold) break;
  }
  return conflicts;
}

/** Takes constraints away one by one; what cannot be taken away without a legal row appearing is the conflict. */
function smallest(person: string, problem: RosterProblem): Constraint[] {
  const people = problem.people.filter(({ id }) => id === person);
  let needed = problem.constraints.filter((constraint) => !constraint.people || constraint.people.includes(person));
  for (const constraint of [...needed]) {
    const without = needed.filter((other) => other !== constraint);
    const alone = compile({ ...problem, constraints: without, people, demands: [] });
    if (!alone.people.every((rule) => hasRow(rule, alone.days))) needed = without;
  }
  return needed;
}

function hasRow(person: CompiledPerson, days: number): boolean {
  if (mayIdle(person, days)) return true;
  const prices = new Float64Array(days * person.automaton.values);
  const plan = pricePlanOf(person, days, person.allowed);
  return priceRow(plan, prices, Number.POSITIVE_INFINITY).bound < Number.POSITIVE_INFINITY;
}

/** Whether the row with the least work is legal: for many people it is, and looking is far cheaper than planning. */
function mayIdle(person: CompiledPerson, days: number): boolean {
  const { values } = person.automaton;
  const row = Uint8Array.from({ length: days }, (_, day) =>
    Math.max(0, person.allowed.subarray(day * values, (day + 1) * values).indexOf(1)),
  );
  const out = new Float64Array(2);
  weighRow(person, row, 0, days, out);
  return out[1] === 0;
}
