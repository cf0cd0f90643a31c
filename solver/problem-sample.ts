import type { Constraint, Demand, RosterPerson, RosterProblem, RosterRows, RosterShift } from "./roster-problem.ts";
import { chanceFrom, type SeededChance } from "./seeded-chance.ts";

/** Small problems made by chance, of every kind of constraint: what the compiled reading and the bound are tested on. */
export function sampleProblem(seed: number, size: { people: number; days: number }): RosterProblem {
  const chance = chanceFrom(seed);
  const long = [720, 1440, 2880][chance.below(3)] ?? 720;
  const shifts: RosterShift[] = ["早", "中", "夜", "长"].slice(0, 1 + chance.below(4)).map((id, s) => ({
    id,
    minutes: s === 3 ? long : 480,
    ...(chance.below(6) === 0 ? {} : { begins: [480, 960, 1440, 600][s] ?? 480 }),
  }));
  const ids = shifts.map((shift) => shift.id);
  const history = () => Array.from({ length: chance.below(6) }, () => pick(chance, ["", ...ids]));
  const people: RosterPerson[] = Array.from({ length: size.people }, (_, p) => ({
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

function pick<T>(chance: SeededChance, from: readonly T[]): T {
  return from[chance.below(from.length)] as T;
}

function sampleConstraint(
  chance: SeededChance,
  name: string,
  days: number,
  ids: string[],
  people: RosterPerson[],
): Constraint {
  const some = people.map((person) => person.id).filter(() => chance.below(3) > 0);
  const named = chance.below(2) === 0 ? { name } : { name, people: some };
  const kind = chance.below(15);
  if (kind < 5) return sampleSum(chance, named, days, ids, kind);
  const day = chance.below(days);
  const value = pick(chance, ["", ...ids]);
  switch (kind) {
    case 5:
      return { ...named, kind: "succession", after: pick(chance, ids), never: ids.filter(() => chance.below(2) === 0) };
    case 6:
      return { ...named, kind: "rest", minutes: chance.below(3) === 0 ? 2880 : 480 + 60 * chance.below(8) };
    case 7:
      return { name, people: [pick(chance, people).id], kind: "fixed", day, value };
    case 8: {
      const shifts = chance.below(2) === 0 ? { shifts: [pick(chance, ids)] } : {};
      return { ...named, kind: "forbidden", days: [day], ...shifts };
    }
    case 9:
      return { ...named, kind: "skill", shifts: [pick(chance, ids)], skill: "key" };
    case 10: {
      const row = Array.from({ length: chance.below(days) }, () => pick(chance, ["", ...ids]));
      return { ...named, kind: "keep", roster: { p0: row }, cost: 1 + chance.below(3) };
    }
    case 11:
    case 12:
    case 13: {
      const of = pick(chance, ["work", "rest", [pick(chance, ids)]] as const);
      const min = chance.below(3);
      const max = chance.below(3) === 0 ? {} : { max: min + 1 + chance.below(4) };
      return { ...named, kind: "run", of, min, ...max, borders: pick(chance, ["neutral", "strict"] as const) };
    }
    default:
      return { ...named, kind: "wish", day, value, wanted: chance.below(2) === 0, cost: 1 + chance.below(9) };
  }
}

/** Minutes (0), weekends (1) or counts, hard or soft, within the horizon or a part of it. */
function sampleSum(
  chance: SeededChance,
  named: Pick<Constraint, "name" | "people">,
  days: number,
  ids: string[],
  kind: number,
): Constraint {
  const min = chance.below(3);
  const max = min + 1 + chance.below(4);
  const cost = { under: 1 + chance.below(9), over: 1 + chance.below(9), growing: chance.below(2) === 0 };
  const soft = chance.below(2) === 0 ? { cost } : {};
  const from = chance.below(days);
  const within = chance.below(2) === 0 ? { within: { from, to: from + 1 + chance.below(days - from) } } : {};
  const carried = chance.below(2) === 0 ? {} : { carried: { p0: chance.below(3) * (kind === 0 ? 240 : 1) } };
  if (kind === 0) {
    const half = 480 * Math.ceil(days / 2);
    const limits = { min: 480 * chance.below(days / 2), max: half + 480 * chance.below(5) };
    return { ...named, kind: "minutes", ...limits, ...within, ...carried, ...soft };
  }
  // A hard minimum of weekends would contradict other rules more often than not.
  if (kind === 1)
    return { ...named, kind: "weekends", max: min, ...carried, ...("cost" in soft ? { min, ...soft } : {}) };
  const shifts = chance.below(3) === 0 ? {} : { shifts: [pick(chance, ids)] };
  const someDays = Array.from({ length: days }, (_, day) => day).filter(() => chance.below(3) > 0);
  const only = chance.below(3) === 0 ? { days: someDays } : {};
  return { ...named, kind: "count", min, max, ...soft, ...within, ...shifts, ...only, ...carried };
}

/** Any roster at all, legal or not. */
export function sampleRoster(problem: RosterProblem, chance: SeededChance): RosterRows {
  const values = ["", "", ...problem.shifts.map((shift) => shift.id)];
  return Object.fromEntries(
    problem.people.map((person) => [person.id, Array.from({ length: problem.days }, () => pick(chance, values))]),
  );
}
