import { existsSync } from "node:fs";
import { join } from "node:path";
import { house } from "#duty/wiring/composition.ts";
import { caseErrors, placedSteps, standingPosts } from "./case-errors.ts";
import type { Variant } from "./case-ground.ts";
import { type CaseStage, casesShape, type Reason, type Situation } from "./case-language.ts";
import type { Path } from "./mechanisms.ts";
import type { Published, PublishedText } from "./published.ts";
import type { Played } from "./run-case.ts";
import { type CaseSeals, sealCases, unsealedCases } from "./seal-cases.ts";
import { readYamlFile, type TextError } from "./yaml-text.ts";

/** A case that can be led: its steps in order, and the ways in which its post can be bound. */
export interface ReadyCase extends Played {
  readonly path: Path;
  readonly variants: readonly Variant[];
}

/** The cases of an edition, with what in them leads nowhere. What is at error is not led. */
export interface ReadCases {
  readonly stage: CaseStage | undefined;
  readonly reasons: readonly Reason[];
  readonly ready: readonly ReadyCase[];
  /** Cases that cannot be led, by the rules that they speak of. */
  readonly unready: readonly { readonly rules: readonly string[] }[];
  readonly errors: readonly TextError[];
  /** Where they are not what somebody has reviewed; of cases at error nothing is asked. */
  readonly unheld: readonly TextError[];
  /** What a review of them would keep; undefined where they cannot be read. */
  readonly seals: CaseSeals | undefined;
  errorAt(path: Path, message: string): TextError;
}

/** Reads `cases.yaml` of an edition; a pack without one shows nothing. */
export function readCases(edition: Published, theHouse: PublishedText): ReadCases {
  const file = join(edition.folder, "cases.yaml");
  const place = join(edition.place, "cases.yaml");
  const nothing = { stage: undefined, reasons: [], ready: [], unready: [], unheld: [], seals: undefined };
  if (!existsSync(file)) {
    const missing = { file: place, line: 1, column: 1, message: "the file is missing" };
    const unheld = edition.review ? [{ ...missing, message: "the cases that were reviewed are missing" }] : [];
    return { ...nothing, unheld, errors: [], errorAt: () => missing };
  }
  const read = readYamlFile(place, file, casesShape);
  const errorAt = (path: Path, message: string) => read.errorAt(path, message);
  if (!read.value) return { ...nothing, errors: read.errors, errorAt };

  const cases = read.value;
  const { stage, reasons } = cases;
  const words = [edition, theHouse].flatMap(({ adopted }) => Object.keys(adopted.regulation.functions));
  const errors = caseErrors(cases, { adopted: edition.adopted, functions: new Set(words) });
  const isWrong = (steps: readonly { path: Path }[], path: Path) =>
    errors.some(
      (error) => error.path[0] === "stage" || [path, ...steps.map((each) => each.path)].some(leadsTo(error.path)),
    );
  const all = cases.cases.map((situation, index) => {
    const path: Path = ["cases", index];
    const steps = placedSteps(situation, index, cases);
    const posts = standingPosts(situation, steps, stage);
    return { situation, path, steps, stage, posts, edition, variants: variantsOf(situation, edition) };
  });
  const { regulation, rules } = edition.adopted;
  const seals = sealCases(
    cases,
    rules.map(({ id }) => id),
  );
  const unsealed =
    edition.review && errors.length === 0 ? unsealedCases(cases, seals, edition.review, regulation.prefix) : [];
  return {
    ...{ stage, reasons, errorAt, seals },
    unheld: unsealed.map(({ path, message }) => errorAt(path, message)),
    ready: all.filter(({ steps, path }) => !isWrong(steps, path)),
    unready: all.filter(({ steps, path }) => isWrong(steps, path)).map((each) => ({ rules: [...rulesIn(each)] })),
    errors: errors.map(({ path, message }) => errorAt(path, message)),
  };
}

function leadsTo(path: Path): (start: Path) => boolean {
  return (start) => start.every((step, index) => path[index] === step);
}

/** The rules that a case speaks of. */
export function rulesIn({ steps }: Pick<Played, "steps">): ReadonlySet<string> {
  return new Set(steps.flatMap(({ step }) => (step.expect ?? []).flatMap((each) => each.for)));
}

function variantsOf({ given }: Situation, { id, adopted }: PublishedText): Variant[] {
  const kinds = given.binds ?? Object.keys(adopted.regulation.posts);
  const ways = id === house ? (["alone"] as const) : given.house ? [given.house] : (["together", "alone"] as const);
  return ways.flatMap((way) => kinds.map((as) => ({ as, house: way })));
}
