import type { SpotKind } from "./claim-spots.ts";

/** A spot as a file tells it when it is loaded. */
export interface ToldSpot {
  readonly kind: SpotKind;
  readonly line: number;
  readonly inTable: boolean;
}

interface Spot extends ToldSpot {
  readonly path: string;
  made: boolean;
}

/** What became of a list, or of a property, while one test ran. */
interface Tally {
  /** How often it was gone through, or run. */
  times: number;
  /** How often there was something in it, or something was claimed. */
  well: number;
}

/** A property claims something so often, or at least in one of so many runs: otherwise it hardly says anything. */
const OFTEN = 20;
const ONE_IN = 10;

/** What the claims of the tests of one file came to. */
export class ClaimsHeard {
  readonly #spots: Spot[] = [];
  readonly #tallies = new Map<Spot, Tally>();
  readonly #claimsMade: () => number;

  /** @param claimsMade how many claims the running test has made so far */
  constructor(claimsMade: () => number) {
    this.#claimsMade = claimsMade;
  }

  /** Takes the spots of a file, and gives what its text hands each of them to. */
  watch(path: string, told: readonly ToldSpot[]) {
    const spots = told.map((each): Spot => ({ ...each, path, made: false }));
    this.#spots.push(...spots);
    const at = (index: number) => spots[index] as Spot;
    return {
      claim: <Value>(index: number, value: Value): Value => {
        at(index).made = true;
        return value;
      },
      list: <List>(index: number, list: List): List => {
        const size = sizeOf(list);
        this.#count(at(index), size === undefined || size > 0);
        return list;
      },
      loop: <List extends Iterable<unknown>>(index: number, list: List): Iterable<unknown> => {
        const size = sizeOf(list);
        if (size === undefined) return this.#counted(at(index), list);
        this.#count(at(index), size > 0);
        return list;
      },
      property: (index: number, predicate: unknown) => this.#asked(at(index), predicate),
    };
  }

  /** What the test that is over claimed of nothing. The next begins anew. */
  ofTest(): readonly string[] {
    const over = [...this.#tallies].filter(([{ inTable }]) => !inTable);
    for (const [spot] of over) this.#tallies.delete(spot);
    return over.flatMap(vacuous);
  }

  /** What a file claimed of nothing when all its tests are over: in every row of a table, and what it never came to claim at all. */
  ofFile(isAsked: (path: string) => boolean): readonly string[] {
    const never = this.#spots
      .filter(({ kind, made, path }) => kind === "claim" && !made && isAsked(path))
      .map(({ path, line }) => `${path}:${line} a claim is never made`);
    return [...[...this.#tallies].flatMap(vacuous), ...never];
  }

  #count(spot: Spot, isWell: boolean): void {
    const tally = this.#tallies.get(spot) ?? { times: 0, well: 0 };
    this.#tallies.set(spot, { times: tally.times + 1, well: tally.well + (isWell ? 1 : 0) });
  }

  *#counted(spot: Spot, list: Iterable<unknown>): Generator<unknown> {
    let isEmpty = true;
    for (const each of list) {
      if (isEmpty) this.#count(spot, true);
      isEmpty = false;
      yield each;
    }
    if (isEmpty) this.#count(spot, false);
  }

  /** A predicate that tells whether it claimed something: by a claim, by failing, or by what it answers. */
  #asked(spot: Spot, predicate: unknown): unknown {
    if (typeof predicate !== "function") return predicate;
    return (...drawn: readonly unknown[]) => {
      const before = this.#claimsMade();
      const over = <Answer>(answer: Answer): Answer => {
        this.#count(spot, answer !== undefined || this.#claimsMade() > before);
        return answer;
      };
      // What it would rather not be asked, and what fails, ends here.
      const left = (cause: unknown): never => {
        this.#count(spot, false);
        throw cause;
      };
      try {
        const answer: unknown = predicate(...drawn);
        return answer instanceof Promise ? answer.then(over, left) : over(answer);
      } catch (cause) {
        return left(cause);
      }
    };
  }
}

function vacuous([{ kind, path, line }, { times, well }]: readonly [Spot, Tally]): string[] {
  if (kind !== "property")
    return well > 0 ? [] : [`${path}:${line} claims something of each of a list that has nothing in it`];
  const isRare = well === 0 || (well < OFTEN && well * ONE_IN < times);
  return isRare ? [`${path}:${line} a property claims something in ${well} of ${times} runs`] : [];
}

/** How many there are in a list; undefined where one has to go through it to know. */
function sizeOf(list: unknown): number | undefined {
  if (typeof list !== "object" || list === null) return typeof list === "string" ? list.length : undefined;
  const { length, size } = list as { length?: unknown; size?: unknown };
  return typeof length === "number" ? length : typeof size === "number" ? size : undefined;
}
