import { heldUnder } from "./held-under.ts";
import { type Direction, isFields } from "./stricter.ts";

/*
 * Numbers that a text leaves open. Its part of an edition names them in `open`; the value beside it is where a site begins, and a site may set
 * it either way. Named are a field (`graceMinutes`), or a rung of the ladder by whom it calls (`callSquadLeader`: minutes until `squad-leader`).
 */

type Part = Readonly<Record<string, unknown>>;

interface Rung {
  readonly afterMinutes: number;
  readonly call: string;
}

/** The names in `open` of a part; none where the text gives every number. */
export function openIn(part: unknown): readonly string[] {
  return isFields(part) && Array.isArray(part.open) ? (part.open as readonly string[]) : [];
}

/** The number of a part that goes by this name; undefined where there is none. */
export function numberNamed(part: Part, name: string): number | undefined {
  const own = heldUnder(part, name);
  if (typeof own === "number") return own;
  return rungsOf(part).find(({ call }) => nameOfRung(call) === name)?.afterMinutes;
}

/** The part with the number of this name set. */
export function withNumber(part: Part, name: string, value: number): Part {
  if (typeof heldUnder(part, name) === "number") return { ...part, [name]: value };
  const ladder = rungsOf(part).map((rung) =>
    nameOfRung(rung.call) === name ? { ...rung, afterMinutes: value } : rung,
  );
  return { ...part, ladder };
}

/** How the number of this name unites, and its range. Of two times of a rung the earlier is the stricter. */
export function directionNamed(part: Direction, name: string): Direction {
  const own = heldUnder(part.properties ?? {}, name);
  if (own) return own;
  return { ...part.properties?.ladder?.items?.properties?.afterMinutes, stricter: "less" };
}

/** `department-manager` → `callDepartmentManager`. */
export function nameOfRung(call: string): string {
  return `call${call.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}`;
}

function rungsOf({ ladder }: Part): readonly Rung[] {
  return Array.isArray(ladder) ? (ladder as readonly Rung[]) : [];
}
