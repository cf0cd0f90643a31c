import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";
import type { RuleId } from "#duty/grammar/decision.ts";
import { strength } from "#duty/regulation.ts";
import { readYamlFile, type YamlText } from "./yaml-text.ts";

/*
 * What somebody has compared with the sources, one file for each text: `reviewed/<prefix>.yaml` beside the packs that it is about. Of a text that
 * a folder of packs has no review of its own for, the product's review holds. `node server/regulation/write-review.ts PREFIX` writes it.
 */

const ofProduct = join(import.meta.dirname, "..", "..", "regulations");

const seal = z.string().regex(/^[0-9a-f]{64}$/);

const reading = z.strictObject({
  /** The two texts: see `textSeal`. */
  text: seal,
  strength,
  /** The noun for which the rule still waited. */
  pending: z.string().optional(),
  /** What carries the rule, `attendance.abandonment`, and what that said: see `partSeals`. */
  carriedBy: z.record(z.string(), seal),
  /** The cases that claim something for it, and what is written instead: see `sealCases`. */
  cases: seal,
});

const reviewShape = z.strictObject({
  /** What title, posts and functions are called: one list for each edition that says it otherwise. */
  words: z.array(z.record(z.string(), z.string())).min(1),
  /** The stages of the cases. */
  stages: z.array(seal),
  rules: z.record(z.string(), z.array(reading).min(1)),
});

/** One state of a rule that somebody has compared with its source; a later edition adds another. */
export type Reading = z.infer<typeof reading>;

export interface Review extends z.infer<typeof reviewShape> {
  readonly rules: Record<RuleId, Reading[]>;
}

/** The review of a text among the packs of a folder; undefined where there is none. Its errors are those of the file. */
export function readReview(packs: string, prefix: string): YamlText<Review> | undefined {
  const folder = [packs, ofProduct].find((each) => existsSync(fileIn(each, prefix)));
  if (folder === undefined) return undefined;
  const file = fileIn(folder, prefix);
  return readYamlFile(relative(join(folder, ".."), file), file, reviewShape);
}

/** Where the review of a text stands beside its packs. */
export function fileIn(packs: string, prefix: string): string {
  return join(packs, reviews, `${prefix}.yaml`);
}

/** The folder of reviews among the folders of packs. */
export const reviews = "reviewed";
