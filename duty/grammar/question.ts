import type { Head, SiteId, StreamKey } from "./entry.ts";
import type { Escalations, Obligation } from "./obligation.ts";

/** One line of the ledger as a question sees it. */
export interface LedgerLine {
  readonly stream: StreamKey;
  readonly obligation: Obligation;
}

/** A stream as a question sees it. */
export interface StreamView<S = unknown> {
  readonly state: S;
  readonly version: number;
  readonly head: Head;
  readonly escalations: Escalations;
}

/** What a question may look at: only the streams and ledger pages that it named beforehand. */
export interface Reader {
  stream<S>(key: StreamKey): StreamView<S>;
  outstanding(page: LedgerPage): readonly LedgerLine[];
}

/** A page of the ledger: all that is outstanding at a post, or from a person, at one site. */
export type LedgerPage =
  | { readonly site: SiteId; readonly post: string; readonly person?: undefined }
  | { readonly site: SiteId; readonly person: string; readonly post?: undefined };

/**
 * How one noun learns about another. It names what it will look at, so that the door can load and lock that, and then answers.
 * Only the wiring ties a question to the noun that answers it.
 */
export interface Question<A> {
  readonly streams?: readonly StreamKey[];
  readonly ledger?: readonly LedgerPage[];
  /** Streams that are known only once those above are read: the sites at which somebody holds something stand in their own stream. */
  further?(reader: Reader): readonly StreamKey[];
  answer(reader: Reader): A;
}

/** A question on which several facts rest: whoever reads is answered once, and all of the facts have it from there. */
export function askedOnce<A>(question: Question<A>): Question<A> {
  const further = question.further && onceForEach((reader) => question.further?.(reader) ?? []);
  const answer = onceForEach((reader) => question.answer(reader));
  return { ...question, ...(further ? { further } : {}), answer };
}

/** A reader is of one decision, and what it reads stays as it is until that is made. */
function onceForEach<A>(ask: (reader: Reader) => A): (reader: Reader) => A {
  const known = new WeakMap<Reader, { readonly answer: A }>();
  return (reader) => {
    const { answer } = known.get(reader) ?? { answer: ask(reader) };
    known.set(reader, { answer });
    return answer;
  };
}

export type Questions<F> = { readonly [K in keyof F]: Question<F[K]> };
