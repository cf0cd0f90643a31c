import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { house } from "#duty/composition.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import { type BusinessDate, localInstant } from "#duty/grammar/time.ts";
import { plainRecorder } from "#duty/plain-recorder.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { World } from "#duty/world.ts";
import { towerCommands } from "#server/simulation/tower.ts";
import { builtInMechanisms } from "./built-in.ts";
import { casesShape, type Situation } from "./case-language.ts";
import { type Mechanism, type Mutant, mechanismsOf, mutantsOf } from "./mutants.ts";
import { type Published, published } from "./published.ts";
import { runCase, type Verdict } from "./run-case.ts";
import { readYaml, readYamlFile, type TextError, type YamlText } from "./yaml-text.ts";

/** What is known of one rule: who carries it out, and whether the cases would notice if it were lost. */
export interface RuleCoverage {
  readonly id: string;
  readonly strength: "enforce" | "track" | "acknowledge";
  readonly mechanisms: readonly string[];
  readonly cases: { readonly passed: number; readonly failed: number };
  readonly mutants: { readonly killed: number; readonly survived: number };
  readonly pending?: string;
}

export interface RegulationCoverage {
  readonly id: string;
  readonly rules: readonly RuleCoverage[];
}

/** With what people need to mend what is lacking; not part of the document that the command prints. */
export interface Examined extends RegulationCoverage {
  readonly prefix: string;
  readonly failures: readonly TextError[];
  readonly survivors: readonly { readonly rule: string; readonly mutant: string }[];
}

type Cases = YamlText<{ cases: Situation[] }>;

/** Runs the cases of an edition, and again on every mutant of it. `packs` holds the house, under which every case stands. */
export function examine(edition: Published, packs: readonly Published[], root: string): Examined {
  const cases = readCases(edition, root);
  const others = packs.filter(({ id }) => id === house && id !== edition.id);
  const situations = cases.value?.cases ?? [];
  const verdicts = runAll(situations, [...others, edition]);
  const failures = [...cases.errors, ...failuresIn(cases, verdicts)];
  const mechanisms = mechanismsOf(edition.adopted);
  const builtIn = builtInMechanisms();
  const deaths = mutantsOf(edition.adopted).flatMap((mutant) => deathsOf(mutant, situations, others));
  return {
    id: edition.id,
    prefix: edition.adopted.regulation.prefix,
    failures,
    survivors: deaths.filter((each) => !each.killed).map(({ rule, mutant }) => ({ rule, mutant: nameOf(mutant) })),
    rules: edition.adopted.rules.map((rule) => ({
      id: rule.id,
      strength: rule.strength,
      mechanisms: [
        ...mechanisms.filter(({ cites }) => cites.includes(rule.id)).map((each) => placeOf(edition, root, each)),
        ...(edition.id === house ? (builtIn.get(rule.id) ?? []) : []),
      ],
      cases: countCases(verdicts, rule.id),
      mutants: {
        killed: deaths.filter((each) => each.rule === rule.id && each.killed).length,
        survived: deaths.filter((each) => each.rule === rule.id && !each.killed).length,
      },
      ...(rule.pending === undefined ? {} : { pending: rule.pending }),
    })),
  };
}

/** The situations of an edition, each at its place in the file. */
export function readCases({ folder }: Published, root: string): Cases {
  const file = join(folder, "cases.yaml");
  const name = relative(root, file);
  return existsSync(file) ? readYamlFile(name, file, casesShape) : readYaml(name, "cases: []", casesShape);
}

function placeOf({ folder }: Published, root: string, { name }: Mechanism): string {
  return `${relative(root, join(folder, "regulation.yaml"))}#${name}`;
}

function nameOf({ mechanism, change }: Mutant): string {
  return `${mechanism.name}: ${change}`;
}

function runAll(situations: readonly Situation[], editions: readonly Published[]): Verdict[][] {
  const grounds = new Grounds(editions);
  return situations.map((each) => runCase(each, grounds.for(each)));
}

/** Worlds in which the tower stands under some editions; set up once per day and shift, and copied for every case. */
export class Grounds {
  readonly #editions: readonly Omit<Published, "folder">[];
  readonly #worlds = new Map<string, World>();

  constructor(editions: readonly Omit<Published, "folder">[]) {
    this.#editions = editions;
  }

  for({ given: { date, shift, clock = "06:00" } }: Situation): World {
    const name = `${date}/${shift}/${clock}`;
    const world = this.#worlds.get(name) ?? this.#build(date as BusinessDate, shift, clock);
    this.#worlds.set(name, world);
    return world.copy();
  }

  #build(date: BusinessDate, shift: string, clock: string): World {
    const now = localInstant(date, clock, "Asia/Shanghai");
    const world = new World({ table: dutyTable, calendar, record: plainRecorder }, now);
    const plan = { editions: this.#editions, from: date, rosterFrom: date, firstShift: shift, rosterDays: 2 };
    for (const command of towerCommands(plan)) {
      const { refusal } = world.execute(command);
      if (refusal) throw new Error(`the tower cannot be set up: ${command.act} was refused: ${refusal.code}`);
    }
    return world;
  }
}

interface Death {
  readonly rule: string;
  readonly mutant: Mutant;
  readonly killed: boolean;
}

/** Whether for each rule that the mutant touched an expectation tagged with that rule fails. */
function deathsOf(mutant: Mutant, situations: readonly Situation[], others: readonly Published[]): Death[] {
  const grounds = new Grounds([...others, published(mutant.adopted as AdoptedText)]);
  const verdicts = new Map<Situation, Verdict[]>();
  const verdictsOf = (situation: Situation) => {
    const known = verdicts.get(situation) ?? runCase(situation, grounds.for(situation));
    verdicts.set(situation, known);
    return known;
  };
  return mutant.mechanism.cites.map((rule) => ({
    rule,
    mutant,
    killed: situations
      .filter((each) => isAbout(each, rule))
      .some((each) => verdictsOf(each).some(({ rules, failure }) => failure !== undefined && rules.includes(rule))),
  }));
}

function isAbout({ steps }: Situation, rule: string): boolean {
  return steps.some((step) => step.expect?.some((each) => each.for?.includes(rule)));
}

function countCases(verdicts: readonly Verdict[][], rule: string): { passed: number; failed: number } {
  const about = verdicts.filter((each) => each.some(({ rules }) => rules.includes(rule)));
  const failed = about.filter((each) => each.some(({ failure }) => failure !== undefined)).length;
  return { passed: about.length - failed, failed };
}

function failuresIn(cases: Cases, verdicts: readonly Verdict[][]): TextError[] {
  return verdicts.flatMap((each, number) =>
    each.flatMap(({ step, index, failure }) => {
      const path = ["cases", number, "steps", step, ...(index < 0 ? [] : ["expect", index])];
      return failure === undefined ? [] : [cases.errorAt(path, failure)];
    }),
  );
}

/** Whether everything that a regulation asks is carried out, shown, and would be missed. What is built in has no text to change. */
export function isWhole({ rules }: RegulationCoverage): boolean {
  return rules.every(
    ({ mechanisms, cases, mutants, pending }) =>
      pending === undefined &&
      mechanisms.length > 0 &&
      cases.passed > 0 &&
      cases.failed === 0 &&
      mutants.survived === 0 &&
      (mutants.killed > 0 || mechanisms.every((each) => each.startsWith("duty/"))),
  );
}
