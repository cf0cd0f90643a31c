import { CaseGround } from "./case-ground.ts";
import { type Led, soundCases } from "./lead-cases.ts";
import type { CodePart } from "./lost-code.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";
import { type Noticed, noticed } from "./notice-mutant.ts";
import type { Published, PublishedText } from "./published.ts";
import type { ReadCases } from "./read-cases.ts";
import type { Readings } from "./readings.ts";
import { Trial } from "./trial.ts";

/** What became of a mutant, for one of the rules that it is about. */
export interface Death {
  readonly rule: string | undefined;
  /** Where, and what is changed. */
  readonly mutant: string;
  readonly killed: boolean;
  /** Whether it was seen that nothing is refused or computed for the rule any more. */
  readonly enforced: boolean;
}

const nothing: Noticed = { any: false, missed: new Set(), unenforced: new Set() };

/** What the cases notice of each mutant of an edition, and of each part of the code that is lost. */
export function deathsOf(
  edition: Published,
  theHouse: PublishedText,
  { stage, reasons }: ReadCases,
  { led, readings }: { readonly led: readonly Led[]; readonly readings: Readings },
  code: readonly CodePart[],
): Death[] {
  const trial =
    stage && new Trial({ ground: new CaseGround(stage, theHouse), edition, cases: soundCases(led), readings });
  const unseen = new Set(reasons.flatMap(({ of, refusal }) => (of === "unseen" && refusal ? [refusal] : [])));
  const lost = code
    .filter(({ name }) => !unseen.has(name))
    .map(
      ({ name, cites, loss }): Mutant => ({
        place: name,
        change: loss,
        rules: cites,
        lost: name,
        leavesOut: "a demand",
      }),
    );
  return [...mutantsOf(edition.adopted), ...lost].flatMap((mutant): Death[] => {
    const told = `${mutant.place}: ${mutant.change}`;
    const { any, missed, unenforced } = trial ? noticed(mutant, trial) : nothing;
    if (mutant.rules.length === 0) return [{ rule: undefined, mutant: told, killed: any, enforced: false }];
    // Only of what leaves a part out is it asked of every case that may show it; of others the first case that notices would decide by chance.
    const seenGone = mutant.leavesOut === undefined ? nothing.unenforced : unenforced;
    return mutant.rules.map((rule) => ({ rule, mutant: told, killed: missed.has(rule), enforced: seenGone.has(rule) }));
  });
}
