import { setTimeout as after } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { keepSealing } from "./seal-every-site.ts";

const EVERY_MINUTES = 5;

interface Sealing {
  readonly keyring: Keyring;
  readonly now: () => Instant;
  readonly log: (line: string) => void;
  /** Resolves after so many milliseconds, or when the signal comes; of the machine's clock unless told otherwise. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Seals by itself from now on; answers how to stop, which waits for the round that is being made. */
export function startSealing(sql: Sql, { log, pause = rest, ...about }: Sealing): () => Promise<void> {
  const stopping = new AbortController();
  const sealing = keepSealing(sql, {
    ...about,
    everyMinutes: EVERY_MINUTES,
    signal: stopping.signal,
    pause,
    onProblem: (place, problem) => log(`sealing ${place?.site ?? "of sites"} failed: ${(problem as Error).message}`),
  });
  return async () => {
    stopping.abort();
    await sealing;
  };
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return after(ms, undefined, { signal }).catch(() => {});
}
