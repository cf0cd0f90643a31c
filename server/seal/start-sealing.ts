import { setTimeout as pause } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Instant } from "#duty/grammar/time.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { keepSealing } from "./seal-every-site.ts";

const EVERY_MINUTES = 5;

/** Seals by itself from now on; answers how to stop, which waits for the round that is being made. */
export function startSealing(
  sql: Sql,
  { log, ...about }: { keyring: Keyring; now: () => Instant; log: (line: string) => void },
): () => Promise<void> {
  const stopping = new AbortController();
  const sealing = keepSealing(sql, {
    ...about,
    everyMinutes: EVERY_MINUTES,
    signal: stopping.signal,
    pause: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
    onProblem: (place, problem) => log(`sealing ${place?.site ?? "of sites"} failed: ${(problem as Error).message}`),
  });
  return async () => {
    stopping.abort();
    await sealing;
  };
}
