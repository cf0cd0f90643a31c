import type { Touched } from "#duty/door/table.ts";
import { keyName } from "#duty/door/working-set.ts";
import { dutyTable } from "#duty/duty-table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { isOutstanding, type Obligation } from "#duty/grammar/obligation.ts";
import type { LedgerLine, LedgerPage } from "#duty/grammar/question.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { inLedgerOrder } from "#duty/world.ts";
import type { Sight } from "./meeting.ts";
import type { SeenStream } from "./stage.ts";

/** How the streams stand, as far as anybody in the play has touched or seen them: what the screens of its people show. */
export class Knowledge implements Sight {
  readonly streams = new Map<string, SeenStream>();
  readonly #owing = new Map<string, SeenStream>();
  readonly #now: () => Instant;

  constructor(now: () => Instant) {
    this.#now = now;
  }

  get now(): Instant {
    return this.#now();
  }

  learn(seen: readonly SeenStream[]): void {
    for (const each of seen) {
      const name = keyName(each.key);
      this.streams.set(name, each);
      if (each.obligations.some(isOutstanding)) this.#owing.set(name, each);
      else this.#owing.delete(name);
    }
  }

  learnTouched(touched: readonly Touched[]): void {
    this.learn(touched.map((each) => ({ ...each, version: each.head.version })));
  }

  /** Streams that owe something as far as anybody knows. */
  owing(): StreamKey[] {
    return [...this.#owing.values()].map(({ key }) => key);
  }

  state<S>(key: StreamKey): S {
    return (this.streams.get(keyName(key))?.state ?? dutyTable.kinds[key.noun]?.begin(key.id)) as S;
  }

  /** What is owed under a key of a stream; undefined where it is owed no more. */
  owed(key: StreamKey, name: string): Obligation | undefined {
    const owed = this.#owing.get(keyName(key))?.obligations.find((each) => each.key === name);
    return owed && isOutstanding(owed) ? owed : undefined;
  }

  outstanding({ site, post, person }: LedgerPage): readonly LedgerLine[] {
    return inLedgerOrder(this.#lines().filter((line) => belongs(line, { site, post, person })));
  }

  #lines(): LedgerLine[] {
    return [...this.#owing.values()].flatMap(({ key: stream, obligations }) =>
      obligations.filter(isOutstanding).map((obligation) => ({ stream, obligation })),
    );
  }
}

function belongs(
  { stream, obligation }: LedgerLine,
  { site, post, person }: { site: string; post: string | undefined; person: string | undefined },
): boolean {
  if (stream.site !== site) return false;
  return post === undefined ? obligation.person === person : obligation.post === post;
}
