import { setTimeout as after } from "node:timers/promises";
import type { Sql } from "postgres";
import { minute } from "#duty/grammar/time.ts";
import { fillWords, type WordFilling } from "./fill-words.ts";

/** Far more often than streams come to rest, so that few have to be read through. */
const every = 5 * minute;

interface StartedFilling extends Omit<WordFilling, "isStopping"> {
  readonly log: (line: string) => void;
  /** Resolves after so many milliseconds, or when the signal comes; of the machine's clock unless told otherwise. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Makes words of what was written, site by site, beside everything else; answers how to stop, which waits for what is in hand. */
export function startFilling(accounts: Sql, { log, pause = rest, ...about }: StartedFilling): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const filling = (async () => {
    while (!signal.aborted) {
      await fillAll(accounts, { ...about, isStopping: () => signal.aborted }).catch((error: unknown) =>
        log(`making lines searchable failed: ${(error as Error).message}`),
      );
      await pause(every, signal);
    }
  })();
  return async () => {
    stopping.abort();
    await filling;
  };
}

async function fillAll(accounts: Sql, filling: WordFilling): Promise<void> {
  const organisations = await accounts<{ org: string; sites: string[] }[]>`
    select org, array_append(sites, head_office) as sites from organisation order by org`;
  for (const { org, sites } of organisations)
    for (const site of new Set(sites)) if (!filling.isStopping()) await fillWords(filling, org, site);
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return after(ms, undefined, { signal }).catch(() => {});
}
