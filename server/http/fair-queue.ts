/** From where a piece of work comes. */
export interface Comer {
  readonly source: string;
  /** What stands close to it: the network of an address. Taken as the source itself where it is not told. */
  readonly neighbours?: string;
  /** Comes before the others, of whom every fourth turn is. */
  readonly goesFirst?: boolean;
}

/** Of so many turns in a row one is for those who do not go first, while some of them wait. */
const othersEvery = 4;

/**
 * Lets so many pieces of heavy work run at a time. Those who wait take turns by their neighbours, among neighbours by source, and in the order in
 * which they came from there: who sends a thousand keeps nobody else waiting for more than one of them. Where as many wait as may, in each of the
 * two rows, the last of whoever has most waiting is answered undefined at once: nobody waits without end, and who crowds the row goes first.
 */
export function fairQueue(
  most: number,
  mostWaiting: number,
): <T>(comer: Comer, work: () => Promise<T>) => Promise<T | undefined> {
  let running = 0;
  let firstInARow = 0;
  const rows = { first: new Row(), others: new Row() };
  const takeNext = (): Resume | undefined => {
    const others = firstInARow >= othersEvery - 1 ? rows.others.take() : undefined;
    const first = others ? undefined : rows.first.take();
    firstInARow = first ? firstInARow + 1 : 0;
    return others ?? first ?? rows.others.take();
  };
  return async (comer, work) => {
    if (running < most) running += 1;
    else {
      const row = comer.goesFirst ? rows.first : rows.others;
      const mayGoOn = await new Promise<boolean>((resume) => {
        row.add(comer, resume);
        if (row.size > mostWaiting) row.dropLastOfMost()?.(false);
      });
      if (!mayGoOn) return undefined;
    }
    try {
      return await work();
    } finally {
      const next = takeNext();
      // Whose turn it is takes over the place, which is therefore never free in between.
      if (next) next(true);
      else running -= 1;
    }
  };
}

type Resume = (mayGoOn: boolean) => void;

/** Those who wait, by their neighbours and their source; whose last turn is longest ago stands first among either. */
class Row {
  readonly #neighbours = new Map<string, Map<string, Resume[]>>();
  size = 0;

  add({ source, neighbours = source }: Comer, resume: Resume): void {
    const sources = this.#neighbours.get(neighbours) ?? new Map<string, Resume[]>();
    this.#neighbours.set(neighbours, sources);
    sources.set(source, [...(sources.get(source) ?? []), resume]);
    this.size += 1;
  }

  take(): Resume | undefined {
    const [first] = this.#neighbours;
    if (!first) return undefined;
    const [neighbours, sources] = first;
    const [next] = sources;
    if (!next) return undefined;
    const [source, [resume, ...others]] = next;
    sources.delete(source);
    if (others.length > 0) sources.set(source, others);
    this.#neighbours.delete(neighbours);
    if (sources.size > 0) this.#neighbours.set(neighbours, sources);
    this.size -= 1;
    return resume;
  }

  dropLastOfMost(): Resume | undefined {
    const [neighbours, sources] = mostOf(this.#neighbours, (each) => waitingOf(each)) ?? [];
    const [source, waiting] = mostOf(sources ?? new Map<string, Resume[]>(), (each) => each.length) ?? [];
    if (neighbours === undefined || source === undefined) return undefined;
    const dropped = waiting?.pop();
    if (waiting?.length === 0) sources?.delete(source);
    if (sources?.size === 0) this.#neighbours.delete(neighbours);
    this.size -= 1;
    return dropped;
  }
}

function waitingOf(sources: ReadonlyMap<string, readonly Resume[]>): number {
  return [...sources.values()].reduce((sum, { length }) => sum + length, 0);
}

/** Of those with equally many the one that came last. */
function mostOf<V>(map: ReadonlyMap<string, V>, count: (value: V) => number): readonly [string, V] | undefined {
  let most: readonly [string, V] | undefined;
  for (const each of map) if (!most || count(each[1]) >= count(most[1])) most = each;
  return most;
}
