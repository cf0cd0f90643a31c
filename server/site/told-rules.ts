import { nameOfRung, numberNamed, openIn } from "#duty/grammar/open-number.ts";
import { isFields } from "#duty/grammar/stricter.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { directions } from "#duty/nouns.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import type { Binding, Site } from "#duty/site/site.ts";
import { uncarriedRules } from "#duty/wiring/adoption.ts";
import { composer } from "#duty/wiring/composer.ts";
import { citesIn, type InForce, inForceAt } from "#duty/wiring/composition.ts";

type Rule = AdoptedText["rules"][number];
type Functions = AdoptedText["regulation"]["functions"];

/** A number that a clause leaves to the site. */
export interface OpenNumber {
  /** `graceMinutes`, or `call` for the minutes after which somebody is called. */
  readonly name: string;
  /** Who is called, in the words of the regulation. */
  readonly who?: { readonly zh: string; readonly en: string };
  /** As the posts that the regulation binds have it, each value once. */
  readonly values: number[];
  /** What holds instead at a post where another rule that binds it is stricter, and which rules those are. */
  readonly stricter?: { readonly value: number; readonly rules: string[] }[];
}

/** A rule as it is told to those whom it binds. */
export interface ToldRule extends Rule {
  /** Whether this release carries it out; where it does not, its strength promises nothing. */
  readonly carried: boolean;
  readonly open: OpenNumber[];
}

/** How a regulation binds a post, and all that binds it. */
export interface BoundPost {
  readonly binding: Binding;
  readonly inForce: readonly InForce[];
}

/** The posts of a site as a day finds them, once for each regulation that binds them. */
export function boundPosts(site: Site, date: BusinessDate): BoundPost[] {
  return Object.values(site.posts).flatMap((history) => {
    const post = history.at(-1);
    const inForce = inForceAt(site, post, date, site.version);
    return (post?.binds ?? []).map((binding) => ({ binding, inForce }));
  });
}

/**
 * The rules of an edition, with what carries them out and with the numbers that the bindings at a site make of what it leaves open. Nobody is told a
 * number that does not hold: where another rule is stricter, it is told beside.
 */
export function toldRules(text: AdoptedText, posts: readonly BoundPost[]): ToldRule[] {
  const { regulation, rules } = text;
  // Two regulations may name a number alike: each is told with its own.
  const own = posts.filter(({ binding }) => binding.regulation === regulation.id);
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
  /** The function as whose post a post is bound by it, or any. */
  readonly post: unknown;
  readonly name: string;
  readonly its: Readonly<Record<string, unknown>>;
}

function partsOf(regulation: object): Part[] {
  return Object.entries(regulation).flatMap(([noun, elements]: [string, unknown]) =>
    (Array.isArray(elements) ? elements : []).flatMap((element: object) =>
      Object.entries(element).flatMap(([name, its]: [string, unknown]) =>
        isFields(its) && Array.isArray(its.cites)
          ? [{ noun, post: (element as { readonly post?: unknown }).post, name, its }]
          : [],
      ),
    ),
  );
}

function openNumbers(part: Part, posts: readonly BoundPost[], functions: Functions): OpenNumber[] {
  const { its } = part;
  const bound = posts.filter(({ binding }) => part.post === "any" || part.post === binding.as);
  return openIn(its).flatMap((named) => {
    const own = numberNamed(its, named);
    if (own === undefined) return [];
    const rungs = Array.isArray(its.ladder) ? (its.ladder as { call: string }[]) : [];
    const call = rungs.find((each) => nameOfRung(each.call) === named)?.call;
    const who = functions[call ?? ""];
    const set = bound.map(({ binding }) => numberAt(binding, part, named) ?? own);
    const stricter = bound.flatMap((each) => stricterAt(each, part, { named, call, own }));
    return [
      {
        ...(who ? { name: "call", who } : { name: named }),
        values: [...new Set(set.length > 0 ? set : [own])],
        ...(stricter.length > 0 ? { stricter: eachOnce(stricter) } : {}),
      },
    ];
  });
}

function numberAt({ parameters }: Binding, { noun, name }: Part, named: string): number | undefined {
  return parameters[`${noun}.${name}.${named}`];
}

type Stricter = NonNullable<OpenNumber["stricter"]>[number];

/** What the rules that bind a post make of a number together, where that is not what this one has there. */
function stricterAt(
  { binding, inForce }: BoundPost,
  part: Part,
  { named, call, own }: { readonly named: string; readonly call: string | undefined; readonly own: number },
): Stricter[] {
  const composed = composer.compose(part.noun, inForce).rule[part.name];
  if (!isFields(composed)) return [];
  // Together they call whom they call in the words of the site.
  const value = numberNamed(composed, call === undefined ? named : nameOfRung(binding.functions[call] ?? call));
  if (value === undefined || value === (numberAt(binding, part, named) ?? own)) return [];
  const cites = citesIn(composed).filter((each) => !(part.its.cites as unknown[]).includes(each));
  return [{ value, rules: [...cites] }];
}

function eachOnce(stricter: readonly Stricter[]): Stricter[] {
  return [...new Map(stricter.map((each) => [JSON.stringify(each), each])).values()];
}
