import type { RuleId } from "#duty/grammar/decision.ts";
import { type CaseGround, type Mapping, mappingOf, StageRefused, type Variant } from "./case-ground.ts";
import type { Expected } from "./case-language.ts";
import { lose } from "./lost-code.ts";
import type { Path } from "./mechanisms.ts";
import type { Mutant } from "./mutants.ts";
import { type PublishedText, published } from "./published.ts";
import { type ReadCases, type ReadyCase, rulesIn } from "./read-cases.ts";
import { playCase, type Verdict } from "./run-case.ts";
import type { TextError } from "./yaml-text.ts";

/** What became of a case, in every way in which it can be played. */
export interface Led {
  readonly each: ReadyCase;
  readonly verdicts: readonly Verdict[];
  readonly errors: readonly TextError[];
}

/** Leads every case through every world that it is for. Whatever goes wrong is told with its place, and the next one is led. */
export function leadAll({ ready, errorAt }: ReadCases, ground: CaseGround): Led[] {
  const owed = new Set<string>();
  const [first] = ready;
  if (!first) return [];
  const mapping = mappingOf(first.edition);
  const led = ready.map((each): Led => {
    const runs = each.variants.map((variant) => lead(each, variant, { ground, mapping, owed }));
    const errors = new Map<string, TextError>();
    for (const { at, failures } of runs.map((run, index) => ({ ...run, at: each.variants[index] }))) {
      for (const { path, message } of failures) {
        const ways = each.variants.length > 1 ? ` (${toldOf(at)})` : "";
        const name = JSON.stringify([path, message]);
        if (!errors.has(name)) errors.set(name, errorAt(path, `${message}${ways}`));
      }
    }
    return { each, verdicts: runs.flatMap(({ verdicts }) => verdicts), errors: [...errors.values()] };
  });
  return led.map((one) => ({ ...one, errors: [...one.errors, ...neverOwed(one.each, owed, errorAt)] }));
}

function toldOf(variant: Variant | undefined): string {
  return variant ? `bound as ${variant.as}, ${variant.house === "alone" ? "without" : "with"} the house` : "";
}

interface Failure {
  readonly path: Path;
  readonly message: string;
}

function lead(
  each: ReadyCase,
  variant: Variant,
  { ground, mapping, owed }: { ground: CaseGround; mapping: Mapping; owed: Set<string> },
): { verdicts: readonly Verdict[]; failures: readonly Failure[] } {
  const verdicts: Verdict[] = [];
  try {
    const world = ground.under(each.edition, mapping, each.situation, variant);
    for (const some of playCase(each, world)) verdicts.push(...some);
    for (const { obligations } of world.streams.values()) for (const { what } of obligations) owed.add(what);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const path = error instanceof StageRefused ? [...each.path, "given"] : each.path;
    return { verdicts, failures: [{ path, message }] };
  }
  const failures = verdicts.flatMap(({ path, failure }) => (failure === undefined ? [] : [{ path, message: failure }]));
  return { verdicts, failures };
}

/** That something is not owed says nothing where no such thing is ever owed: a slip of the pen would hold for ever. */
function neverOwed({ steps }: ReadyCase, owed: ReadonlySet<string>, errorAt: ReadCases["errorAt"]): TextError[] {
  return steps.flatMap(({ step, path }) =>
    (step.expect ?? []).flatMap(({ kind, what, about }, index) => {
      const named = kind === "notOwed" ? what : kind === "notCalled" ? about : undefined;
      if (named === undefined || owed.has(named)) return [];
      return [errorAt([...path, "expect", index], `nothing in these cases is ever owed that is called ${named}`)];
    }),
  );
}

export function isSound({ verdicts, errors }: Led): boolean {
  return errors.length === 0 && verdicts.every(({ failure }) => failure === undefined);
}

/** What notices a mutant. */
export interface Noticed {
  /** Whether anything goes wrong. */
  readonly any: boolean;
  /** The rules that would be missed. */
  readonly missed: ReadonlySet<RuleId>;
  /** Of these, the ones of which something is not refused any more, or a value or a call changes or goes that nobody had sent. */
  readonly unenforced: ReadonlySet<RuleId>;
}

/** A case that holds, with the places of what it sees that nobody had sent. */
export interface SoundCase extends ReadyCase {
  readonly computed: ReadonlySet<string>;
}

export function soundCases(led: readonly Led[]): SoundCase[] {
  return led.filter(isSound).map(({ each, verdicts }) => {
    const computed = verdicts.filter((verdict) => verdict.computed).map(({ path }) => JSON.stringify(path));
    return { ...each, computed: new Set(computed) };
  });
}

/**
 * Whether a mutant is noticed, and which of its rules would be missed: for each, a case in which the first thing that goes wrong is an
 * expectation that bears it. What goes wrong later, or before, is not about the rule.
 */
export function noticed(
  mutant: Mutant,
  cases: readonly SoundCase[],
  ground: CaseGround,
  edition: PublishedText,
): Noticed {
  const under = mutant.adopted ? published(mutant.adopted) : edition;
  const way = { mapping: mutant.mapping ?? mappingOf(under), lost: mutant.lost, atSetUp: mutant.atSetUp ?? false };
  const missed = new Set<RuleId>();
  const unenforced = new Set<RuleId>();
  const toEnforce = mutant.leavesOut ? enforcedIn(edition) : new Set<RuleId>();
  let any = false;
  for (const each of cases.flatMap((one) => deafTo(mutant.unheard, one))) {
    const spoken = rulesIn(each);
    for (const variant of each.variants) {
      const wanted =
        mutant.rules.length === 0
          ? !any
          : mutant.rules.some(
              (rule) => spoken.has(rule) && !(missed.has(rule) && (unenforced.has(rule) || !toEnforce.has(rule))),
            );
      if (!wanted) break;
      const failed = firstToFail({ ...each, edition: under }, variant, ground, way);
      any ||= failed !== undefined;
      for (const { expected, rules, isComputed } of failed ?? []) {
        const isEnforcing =
          isComputed ||
          expected?.kind === "refused" ||
          (expected?.kind === "called" && mutant.leavesOut === "a ladder");
        for (const rule of rules) missed.add(rule);
        for (const rule of isEnforcing ? rules : []) unenforced.add(rule);
      }
    }
  }
  return { any, missed, unenforced };
}

function enforcedIn({ adopted }: PublishedText): ReadonlySet<RuleId> {
  return new Set(adopted.rules.filter(({ strength }) => strength === "enforce").map(({ id }) => id));
}

/** A case as it is where a number of the site is not followed; none where the site sets none. */
function deafTo(number: string | undefined, each: SoundCase): readonly SoundCase[] {
  if (number === undefined) return [each];
  const { situation } = each;
  const { [number]: own, ...parameters } = situation.given.parameters ?? {};
  return own === undefined ? [] : [{ ...each, situation: { ...situation, given: { ...situation.given, parameters } } }];
}

/** An expectation that goes wrong first, the rules that it bears, and whether nobody had sent what it saw. */
interface FirstToFail {
  readonly expected: Expected | undefined;
  readonly rules: readonly RuleId[];
  readonly isComputed: boolean;
}

/** The expectations of the first step that goes wrong; undefined where none does. A stage that cannot be set up says nothing of rules. */
function firstToFail(
  each: SoundCase,
  variant: Variant,
  ground: CaseGround,
  { mapping, lost, atSetUp }: { mapping: Mapping; lost: string | undefined; atSetUp: boolean },
): readonly FirstToFail[] | undefined {
  let step = 0;
  try {
    const world = ground.under(each.edition, mapping, each.situation, variant);
    lose(lost);
    for (const verdicts of playCase(each, world)) {
      const failed = verdicts.filter(({ failure }) => failure !== undefined);
      if (failed.length > 0) {
        const isComputed = (path: Path) => each.computed.has(JSON.stringify(path));
        return failed.map(({ expected, rules, path }) => ({ expected, rules, isComputed: isComputed(path) }));
      }
      step += 1;
    }
    return undefined;
  } catch (error) {
    if (error instanceof StageRefused)
      return atSetUp ? [{ expected: undefined, rules: [...rulesIn(each)], isComputed: false }] : [];
    // A part that is lost may leave the code with nothing to stand on; that is noticed where it falls.
    return (each.steps[step]?.step.expect ?? []).map((expected) => ({
      expected,
      rules: expected.for,
      isComputed: false,
    }));
  } finally {
    lose(undefined);
  }
}
