import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type Query,
  QueryCache,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import { CommandRefused } from "./ask.ts";
import { screenStateOf } from "./desk-state.ts";
import { sessionQuery } from "./session-query.ts";

/** How the screens ask: how long an answer is taken for new, what is asked again, and what a refusal tells of the desk. */
export function deskQueries(): QueryClient {
  /** The desk was locked or has ended: every screen learns it from the session. */
  const askSession = (thrown: Error): void => {
    if (!(thrown instanceof CommandRefused && thrown.ofDesk)) return;
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  const queries = new DeskQueries({
    queryCache: new QueryCache({ onError: askSession }),
    defaultOptions: { queries: { staleTime: 15_000, retry: isAskedAgain, networkMode: "always" } },
  });
  return queries;
}

/** Asked again only where nobody answered: a refusal would be the same the second time. */
export function isAskedAgain(tries: number, thrown: Error): boolean {
  return thrown instanceof CommandRefused && thrown.undecided && tries < 3;
}

/**
 * Asks anew whatever has changed, also where the first answer is still under way. The library asks nothing anew before it has an answer, though one
 * that was asked for before the change may tell of the time before it.
 */
class DeskQueries extends QueryClient {
  readonly #doubted = new WeakSet<Query>();

  override async invalidateQueries<Key extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<Key>,
    options?: InvalidateOptions,
  ): Promise<void> {
    const firstUnderWay = this.getQueryCache()
      .findAll(filters)
      .filter(({ state }) => state.fetchStatus !== "idle" && state.data === undefined);
    const afterFirst = firstUnderWay.map((query) => this.#askOnceMore(query));
    await Promise.all([super.invalidateQueries(filters, options), ...afterFirst]);
  }

  /** Once, however often something changes meanwhile. Where no answer comes, what asks again asks late enough. */
  async #askOnceMore(query: Query): Promise<void> {
    if (this.#doubted.has(query)) return;
    this.#doubted.add(query);
    const hasCome = await query.promise?.then(
      () => true,
      () => false,
    );
    this.#doubted.delete(query);
    if (hasCome) await this.invalidateQueries({ queryKey: query.queryKey, exact: true });
  }
}

/**
 * What a screen threw and something above it caught. An answer that the house gave, or none at all, is shown there and is no fault of the screen: only
 * what is at fault is told on the console, where those look who mend it.
 */
export function tellCaught(thrown: unknown): void {
  if (thrown instanceof CommandRefused && screenStateOf(thrown.problem) !== "broken") return;
  console.error(thrown);
}
