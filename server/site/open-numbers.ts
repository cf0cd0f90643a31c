import type { RuleId } from "#duty/grammar/decision.ts";
import { nameOfRung, numberNamed, openIn } from "#duty/grammar/open-number.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import type { Binding } from "#duty/site/site.ts";

/** A number that a clause leaves to the site. */
export interface OpenNumber {
  /** `graceMinutes`, or `call` for the minutes after which somebody is called. */
  readonly name: string;
  /** Who is called, in the words of the regulation. */
  readonly who?: { readonly zh: string; readonly en: string };
  /** As the posts that the regulation binds have it, each value once. */
  readonly values: number[];
}

/** The numbers that an edition leaves open, by the rule under which they stand, with what the bindings at a site make of them. */
export function openNumbers({ regulation }: AdoptedText, bindings: readonly Binding[]): Map<RuleId, OpenNumber[]> {
  const found = new Map<RuleId, OpenNumber[]>();
  for (const { noun, part, its } of partsOf(regulation)) {
    for (const named of openIn(its)) {
      const own = numberNamed(its, named);
      if (own === undefined) continue;
      const set = bindings.map(({ parameters }) => parameters[`${noun}.${part}.${named}`] ?? own);
      const number = {
        ...calledBy(its, named, regulation.functions),
        values: [...new Set(set.length > 0 ? set : [own])],
      };
      for (const rule of its.cites as RuleId[]) found.set(rule, [...(found.get(rule) ?? []), number]);
    }
  }
  return found;
}

function partsOf(regulation: object) {
  return Object.entries(regulation).flatMap(([noun, elements]: [string, unknown]) =>
    (Array.isArray(elements) ? elements : []).flatMap((element: object) =>
      Object.entries(element).flatMap(([part, its]: [string, unknown]) =>
        isFields(its) && Array.isArray(its.cites) ? [{ noun, part, its }] : [],
      ),
    ),
  );
}

function calledBy(
  { ladder }: Readonly<Record<string, unknown>>,
  named: string,
  functions: AdoptedText["regulation"]["functions"],
): Pick<OpenNumber, "name" | "who"> {
  const rungs = Array.isArray(ladder) ? (ladder as { call: string }[]) : [];
  const call = rungs.find((each) => nameOfRung(each.call) === named)?.call;
  const who = call === undefined ? undefined : functions[call];
  return who ? { name: "call", who } : { name: named };
}
