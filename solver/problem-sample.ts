import type { Constraint, Demand, Person, Problem, Roster, Shift } from "./roster-problem.ts";
import { type Chance, chanceFrom } from "./seeded-chance.ts";

/** Small problems made by chance, of every kind of constraint: what the compiled reading and the bound are tested on. */
export function sampleProblem(seed: number, size: { people: number; days: number }): Problem {
  const chance = chanceFrom(seed);
  const long = [720, 1440, 2880][chance.below(3)] ?? 720;
  const shifts: Shift[] = ["早", "中", "夜", "长"].slice(0, 1 + chance.below(4)).map((id, s) => ({
    id,
    minutes: s === 3 ? long : 480,
    ...(chance.below(6) === 0 ? {} : { begins: [480, 960, 1440, 600][s] ?? 480 }),
  }));
  const ids = shifts.map((shift) => shift.id);
  const history = () => Array.from({ length: chance.below(6) }, () => pick(chance, ["", ...ids]));
  const people: Person[] = Array.from({ length: size.people }, (_, p) => ({
    id: `p${p}`,
    skills: ["fire", "key"].filter(() => chance.below(3) > 0),
    ...(chance.below(3) === 0 ? { before: history() } : {}),
    ...(chance.below(4) === 0 ? { after: history() } : {}),
  }));
  const constraints = Array.from({ length: 4 + chance.below(10) }, (_, c) =>
    sampleConstraint(chance, `rule ${c}`, size.days, ids, people),
  );
  const demands: Demand[] = [];
  for (let day = 0; day < size.days; day++) {
    for (const id of ids) {
      const skill = chance.below(4) === 0 ? { skill: "fire" } : {};
      const required = chance.below(1 + Math.ceil(size.people / 3));
      const also = ids.filter((other) => other !== id && chance.below(6) === 0);
      demands.push({
        name: `${id} on day ${day}`,
        day,
        shifts: [id, ...also],
        required,
        under: 20 + chance.below(80),
        over: chance.below(3),
        ...skill,
      });
    }
  }
  return { name: `sample ${seed}`, days: size.days, weekday: chance.below(7), shifts, people, constraints, demands };
}

function pick<T>(chance: Chance, from: readonly T[]): T {
  return from[chance.below(from.length)] as T;
}

function sampleConstraint(chance: Chance, name: string, days: number, ids: string[], people: Person[]): Constraint {
  const some = people.map((person) => person.id).filter(() => chance.below(3) > 0);
  const named = chance.below(2) === 0 ? { name } : { name, people: some };
  const min = chance.below(3);
  const limits = { min, max: min + 1 + chance.below(4) };
  const soft =
    chance.below(2) === 0
      ? { cost: { under: 1 + chance.below(9), over: 1 + chance.below(9), growing: chance.below(2) === 0 } }
      : {};
  const from = chance.below(days);
  const within = chance.below(2) === 0 ? { within: { from, to: from + 1 + chance.below(days - from) } } : {};
  const day = chance.below(days);
  const someDays = () => Array.from({ length: days }, (_, each) => each).filter(() => chance.below(2) === 0);
  const borders = chance.below(2) === 0 ? "neutral" : "strict";
  switch (chance.below(13)) {
    case 0:
      return { ...named, kind: "succession", after: pick(chance, ids), never: ids.filter(() => chance.below(2) === 0) };
    case 1:
      return { ...named, kind: "rest", minutes: chance.below(3) === 0 ? 2880 : 480 + 60 * chance.below(8) };
    case 2:
      return {
        ...named,
        kind: "count",
        ...limits,
        ...soft,
        ...within,
        ...(chance.below(3) === 0 ? {} : { shifts: [pick(chance, ids)] }),
        ...(chance.below(3) === 0 ? { days: someDays() } : {}),
        carried: { p0: chance.below(3) },
      };
    case 3:
      return {
        ...named,
        kind: "minutes",
        min: 480 * chance.below(days / 2),
        max: 480 * Math.ceil(days / 2) + 480 * chance.below(5),
        ...within,
        ...soft,
      };
    case 4:
      return { ...named, kind: "run", of: "work", ...limits, borders };
    case 5:
      return { ...named, kind: "run", of: "rest", min, ...(chance.below(2) === 0 ? { max: limits.max } : {}), borders };
    case 6:
      return { ...named, kind: "run", of: [pick(chance, ids)], ...limits, borders };
    case 7:
      return { ...named, kind: "weekends", max: min, ...("cost" in soft ? { min, ...soft } : {}) };
    case 8:
      return { name, people: [pick(chance, people).id], kind: "fixed", day, value: pick(chance, ["", ...ids]) };
    case 9:
      return {
        ...named,
        kind: "forbidden",
        days: [day],
        ...(chance.below(2) === 0 ? { shifts: [pick(chance, ids)] } : {}),
      };
    case 10:
      return { ...named, kind: "skill", shifts: [pick(chance, ids)], skill: "key" };
    case 11:
      return {
        ...named,
        kind: "keep",
        roster: { p0: someDays().map(() => pick(chance, ["", ...ids])) },
        cost: 1 + min,
      };
    default:
      return {
        ...named,
        kind: "wish",
        day,
        value: pick(chance, ["", ...ids]),
        wanted: chance.below(2) === 0,
        cost: 1 + chance.below(9),
      };
  }
}

/** Any roster at all, legal or not. */
export function sampleRoster(problem: Problem, chance: Chance): Roster {
  const values = ["", "", ...problem.shifts.map((shift) => shift.id)];
  return Object.fromEntries(
    problem.people.map((person) => [person.id, Array.from({ length: problem.days }, () => pick(chance, values))]),
  );
}
