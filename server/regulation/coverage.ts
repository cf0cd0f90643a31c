import { join } from "node:path";
import { directions } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";
import { house } from "#duty/wiring/composition.ts";
import { sharing, unshown } from "./asked-by-strength.ts";
import { CaseGround } from "./case-ground.ts";
import { type Death, deathsOf } from "./deaths.ts";
import { isSound, type Led, leadAll } from "./lead-cases.ts";
import { type CodePart, codeParts } from "./lost-code.ts";
import { type Mechanism, mechanismsOf } from "./mechanisms.ts";
import type { Published, PublishedText } from "./published.ts";
import { type ReadCases, readCases, rulesIn } from "./read-cases.ts";
import { type Readings, watchingReads } from "./readings.ts";
import type { TextError } from "./yaml-text.ts";

type Rule = AdoptedText["rules"][number];

/** What is known of one rule: who carries it out, and whether the cases would notice if it were lost. */
export interface RuleCoverage {
  readonly id: string;
  readonly strength: Rule["strength"];
  readonly mechanisms: readonly string[];
  readonly cases: { readonly passed: number; readonly failed: number };
  readonly mutants: { readonly killed: number; readonly survived: number };
  readonly pending?: string;
  /** Why it is not whole; empty where it is. */
  readonly lacks: readonly string[];
  /** What is written for it instead of what would be asked otherwise. */
  readonly reasons: readonly string[];
}

/** What is known of one edition. */
export interface Examined {
  readonly id: string;
  readonly edition: string;
  readonly prefix: string;
  /** Whether every rule is, and nothing stands against the edition as such. */
  readonly whole: boolean;
  readonly rules: readonly RuleCoverage[];
  /** What it does to its text. */
  readonly unheld: readonly TextError[];
  /** What is wrong in its cases. */
  readonly failures: readonly TextError[];
  /** What nothing notices; without a rule where it belongs to none. */
  readonly survivors: readonly { readonly rule: string | undefined; readonly mutant: string }[];
}

/**
 * Runs the cases of an edition, and again on every mutant of it. Where it is the house, also without each part of the code that cites it: this
 * needs a thread that has loaded `duty/` so (`loadWithLosses`), or nothing is lost.
 */
export function examine(edition: Published, theHouse: PublishedText): Examined {
  return watchingReads(edition, (readings) => examineWatched(edition, theHouse, readings));
}

function examineWatched(edition: Published, theHouse: PublishedText, readings: Readings): Examined {
  const cases = readCases(edition, theHouse);
  const led = cases.stage ? leadAll(cases, new CaseGround(cases.stage, theHouse, { readings })) : [];
  const code = edition.id === house ? codeParts(edition.adopted.regulation.prefix) : [];
  const deaths = deathsOf(edition, theHouse, cases, { led, readings }, code);
  const about = { edition, cases, led, deaths, code };
  const rules = edition.adopted.rules.map((rule) => coverageOf(rule, about));
  const failures = [...cases.errors, ...staleReasons(cases, code), ...led.flatMap(({ errors }) => errors)];
  const unheld = [...edition.unheld, ...cases.unheld];
  const survivors = deaths.filter(({ killed }) => !killed).map(({ rule, mutant }) => ({ rule, mutant }));
  return {
    ...{ id: edition.id, edition: edition.edition, prefix: edition.adopted.regulation.prefix },
    ...{ rules, failures, survivors, unheld },
    whole:
      unheld.length + failures.length === 0 && survivors.length === 0 && rules.every(({ lacks }) => lacks.length === 0),
  };
}

/** A reason for a refusal that the code no longer has. */
function staleReasons({ reasons, errorAt }: ReadCases, code: readonly CodePart[]): TextError[] {
  return reasons.flatMap(({ refusal }, index) =>
    refusal === undefined || code.some(({ name }) => name === refusal)
      ? []
      : [errorAt(["reasons", index, "refusal"], `the code has no ${refusal}`)],
  );
}

interface About {
  readonly edition: Published;
  readonly cases: ReadCases;
  readonly led: readonly Led[];
  readonly deaths: readonly Death[];
  readonly code: readonly CodePart[];
}

function coverageOf(rule: Rule, about: About): RuleCoverage {
  const { edition, cases, led, deaths, code } = about;
  const { id, strength, pending } = rule;
  const parts = mechanismsOf(edition.adopted);
  const carriers = [...parts, ...code];
  const own = led.filter(({ each }) => rulesIn(each).has(id));
  const passed = own.filter(isSound);
  const failed = own.length - passed.length + cases.unready.filter(({ rules }) => rules.includes(id)).length;
  const died = deaths.filter((each) => each.rule === id);
  const killed = died.filter((each) => each.killed).length;
  const verdicts = passed.flatMap((each) => each.verdicts);
  const reasons = cases.reasons.filter(({ rules }) => rules.includes(id));
  const mechanisms = carriers.filter(({ cites }) => cites.includes(id)).map((each) => placeOf(each, edition));
  const survived = died.length - killed;
  // A part that asks for nothing is a place and no carrier; what waits for a later release says so itself.
  const isUncarried = pending === undefined && uncarriedRules(edition.adopted, directions).includes(id);
  const lacks = [
    ...(pending === undefined ? [] : [`it waits for ${pending}`]),
    ...(mechanisms.length === 0 || isUncarried ? ["nothing carries it out"] : []),
    ...(passed.length === 0 ? ["no case shows it"] : []),
    ...(failed > 0 ? [`${failed} of its cases fail`] : []),
    ...(survived > 0 ? [`${survived} of its mutants are not noticed`] : []),
    ...(killed === 0 ? ["nothing would miss it"] : []),
    ...unshown(rule, { verdicts, enforced: died.some(({ enforced }) => enforced) }, cases.reasons),
    ...sharing(rule, carriers, cases.reasons),
  ];
  return {
    ...{ id, strength, mechanisms },
    cases: { passed: passed.length, failed },
    mutants: { killed, survived },
    ...(pending === undefined ? {} : { pending }),
    lacks,
    reasons: reasons.map(({ of, why }) => `${of}: ${why}`),
  };
}

function placeOf(part: Mechanism | CodePart, { place }: Published): string {
  return "path" in part ? `${join(place, "regulation.yaml")}#${part.name}` : part.name;
}
