import type { RuleId } from "#duty/grammar/decision.ts";
import { placedSteps } from "./case-errors.ts";
import type { Cases } from "./case-language.ts";
import type { Path } from "./mechanisms.ts";
import type { Review } from "./reviewed.ts";
import { sealOf } from "./seal-text.ts";

/** What the cases of an edition are, for who has reviewed them. */
export interface CaseSeals {
  readonly stage: string;
  /** By rule: the situations that claim something for it, whole, and what is written for it instead. */
  readonly rules: Readonly<Record<RuleId, string>>;
}

/** What a case is called, and the order of cases, are nothing; a prelude counts where it is played. */
export function sealCases(cases: Cases, rules: readonly RuleId[]): CaseSeals {
  const played = cases.cases.map((situation, index) => {
    const steps = placedSteps(situation, index, cases).map(({ step }) => step);
    const spoken = new Set(steps.flatMap(({ expect = [] }) => expect.flatMap((each) => each.for)));
    return { spoken, seal: sealOf({ given: { ...situation.given, after: undefined }, steps }) };
  });
  const seals = rules.map((rule) => {
    const claims = played.filter(({ spoken }) => spoken.has(rule)).map(({ seal }) => seal);
    const reasons = cases.reasons.filter((each) => each.rules.includes(rule)).map(sealOf);
    return [rule, sealOf({ claims: claims.toSorted(), reasons: reasons.toSorted() })] as const;
  });
  return { stage: sealOf(cases.stage), rules: Object.fromEntries(seals) };
}

/** Rules whose cases are not those that somebody has reviewed, each at the first of its cases. */
export function unsealedCases(cases: Cases, { stage, rules }: CaseSeals, review: Review, prefix: string): CaseFault[] {
  const anew = `node server/regulation/write-review.ts ${prefix}`;
  const changed = Object.entries(rules).filter(
    ([rule, seal]) => review.rules[rule] && !review.rules[rule].some((reading) => reading.cases === seal),
  );
  return [
    ...(review.stages.includes(stage)
      ? []
      : [
          { path: ["stage"], message: `the stage is not the one that was reviewed: read what it claims, then ${anew}` },
        ]),
    ...changed.map(([rule]) => ({
      path: placeOf(cases, rule),
      message: `the cases of ${rule} are not those that were reviewed: read what they claim, then ${anew}`,
    })),
  ];
}

interface CaseFault {
  readonly path: Path;
  readonly message: string;
}

function placeOf(cases: Cases, rule: RuleId): Path {
  const at = cases.cases.findIndex(({ steps }) =>
    steps.some(({ expect = [] }) => expect.some((each) => each.for.includes(rule))),
  );
  return at === -1 ? ["cases"] : ["cases", at, "case"];
}
