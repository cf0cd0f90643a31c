import type { AdoptedText } from "#duty/regulation.ts";
import type { Expected, Reason } from "./case-language.ts";
import type { Verdict } from "./run-case.ts";

type Rule = AdoptedText["rules"][number];

/** What there is to look at of a rule: what its cases saw, and whether they saw a part of it refuse, compute or call: without it, that is gone. */
interface Evidence {
  readonly verdicts: readonly Verdict[];
  readonly enforced: boolean;
}

/**
 * What the cases do not show of a rule that its strength asks for. Enforce: a refusal that cites it, or a value that was computed, by a part of
 * its own: whatever is refused and computed all the same without that part shows nothing. Track: due
 * by a time, met, missed, and both counted; where a written reason says that nothing is due, refused or recorded, and counted. Acknowledge: asked for
 * before sign-on, confirmed, and cited against somebody.
 */
export function unshown(rule: Rule, { verdicts, enforced }: Evidence, reasons: readonly Reason[]): string[] {
  const held = verdicts.filter(({ rules, failure }) => failure === undefined && rules.includes(rule.id));
  const shown = Object.entries(askedOf(rule, { verdicts: held, enforced }, reasons)).filter(([, is]) => !is);
  return shown.map(([what]) => `no case shows it ${what}`);
}

function askedOf(
  rule: Rule,
  { verdicts: held, enforced }: Evidence,
  reasons: readonly Reason[],
): Readonly<Record<string, boolean>> {
  const sees = (kind: Expected["kind"], fits: (expected: Expected) => boolean = () => true) =>
    held.some(({ expected }) => expected?.kind === kind && fits(expected));
  switch (rule.strength) {
    case "enforce":
      return { "refusing or computing by a part of its own": enforced };
    case "track":
      if (isExcused(rule, "nothing-due", reasons))
        return {
          recorded: sees("entered"),
          "refusing what does not count": sees("refused"),
          counted: sees("counted", ({ is }) => is?.entered !== undefined),
        };
      return {
        "due by a time": sees("owed", ({ by }) => by !== undefined),
        met: sees("met"),
        missed: sees("missed"),
        counted: sees("counted", ({ is }) => is?.met !== undefined && is.missed !== undefined),
      };
    case "acknowledge":
      return {
        "asked for": sees("refused"),
        confirmed: sees("entered", ({ what }) => what === "notice.edition-confirmed"),
        "cited against somebody": sees("entered", (each) => namesRule(each, rule.id)),
      };
  }
}

function namesRule({ what, with: contents }: Expected, id: string): boolean {
  const rules = contents?.rules;
  return what === "violation.recorded" && Array.isArray(rules) && rules.includes(id);
}

/** What carries rules out, by rule. */
interface Carrier {
  readonly name: string;
  readonly cites: readonly string[];
}

/**
 * Why a rule may not be carried out by what it is about: every part that cites it carries other rules too. Those to be acknowledged share the
 * one act of confirming, so they are told apart by being cited.
 */
export function sharing(rule: Rule, carriers: readonly Carrier[], reasons: readonly Reason[]): string[] {
  const own = carriers.filter(({ cites }) => cites.includes(rule.id));
  if (rule.strength === "acknowledge" || own.length === 0 || own.some(({ cites }) => cites.length === 1)) return [];
  if (isExcused(rule, "shared", reasons)) return [];
  const others = [...new Set(own.flatMap(({ cites }) => cites))].filter((each) => each !== rule.id);
  return [`it has no part of its own: ${own.map(({ name }) => name).join(", ")} carries ${others.join(", ")} too`];
}

function isExcused({ id }: Rule, of: Reason["of"], reasons: readonly Reason[]): boolean {
  return reasons.some((each) => each.of === of && each.rules.includes(id));
}
