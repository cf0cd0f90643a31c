import type { Constraint, Demand, RosterPerson, RosterProblem, RosterShift } from "#solver/roster-problem.ts";
import { chanceFrom, type SeededChance } from "#solver/seeded-chance.ts";

/**
 * A month of an office tower, made by chance: two licensed three-shift posts round the clock with two people each,
 * three twelve-hour posts, four office posts; leave, wishes, fairness. `people` is a multiple of 60; larger towers
 * have as many more posts.
 */
export function towerMonth(people: number, seed: number): RosterProblem {
  const chance = chanceFrom(seed);
  const blocks = Math.max(1, Math.round(people / 60));
  const days = 31;
  const weekday = 3;
  const shifts: RosterShift[] = [];
  const staff: RosterPerson[] = [];
  const constraints: Constraint[] = [];
  const demands: Demand[] = [];
  for (let block = 0; block < blocks; block++) {
    for (const post of postsOf(block)) {
      for (const shift of post.shifts) {
        shifts.push({ id: shift.id, minutes: shift.minutes, begins: shift.begins });
        for (let day = 0; day < days; day++) {
          const weekend = (weekday + day) % 7 >= 5;
          const required = post.weekdaysOnly && weekend ? 0 : shift.required;
          demands.push({ name: `${shift.id} on day ${day}`, day, shifts: [shift.id], required, under: 100, over: 10 });
        }
      }
      constraints.push({
        kind: "skill",
        name: `${post.name} needs ${post.skill}`,
        shifts: post.shifts.map(({ id }) => id),
        skill: post.skill,
      });
    }
    staff.push(...staffOf(block, chance));
  }
  constraints.push(...rulesOf(staff, shifts));
  constraints.push(...ownDays(staff, shifts, days, chance));
  return { name: `tower of ${staff.length}`, days, weekday, shifts, people: staff, constraints, demands };
}

interface Post {
  readonly name: string;
  readonly skill: string;
  readonly weekdaysOnly: boolean;
  readonly shifts: readonly (RosterShift & { readonly begins: number; readonly required: number })[];
}

function postsOf(block: number): Post[] {
  const three = (name: string, skill: string): Post => ({
    name,
    skill,
    weekdaysOnly: false,
    shifts: [
      { id: `${name}早`, minutes: 480, begins: 480, required: 2 },
      { id: `${name}中`, minutes: 480, begins: 960, required: 2 },
      { id: `${name}夜`, minutes: 480, begins: 1440, required: 2 },
    ],
  });
  const two = (name: string, required: number): Post => ({
    name,
    skill: `保安${block}`,
    weekdaysOnly: false,
    shifts: [
      { id: `${name}日`, minutes: 720, begins: 420, required },
      { id: `${name}夜`, minutes: 720, begins: 1140, required },
    ],
  });
  const office = (name: string, required: number): Post => ({
    name,
    skill: `客服${block}`,
    weekdaysOnly: true,
    shifts: [{ id: `${name}班`, minutes: 480, begins: 540, required }],
  });
  const at = (name: string) => (block === 0 ? name : `${name}${block + 1}`);
  return [
    three(at("消控"), `消防证${block}`),
    three(at("监控"), `监控证${block}`),
    two(at("大门"), 2),
    two(at("车场"), 1),
    two(at("巡逻"), 1),
    office(at("前台"), 2),
    office(at("客服"), 2),
    office(at("会务"), 1),
    office(at("内勤"), 1),
  ];
}

function staffOf(block: number, chance: SeededChance): RosterPerson[] {
  const kinds: [string, number][] = [
    [`消防证${block}`, 12],
    [`监控证${block}`, 12],
    [`保安${block}`, 25],
    [`客服${block}`, 11],
  ];
  return kinds.flatMap(([skill, count]) =>
    Array.from({ length: count }, (_, i): RosterPerson => {
      const second = kinds[chance.below(3)]?.[0] ?? skill;
      return { id: `${skill}-${i + 1}`, skills: chance.below(6) === 0 && second !== skill ? [skill, second] : [skill] };
    }),
  );
}

function rulesOf(staff: readonly RosterPerson[], shifts: readonly RosterShift[]): Constraint[] {
  const nights = shifts.filter(({ id }) => id.endsWith("夜")).map(({ id }) => id);
  const office = staff.filter(({ skills }) => skills?.[0]?.startsWith("客服")).map(({ id }) => id);
  const others = staff.filter(({ id }) => !office.includes(id)).map(({ id }) => id);
  return [
    { kind: "rest", name: "eleven hours of rest", minutes: 660 },
    { kind: "minutes", name: "most minutes of a month", max: 11_040 },
    { kind: "run", name: "six days in a row", of: "work", max: 6, borders: "neutral" },
    { kind: "run", name: "three nights in a row", of: nights, max: 3, borders: "neutral" },
    {
      kind: "count",
      name: "nights evenly",
      people: others,
      shifts: nights,
      max: 4,
      cost: { under: 0, over: 2, growing: true },
    },
    { kind: "weekends", name: "a free weekend", people: others, max: 4 },
  ];
}

function ownDays(
  staff: readonly RosterPerson[],
  shifts: readonly RosterShift[],
  days: number,
  chance: SeededChance,
): Constraint[] {
  const constraints: Constraint[] = [];
  for (const person of staff) {
    if (chance.below(6) === 0) {
      const from = chance.below(days - 5);
      const leave = Array.from({ length: 3 + chance.below(3) }, (_, i) => from + i);
      constraints.push({ kind: "forbidden", name: `leave of ${person.id}`, people: [person.id], days: leave });
    }
    for (let wish = 0; wish < 6; wish++) {
      const day = chance.below(days);
      const off = chance.below(3) > 0;
      const own = shifts.filter(({ id }) => !id.endsWith("夜"));
      const value = off ? "" : (own[chance.below(own.length)]?.id ?? "");
      constraints.push({
        kind: "wish",
        name: `wish of ${person.id}`,
        people: [person.id],
        day,
        value,
        wanted: off,
        cost: 2 + chance.below(4),
      });
    }
  }
  return constraints;
}
