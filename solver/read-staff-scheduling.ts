import { most } from "./constraint-errors.ts";
import type { Constraint, Demand, ProblemError, RosterPerson, RosterProblem, RosterShift } from "./roster-problem.ts";
import { largestWhole, wholeNumberOf } from "./whole-number.ts";

const sections = [
  "SECTION_HORIZON",
  "SECTION_SHIFTS",
  "SECTION_STAFF",
  "SECTION_DAYS_OFF",
  "SECTION_SHIFT_ON_REQUESTS",
  "SECTION_SHIFT_OFF_REQUESTS",
  "SECTION_COVER",
] as const;
type Section = (typeof sections)[number];

interface Reading {
  days: number;
  line: number;
  /** Shifts that are named before they are defined, with the line that names them. */
  readonly awaited: { line: number; id: string }[];
  readonly shifts: Map<string, RosterShift>;
  readonly people: Map<string, RosterPerson>;
  readonly constraints: Constraint[];
  readonly demands: Demand[];
}

class Malformed extends Error {}

/**
 * Reads the staff scheduling text format of Curtois and Qu (2014): comma-separated lines under SECTION_ heads, `#`
 * comments, whatever ends their lines, whole numbers as tools spell them. Every error names its line.
 */
export function readStaffScheduling(
  text: string,
  name: string,
): { problem: RosterProblem } | { errors: ProblemError[] } {
  const errors: ProblemError[] = [];
  const reading: Reading = {
    days: 0,
    line: 0,
    awaited: [],
    shifts: new Map(),
    people: new Map(),
    constraints: [],
    demands: [],
  };
  const seen = new Set<Section>();
  let section: Section | undefined;
  const lines = text.split(/\r\n?|\n/);
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    reading.line = index + 1;
    try {
      if (line.startsWith("SECTION_")) {
        section = sections.find((known) => known === line);
        if (!section) throw new Malformed(`unknown section ${line}`);
        seen.add(section);
      } else if (section)
        readLine[section](
          reading,
          line.split(",").map((field) => field.trim()),
        );
      else throw new Malformed("text before the first section");
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      errors.push({ line: index + 1, what: error.message });
      // Without a horizon no line that names a day can be judged.
      if (section === "SECTION_HORIZON") return { errors };
    }
  }
  for (const known of sections.slice(0, 3))
    if (!seen.has(known)) errors.push({ line: lines.length, what: `${known} is missing` });
  for (const { line, id } of reading.awaited) {
    if (!reading.shifts.has(id)) errors.push({ line, what: `there is no shift "${id}"` });
  }
  if (errors.length > 0) return { errors: errors.slice(0, 20) };
  const { days, shifts, people, constraints, demands } = reading;
  return {
    problem: {
      name,
      days,
      weekday: 0,
      shifts: [...shifts.values()],
      people: [...people.values()],
      constraints,
      demands,
    },
  };
}

const readLine: Record<Section, (reading: Reading, fields: string[]) => void> = {
  SECTION_HORIZON(reading, fields) {
    if (reading.days > 0) throw new Malformed("a second horizon");
    const days = whole(fields[0], "number of days");
    if (days < 1) throw new Malformed("the horizon must have at least 1 day");
    if (days > most.days)
      throw new Malformed(`the horizon has ${days} days; at most ${most.days} are possible: cut it up`);
    reading.days = days;
  },
  SECTION_SHIFTS(reading, fields) {
    const [id, minutes, successors] = take(fields, 3, "shift, minutes, successors");
    if (reading.shifts.has(id)) throw new Malformed(`shift ${id} is named twice`);
    reading.shifts.set(id, { id, minutes: whole(minutes, "minutes") });
    const never = successors === "" ? [] : successors.split("|").map((each) => each.trim());
    for (const each of never) reading.awaited.push({ line: reading.line, id: each });
    if (never.length > 0) reading.constraints.push({ kind: "succession", name: `not after ${id}`, after: id, never });
  },
  SECTION_STAFF(reading, fields) {
    const [id, mostOfShifts, ...rest] = take(fields, 8, "8 fields of a person");
    if (reading.people.has(id)) throw new Malformed(`person ${id} is named twice`);
    const [maxMinutes, minMinutes, maxRun, minRun, minOff, maxWeekends] = rest.map((field) =>
      whole(field, "limit"),
    ) as [number, number, number, number, number, number];
    reading.people.set(id, { id });
    const people = [id];
    for (const limit of mostOfShifts.split("|")) limitOf(reading, id, limit);
    reading.constraints.push(
      { kind: "minutes", name: "minutes", people, min: minMinutes, max: maxMinutes },
      { kind: "run", name: "consecutive shifts", people, of: "work", min: minRun, max: maxRun, borders: "neutral" },
      { kind: "run", name: "consecutive days off", people, of: "rest", min: minOff, borders: "neutral" },
      { kind: "weekends", name: "weekends", people, max: maxWeekends },
    );
  },
  SECTION_DAYS_OFF(reading, fields) {
    const [id, ...days] = fields;
    reading.constraints.push({
      kind: "forbidden",
      name: "day off",
      people: [personOf(reading, id)],
      days: days.map((day) => dayOf(reading, day)),
    });
  },
  SECTION_SHIFT_ON_REQUESTS: (reading, fields) => wish(reading, fields, true),
  SECTION_SHIFT_OFF_REQUESTS: (reading, fields) => wish(reading, fields, false),
  SECTION_COVER(reading, fields) {
    const [dayField, shift, required, under, over] = take(fields, 5, "day, shift, required, under, over");
    const day = dayOf(reading, dayField);
    reading.demands.push({
      name: `cover of ${shift} on day ${day}`,
      day,
      shifts: [shiftOf(reading, shift)],
      required: whole(required, "required"),
      under: whole(under, "weight"),
      over: whole(over, "weight"),
    });
  },
};

function limitOf(reading: Reading, person: string, limit: string): void {
  const [shift, number] = limit.split("=").map((part) => part.trim());
  const max = whole(number, "largest number of a shift");
  const id = shiftOf(reading, shift);
  if (reading.days === 0) throw new Malformed("SECTION_HORIZON must come before the staff");
  const people = [person];
  const days = Array.from({ length: reading.days }, (_, day) => day);
  if (max === 0) reading.constraints.push({ kind: "forbidden", name: `never ${id}`, people, days, shifts: [id] });
  else if (max < reading.days)
    reading.constraints.push({ kind: "count", name: `most ${id}`, people, shifts: [id], max });
}

function wish(reading: Reading, fields: string[], wanted: boolean): void {
  const [person, day, shift, weight] = take(fields, 4, "person, day, shift, weight");
  reading.constraints.push({
    kind: "wish",
    name: wanted ? "shift on request" : "shift off request",
    people: [personOf(reading, person)],
    day: dayOf(reading, day),
    value: shiftOf(reading, shift),
    wanted,
    cost: whole(weight, "weight"),
  });
}

type Fields<N extends number> = N extends 8 ? [string, string, ...string[]] : [string, string, string, string, string];

function take<N extends number>(fields: string[], count: N, what: string): Fields<N> {
  if (fields.length !== count) throw new Malformed(`expected ${what}, found ${fields.length} fields`);
  return fields as Fields<N>;
}

function whole(field: string | undefined, what: string): number {
  const number = wholeNumberOf(field ?? "");
  if (number === undefined)
    throw new Malformed(`${what}: expected a whole number of 0 to ${largestWhole}, found "${field ?? ""}"`);
  return number;
}

function dayOf(reading: Reading, field: string | undefined): number {
  const day = whole(field, "day");
  if (day >= reading.days) throw new Malformed(`day ${day} lies outside the horizon of ${reading.days} days`);
  return day;
}

function personOf(reading: Reading, id: string | undefined): string {
  if (id === undefined || !reading.people.has(id)) throw new Malformed(`there is no person "${id ?? ""}"`);
  return id;
}

function shiftOf(reading: Reading, id: string | undefined): string {
  if (id === undefined || !reading.shifts.has(id)) throw new Malformed(`there is no shift "${id ?? ""}"`);
  return id;
}
