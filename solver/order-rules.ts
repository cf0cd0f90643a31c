import { type Automaton, automataOf, fitOneTable, type Machine, machinesOf } from "./machine.ts";
import type { Constraint, RosterProblem } from "./roster-problem.ts";

/** A constraint and its place in the problem's list. */
export interface Rule {
  readonly constraint: Constraint;
  readonly index: number;
}

/** The constraints that bind each person, in the order of the problem. */
export function rulesByPerson({ people, constraints }: RosterProblem): Rule[][] {
  const rules: Rule[][] = people.map(() => []);
  const places = new Map(people.map(({ id }, p) => [id, p]));
  for (const [index, constraint] of constraints.entries()) {
    const bound = constraint.people ? new Set(constraint.people.map((id) => places.get(id))) : people.keys();
    for (const p of bound) if (p !== undefined) rules[p]?.push({ constraint, index });
  }
  return rules;
}

interface Alike {
  /** Values of the days after the horizon. */
  readonly after: readonly number[];
  readonly members: { readonly p: number; readonly before: readonly number[]; readonly machines: readonly Machine[] }[];
}

/** People under order rules of the same content; only the places of the rules and what was before differ. */
function alikeOf(problem: RosterProblem, rulesOf: readonly (readonly Rule[])[]): Alike[] {
  const longest = longestLine(problem);
  const values = new Map(problem.shifts.map((shift, s) => [shift.id, s + 1]));
  const valuesOf = (ids: readonly string[] = []) => ids.map((id) => values.get(id) ?? 0);
  const alike = new Map<string, Alike>();
  for (const [p, { before, after }] of problem.people.entries()) {
    const machines: Machine[] = [];
    let key = `${valuesOf(after)}`;
    for (const { constraint, index } of rulesOf[p] ?? []) {
      const made = machinesOf(constraint, index, problem.shifts, longest);
      if (made.length > 0) key += `|${JSON.stringify({ ...constraint, people: undefined, name: undefined })}`;
      machines.push(...made);
    }
    const group = alike.get(key) ?? { after: valuesOf(after), members: [] };
    alike.set(key, group);
    group.members.push({ p, before: valuesOf(before), machines });
  }
  return [...alike.values()];
}

/** The table of each person; those who are alike share one. */
export function automataByPerson(problem: RosterProblem, rulesOf: readonly (readonly Rule[])[]): Automaton[] {
  const automata: Automaton[] = [];
  for (const { after, members } of alikeOf(problem, rulesOf)) {
    const befores = members.map(({ before }) => before);
    const shared = automataOf(members[0]?.machines ?? [], problem.shifts.length, befores, after);
    for (const [i, { p, machines }] of members.entries()) automata[p] = { ...(shared[i] as Automaton), machines };
  }
  return automata;
}

/** The rules about the order of days that are too much for one table, with one person whom they bind. */
export function tooLargeTogether(problem: RosterProblem): { person: string; rules: string[] }[] {
  return alikeOf(problem, rulesByPerson(problem)).flatMap(({ members: [member] }) => {
    if (!member || fitOneTable(member.machines, problem.shifts.length)) return [];
    const rules = member.machines.map(({ constraint }) => problem.constraints[constraint]?.name ?? "");
    return [{ person: problem.people[member.p]?.id ?? "", rules }];
  });
}

/** Days of the longest line that is read at once: what was before, the horizon and what comes after. */
function longestLine({ days, people }: RosterProblem): number {
  const around = people.map(({ before = [], after = [] }) => before.length + after.length);
  return days + around.reduce((most, each) => Math.max(most, each), 0);
}
