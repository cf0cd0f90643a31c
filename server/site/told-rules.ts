import { nameOfRung, numberNamed, openIn } from "#duty/grammar/open-number.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import { directions } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import type { Binding } from "#duty/site/site.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";

type Rule = AdoptedText["rules"][number];

/** A number that a clause leaves to the site. */
export interface OpenNumber {
  /** `graceMinutes`, or `call` for the minutes after which somebody is called. */
  readonly name: string;
  /** Who is called, in the words of the regulation. */
  readonly who?: { readonly zh: string; readonly en: string };
  /** As the posts that the regulation binds have it, each value once. */
  readonly values: number[];
}

/** A rule as it is told to those whom it binds. */
export interface ToldRule extends Rule {
  /** Whether this release carries it out; where it does not, its strength promises nothing. */
  readonly carried: boolean;
  readonly open: OpenNumber[];
}

/** The rules of an edition, with what carries them out and with the numbers that the bindings at a site make of what it leaves open. */
export function toldRules(text: AdoptedText, bindings: readonly Binding[]): ToldRule[] {
  const { regulation, rules } = text;
  // Two regulations may name a number alike: each is told with its own.
  const own = bindings.filter((each) => each.regulation === regulation.id);
  const parts = partsOf(regulation);
  const uncarried = new Set(uncarriedRules(text, directions));
  return rules.map((rule) => {
    const cited = parts.filter(({ its }) => (its.cites as unknown[]).includes(rule.id));
    const open = cited.flatMap((part) => openNumbers(part, own, regulation.functions));
    return { ...rule, carried: !uncarried.has(rule.id), open };
  });
}

interface Part {
  readonly noun: string;
  readonly name: string;
  readonly its: Readonly<Record<string, unknown>>;
}

function partsOf(regulation: object): Part[] {
  return Object.entries(regulation).flatMap(([noun, elements]: [string, unknown]) =>
    (Array.isArray(elements) ? elements : []).flatMap((element: object) =>
      Object.entries(element).flatMap(([name, its]: [string, unknown]) =>
        isFields(its) && Array.isArray(its.cites) ? [{ noun, name, its }] : [],
      ),
    ),
  );
}

function openNumbers(
  { noun, name, its }: Part,
  bindings: readonly Binding[],
  functions: AdoptedText["regulation"]["functions"],
): OpenNumber[] {
  return openIn(its).flatMap((named) => {
    const own = numberNamed(its, named);
    if (own === undefined) return [];
    const set = bindings.map(({ parameters }) => parameters[`${noun}.${name}.${named}`] ?? own);
    const rungs = Array.isArray(its.ladder) ? (its.ladder as { call: string }[]) : [];
    const who = functions[rungs.find(({ call }) => nameOfRung(call) === named)?.call ?? ""];
    return [{ ...(who ? { name: "call", who } : { name: named }), values: [...new Set(set.length > 0 ? set : [own])] }];
  });
}
