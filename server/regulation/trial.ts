import { type CaseGround, StageRefused, type Variant } from "./case-ground.ts";
import type { Claim, SoundCase } from "./lead-cases.ts";
import { firstRead } from "./leading.ts";
import { lose } from "./lost-code.ts";
import type { Mutant } from "./mutants.ts";
import { type OtherSite, siteBoundBy } from "./other-site.ts";
import { type PublishedText, published } from "./published.ts";
import type { Readings, SiteComparison } from "./readings.ts";
import { CaseRun } from "./run-case.ts";
import { mappingOf } from "./stage-words.ts";
import { type CaseWay, CaseWays, takePlainly, waitPlainly } from "./ways.ts";

/** A case that may notice a mutant, in one of its ways. */
export interface Attempt {
  readonly each: SoundCase;
  readonly variant: Variant;
  /** What it expects from where it may go otherwise. */
  readonly claims: readonly Claim[];
  /** Leads it until a step, and tells what goes wrong first; undefined where nothing does. */
  lead(until: number): readonly Claim[] | undefined;
  /** Remembers that it noticed the mutant: the next one that is like it is shown to it first. */
  praise(): void;
}

interface Ranked extends Attempt {
  readonly likeness: number;
  /** Whether its stage need not be set up. */
  readonly isBegun: boolean;
  /** How many stretches it has to go at most. */
  readonly length: number;
}

interface There {
  readonly site: OtherSite;
  readonly compared: SiteComparison;
}

/** What cases are led with on one mutant, with the post bound as one kind. */
interface Tried {
  readonly mutant: Mutant;
  readonly text: PublishedText;
  readonly there: There | undefined;
  readonly ways: CaseWays;
}

interface Tries {
  readonly ground: CaseGround;
  readonly edition: PublishedText;
  readonly cases: readonly SoundCase[];
  /** What the cases read of the edition when they were led; without it each is led from its beginning. */
  readonly readings?: Readings;
}

/**
 * The cases of an edition, tried on its mutants. A case that read nothing of what a mutant changes goes as it went, and is not led again; others
 * go so until they first read of it, and are led from there.
 */
export class Trial {
  readonly edition: PublishedText;
  readonly #ground: CaseGround;
  readonly #cases: readonly SoundCase[];
  readonly #readings: Readings | undefined;
  /** What was noticed by a case, in each of its ways. */
  readonly #noticed = new Map<SoundCase, Mutant[][]>();

  constructor({ ground, edition, cases, readings }: Tries) {
    this.edition = edition;
    this.#ground = ground;
    this.#cases = cases;
    this.#readings = readings;
  }

  /**
   * Those that may notice it: with the post bound as one kind, then as the next one; of these first what noticed the likes of the mutant, then what
   * is soon led.
   */
  *attemptsOn(mutant: Mutant): Generator<Attempt> {
    const text = mutant.adopted ? published(mutant.adopted) : this.edition;
    for (const kind of new Set(this.#cases.flatMap(({ variants }) => variants.map(({ as }) => as)))) {
      const there = this.#siteUnder(mutant, text, kind);
      const ways = new CaseWays();
      const attempts = this.#cases.flatMap((each) =>
        isDeafAlready(each, mutant) || !isAbout(each, mutant)
          ? []
          : each.variants.flatMap((variant, index) =>
              variant.as === kind ? (this.#attempt(each, index, { mutant, text, there, ways }) ?? []) : [],
            ),
      );
      yield* attempts.toSorted(
        (one, other) =>
          other.likeness - one.likeness || Number(other.isBegun) - Number(one.isBegun) || one.length - other.length,
      );
    }
  }

  /** What a mutant makes of the site, and where other things are read there. None where code is lost. */
  #siteUnder({ mapping, lost, unheard }: Mutant, text: PublishedText, as: string): There | undefined {
    if (!this.#readings || lost !== undefined) return undefined;
    const site = siteBoundBy({ text, mapping: mapping ?? mappingOf(text), as, unheard });
    return { site, compared: this.#readings.comparedWith(site) };
  }

  /** Undefined where the case goes as it went. */
  #attempt(each: SoundCase, index: number, about: Tried): Ranked | undefined {
    const { mutant, there } = about;
    const life = there && each.lives[index];
    const first = life && firstRead(life, there.compared);
    if (life && first === undefined) return undefined;
    const noticed = this.#noticedBy(each, index);
    const { run, step, gone = 0 } = (first === undefined ? undefined : life?.stands[first]) ?? {};
    const from = step ?? 0;
    const claims = each.claims.filter(({ step }) => step >= from);
    const variant = variantAt(each, index);
    return {
      ...{ each, variant, claims },
      likeness: Math.max(0, ...noticed.map((other) => likenessOf(mutant, other))),
      isBegun: step !== undefined,
      length: (life?.gone[claims.at(-1)?.step ?? from] ?? each.steps.length) - gone,
      lead: (until) =>
        run && step !== undefined && there
          ? this.#resume(each, { run, step }, { ...about, there, until })
          : this.#begin(each, variant, { ...about, until }),
      praise: () => noticed.push(mutant),
    };
  }

  #noticedBy(each: SoundCase, index: number): Mutant[] {
    const before = this.#noticed.get(each);
    const noticed = before ?? each.variants.map((): Mutant[] => []);
    if (!before) this.#noticed.set(each, noticed);
    return noticed[index] ?? [];
  }

  #resume(
    each: SoundCase,
    { run, step }: { readonly run: CaseRun; readonly step: number },
    { there, ways, until }: Tried & { readonly there: There; readonly until: number },
  ): readonly Claim[] | undefined {
    const lead = () => firstToFail(each, () => ways.resumed(run), { from: step, until });
    return this.#readings?.instead(there.site, lead);
  }

  #begin(
    each: SoundCase,
    variant: Variant,
    { mutant, text, ways, until }: Tried & { readonly until: number },
  ): readonly Claim[] | undefined {
    const { mapping = mappingOf(text), atSetUp = false } = mutant;
    const played = { ...deafTo(mutant.unheard, each), edition: text };
    const begin = () => {
      const world = this.#ground.under(text, mapping, played, variant);
      lose(mutant.lost);
      return { run: CaseRun.begin(played, world), stands: [], verdicts: [] };
    };
    const go = () => {
      const way = ways.begun(each, variant, begin);
      lose(mutant.lost);
      return way;
    };
    try {
      return firstToFail(each, go, { from: 0, until });
    } catch (error) {
      if (!(error instanceof StageRefused)) throw error;
      return atSetUp ? each.claims : [];
    } finally {
      lose(undefined);
    }
  }
}

function variantAt({ variants, situation }: SoundCase, index: number): Variant {
  const variant = variants[index];
  if (!variant) throw new Error(`${situation.case} is not led in ${index + 1} ways`);
  return variant;
}

/** Whether it can tell anything of a rule of the mutant, or of a mutant that is about none. */
function isAbout({ claims }: SoundCase, { rules }: Mutant): boolean {
  return rules.length === 0 || claims.some(({ expected }) => expected.for.some((rule) => rules.includes(rule)));
}

/** A site that sets no number of its own does not follow it anyway. */
function isDeafAlready({ situation }: SoundCase, { unheard }: Mutant): boolean {
  return unheard !== undefined && situation.given.parameters?.[unheard] === undefined;
}

/** A case as it is where a number of the site is not followed. */
function deafTo(number: string | undefined, each: SoundCase): SoundCase {
  if (number === undefined) return each;
  const { situation } = each;
  const { [number]: _, ...parameters } = situation.given.parameters ?? {};
  return { ...each, situation: { ...situation, given: { ...situation.given, parameters } } };
}

/** How much two mutants have in common: of where they stand and of what they change, or the word that comes in for a rule that both are about. */
function likenessOf(one: Mutant, other: Mutant): number {
  const words = wordsOf(one);
  const otherWords = wordsOf(other);
  if (one.place === other.place) {
    const apart = words.findIndex((word, index) => word !== otherWords[index]);
    return 1 + (apart === -1 ? words.length : apart);
  }
  const isOfOneRule = one.rules.some((rule) => other.rules.includes(rule));
  return isOfOneRule && words.at(-1) === otherWords.at(-1) ? 1 : 0;
}

function wordsOf({ change }: Mutant): readonly string[] {
  return change.match(/[^. "]+/g) ?? [];
}

/** The expectations of the first step that goes wrong, none where it is not about any; undefined where none does until a step. */
function firstToFail(
  each: SoundCase,
  begin: () => CaseWay,
  { from, until }: { readonly from: number; readonly until: number },
): readonly Claim[] | undefined {
  let step = from;
  const claimsNow = () => each.claims.filter((claim) => claim.step === step);
  try {
    const way = begin();
    for (const placed of each.steps.slice(from, until + 1)) {
      for (const _ of way.wait(placed, waitPlainly));
      const failed = way.take(placed, takePlainly).verdicts.filter(({ failure }) => failure !== undefined);
      if (failed.length > 0)
        return claimsNow().filter(({ expected }) => failed.some((verdict) => verdict.expected === expected));
      step += 1;
    }
    return undefined;
  } catch (error) {
    if (error instanceof StageRefused) throw error;
    // A part that is lost may leave the code with nothing to stand on; that is noticed where it falls.
    return claimsNow().map((claim) => ({ ...claim, isComputed: false }));
  }
}
