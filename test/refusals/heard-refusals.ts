import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Refusal } from "#duty/grammar/decision.ts";
import type { GivenRefusal } from "./refusal-words.ts";

/** A place of `duty/` at which a test was refused. */
export interface HeardPlace {
  readonly name: string;
  /** The function that refused, where its refusal was passed on. */
  readonly asks?: string;
  /** By what a property drew. */
  readonly byChance?: true;
  readonly file: string;
  readonly test: string;
}

/**
 * What the unit tests of this run were refused with: each code with each set of names that its detail had.
 * @throws Error where none has run
 */
export function heardRefusals(): readonly GivenRefusal[] {
  return linesOf<GivenRefusal>("codes");
}

/**
 * The places of `duty/` at which the unit tests of this run were refused.
 * @throws Error where none has run
 */
export function heardPlaces(): readonly HeardPlace[] {
  return linesOf<HeardPlace>("places");
}

/** The codes of a value that is a refusal, holds one, or is a list of them; none of any other value. */
export function codesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(codesIn);
  const { refusal = value } = value as { refusal?: unknown };
  const { code, rules } = (refusal ?? {}) as Partial<Refusal>;
  return typeof code === "string" && Array.isArray(rules) ? [code] : [];
}

function linesOf<Line>(what: "codes" | "places"): Line[] {
  const folder = process.env.ZHIBAN_HEARD;
  if (folder === undefined || !existsSync(folder))
    throw new Error(
      "No unit test has run before this check: run npm test, or vitest run --project pure --project apart --project alone --project last.",
    );
  const lines = readdirSync(folder)
    .filter((each) => each.startsWith(what))
    .flatMap((each) => readFileSync(join(folder, each), "utf8").trim().split("\n"));
  return lines.map((line) => JSON.parse(line) as Line);
}
