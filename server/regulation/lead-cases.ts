import type { CaseGround, Variant } from "./case-ground.ts";
import type { Expected } from "./case-language.ts";
import { type CaseLife, Leading } from "./leading.ts";
import type { ReadCases, ReadyCase } from "./read-cases.ts";
import type { Verdict } from "./run-case.ts";
import type { TextError } from "./yaml-text.ts";

/** What became of a case, in every way in which it can be played. */
export interface Led {
  readonly each: ReadyCase;
  readonly verdicts: readonly Verdict[];
  readonly errors: readonly TextError[];
  /** How it went in each way, or in one that it goes like; nothing is told where nobody watched what was read. */
  readonly lives: readonly CaseLife[];
}

/** Leads every case through every world that it is for. Whatever goes wrong is told with its place, and the next one is led. */
export function leadAll({ ready, errorAt }: ReadCases, ground: CaseGround): Led[] {
  const [first] = ready;
  if (!first) return [];
  const leading = new Leading(ground, first.edition);
  const led = ready.map((each): Led => {
    const runs = leading.lead(each);
    const errors = new Map<string, TextError>();
    for (const { at, failures } of runs.map((run, index) => ({ ...run, at: each.variants[index] }))) {
      for (const { path, message } of failures) {
        const ways = each.variants.length > 1 ? ` (${toldOf(at)})` : "";
        const name = JSON.stringify([path, message]);
        if (!errors.has(name)) errors.set(name, errorAt(path, `${message}${ways}`));
      }
    }
    const lives = runs.flatMap(({ life }) => life ?? []);
    return { each, verdicts: runs.flatMap(({ verdicts }) => verdicts), errors: [...errors.values()], lives };
  });
  return led.map((one) => ({ ...one, errors: [...one.errors, ...neverOwed(one.each, leading.owed, errorAt)] }));
}

function toldOf(variant: Variant | undefined): string {
  return variant ? `bound as ${variant.as}, ${variant.house === "alone" ? "without" : "with"} the house` : "";
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

/** An expectation of a case, by the number of its step. */
export interface Claim {
  readonly step: number;
  readonly expected: Expected;
  /** Whether it saw something that nobody had sent. */
  readonly isComputed: boolean;
}

/** A case that holds. */
export interface SoundCase extends ReadyCase {
  readonly claims: readonly Claim[];
  readonly lives: readonly CaseLife[];
}

export function soundCases(led: readonly Led[]): SoundCase[] {
  return led.filter(isSound).map(({ each, verdicts, lives }) => {
    const computed = new Set(verdicts.flatMap((verdict) => (verdict.computed ? [verdict.expected] : [])));
    const claims = each.steps.flatMap(({ step: { expect = [] } }, step) =>
      expect.map((expected) => ({ step, expected, isComputed: computed.has(expected) })),
    );
    return { ...each, claims, lives };
  });
}
