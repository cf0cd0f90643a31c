import type { Constraint, Demand, RosterPerson, RosterProblem, RosterShift } from "./roster-problem.ts";

/** The largest problem that is searched at once. */
export const most = { days: 400, people: 1000, shifts: 100, cost: 1_000_000, minutes: 2880 };

/** Looks for values in a problem that no search could take seriously; each error is one sentence that names its place. */
export class Checks {
  private readonly problem: RosterProblem;
  private readonly wrong: (what: string) => void;
  private readonly shifts: ReadonlySet<string>;
  private readonly people: ReadonlySet<string>;

  constructor(problem: RosterProblem, wrong: (what: string) => void) {
    this.problem = problem;
    this.wrong = wrong;
    this.shifts = new Set(problem.shifts.map(({ id }) => id));
    this.people = new Set(problem.people.map(({ id }) => id));
  }

  shift({ id, minutes, begins }: RosterShift): void {
    if (!isWhole(minutes, 1, most.minutes)) this.wrong(`shift ${id} lasts ${minutes} minutes; 1 to 2880 are possible`);
    this.whole(`shift ${id}`, "its beginning", begins, 0, most.minutes);
  }

  person({ id, before = [], after = [] }: RosterPerson): void {
    for (const days of [before, after]) {
      this.values(`the days around the roster of ${id}`, days);
      if (days.length > most.days) this.wrong(`${id}: ${days.length} days before or after; at most ${most.days}`);
    }
  }

  demand({ name, shifts, day, required, under, over }: Demand): void {
    this.shiftsIn(name, shifts);
    this.daysIn(name, [day]);
    this.whole(name, "the number required", required, 0);
    this.whole(name, "the cost of one missing", under, 0, most.cost);
    this.whole(name, "the cost of one too many", over, 0, most.cost);
  }

  constraint(rule: Constraint): void {
    const { name } = rule;
    this.peopleIn(name, rule.people ?? []);
    if ("shifts" in rule) this.shiftsIn(name, rule.shifts ?? []);
    if (rule.kind === "succession") this.shiftsIn(name, [rule.after, ...rule.never]);
    if (rule.kind === "rest") this.rest(name, rule.minutes);
    if (rule.kind === "run") {
      if (typeof rule.of !== "string") this.shiftsIn(name, rule.of);
      this.limits(name, rule, { min: 0, max: 1 }, most.days);
    }
    if (rule.kind === "count" || rule.kind === "minutes" || rule.kind === "weekends") this.sum(rule);
    if (rule.kind === "fixed" || rule.kind === "wish") {
      this.daysIn(name, [rule.day]);
      this.values(name, [rule.value]);
    }
    if (rule.kind === "forbidden") this.daysIn(name, rule.days);
    if (rule.kind === "wish" || rule.kind === "keep") this.whole(name, "its cost", rule.cost, 0, most.cost);
    if (rule.kind === "keep") for (const { id } of this.problem.people) this.values(name, rule.roster[id] ?? []);
  }

  private rest(name: string, minutes: number): void {
    this.whole(name, "its minutes", minutes, 0);
    const begins = this.problem.shifts.flatMap((shift) => shift.begins ?? []);
    const earliest = Math.min(...begins);
    for (const shift of this.problem.shifts) {
      if (shift.begins === undefined || shift.begins + shift.minutes + minutes <= 8 * 1440 + earliest) continue;
      this.wrong(`${name}: after ${shift.id} it forbids work for more than 7 days; make it shorter`);
    }
  }

  private sum(rule: Constraint & { kind: "count" | "minutes" | "weekends" }): void {
    const { name } = rule;
    this.limits(name, rule, { min: 0, max: 0 });
    this.peopleIn(name, Object.keys(rule.carried ?? {}));
    for (const carried of Object.values(rule.carried ?? {})) this.whole(name, "what is carried over", carried, 0);
    this.whole(name, "its cost under the limit", rule.cost?.under, 0, most.cost);
    this.whole(name, "its cost over the limit", rule.cost?.over, 0, most.cost);
    if (rule.kind === "count") this.daysIn(name, rule.days ?? []);
    if (rule.kind === "weekends" || !rule.within) return;
    const { from, to } = rule.within;
    if (!(isWhole(from, 0, to) && isWhole(to, from, this.problem.days)))
      this.wrong(`${name}: from day ${from} to day ${to} is not within the horizon of ${this.problem.days} days`);
  }

  private limits(
    name: string,
    { min, max }: { min?: number; max?: number },
    least: { min: number; max: number },
    greatest?: number,
  ): void {
    this.whole(name, "the least", min, least.min, greatest);
    this.whole(name, "the most", max, least.max, greatest);
    if (min !== undefined && max !== undefined && min > max)
      this.wrong(`${name}: the least, ${min}, is above the most, ${max}`);
  }

  private whole(name: string, what: string, value: number | undefined, least: number, greatest = 1e9): void {
    if (value === undefined || isWhole(value, least, greatest)) return;
    this.wrong(`${name}: ${what} must be a whole number from ${least} to ${greatest}, not ${value}`);
  }

  private peopleIn(name: string, ids: readonly string[]): void {
    for (const id of ids) if (!this.people.has(id)) this.wrong(`${name}: there is no person ${id}`);
  }

  private shiftsIn(name: string, ids: readonly string[]): void {
    for (const id of ids) if (!this.shifts.has(id)) this.wrong(`${name}: there is no shift ${id}`);
  }

  private values(name: string, ids: readonly string[]): void {
    for (const id of ids) if (id !== "") this.shiftsIn(name, [id]);
  }

  private daysIn(name: string, days: readonly number[]): void {
    for (const day of days) if (!isWhole(day, 0, this.problem.days - 1)) this.wrong(`${name}: there is no day ${day}`);
  }
}

function isWhole(value: number, least: number, greatest: number): boolean {
  return Number.isInteger(value) && value >= least && value <= greatest;
}
