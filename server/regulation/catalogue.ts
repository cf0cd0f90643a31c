import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { strength } from "#duty/regulation.ts";

/*
 * The rule catalogue as far as packs are held against it, one file for each text, `regulations/catalogue/<prefix>.yaml`: data of the product,
 * wherever the pack stands that is held.
 */

const folder = join(import.meta.dirname, "..", "..", "regulations");

const given = z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]);
const left = z.strictObject({ open: z.literal(true), default: z.unknown(), unit: z.string().optional() });

const textShape = z.strictObject({
  id: z.string(),
  prefix: z.string(),
  /** The text that this one repeats; it then has no rules of its own. */
  duplicateOf: z.string().optional(),
  rules: z.array(
    z.strictObject({
      id: z.string(),
      strength,
      /** The numbers of the text, and those that it leaves open. */
      params: z.record(z.string(), z.union([given, left])).optional(),
      /** Numbers that are a reading of the text and not said by it. */
      inferred: z.array(z.string()).optional(),
    }),
  ),
});

export type CatalogueText = z.infer<typeof textShape>;
export type CatalogueRule = CatalogueText["rules"][number];
export type GivenNumber = z.infer<typeof given>;

export function isLeftOpen(value: GivenNumber | z.infer<typeof left>): value is z.infer<typeof left> {
  return typeof value === "object" && !Array.isArray(value);
}

/** What the catalogue knows of the text with a prefix; undefined where it knows none. */
export function catalogueText(prefix: string): CatalogueText | undefined {
  const file = join(folder, "catalogue", `${prefix}.yaml`);
  return existsSync(file) ? textShape.parse(parse(readFileSync(file, "utf8"))) : undefined;
}
