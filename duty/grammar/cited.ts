import { z } from "zod";
import type { RuleId } from "./decision.ts";

export const ruleId = z.string().regex(/^[A-Z]{2,5}\d*-\d{2}$/);

/** Ids of the rules that an element carries out; an element without a citation is not allowed into a regulation. */
export const cites = z.array(ruleId).min(1);

export interface Cited {
  readonly cites: readonly RuleId[];
}

/** The rules behind an element that may be absent: an absent element constrains nothing and cites nothing. */
export function citesOf(element: Cited | undefined): readonly RuleId[] {
  return element?.cites ?? [];
}

/** The same, where what nobody has allowed is refused: then it is for administrators, and the house says so. */
export function citesOrAdministrators(element: Cited | undefined): readonly RuleId[] {
  return element?.cites ?? ["ZB-10"];
}

/** Whether functions are enough for what a regulation leaves to some; where none says to whom, everybody may. */
export function isLeftTo(left: { readonly by: readonly string[] } | undefined, functions: readonly string[]): boolean {
  return !left || left.by.some((each) => functions.includes(each));
}

/** Wall time in a regulation, `HH:MM`. */
export const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Lower-case words joined by hyphens: keys of posts, shifts, functions, items and elements. */
export const key = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  .max(60);

/** A function that a regulation names in its own words; a site maps it to one of its own. */
export const functionKey = key.meta({ names: "function" });

/** The post that an element speaks of: an abstract post of its regulation, or every post that the regulation binds. */
export const anyPost = z.union([key, z.literal("any")]);

/** Who is called and when, counted in minutes from the time the thing was due. Where two ladders meet, each call comes at the earlier time. */
export const ladder = z
  .array(z.strictObject({ afterMinutes: z.int().min(0).max(100_000), call: functionKey }))
  .max(10)
  .meta({ stricter: "earlier" });
