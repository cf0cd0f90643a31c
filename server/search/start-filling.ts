import type { Sql } from "postgres";
import { fillWords, type WordFilling } from "./fill-words.ts";

/** Gives the lines of earlier releases their words, site by site, beside everything else; answers how to stop, which waits for what is in hand. */
export function startFilling(
  accounts: Sql,
  { log, ...about }: Omit<WordFilling, "isStopping"> & { readonly log: (line: string) => void },
): () => Promise<void> {
  let stopping = false;
  const filling = fillAll(accounts, { ...about, isStopping: () => stopping }).catch((error: unknown) =>
    log(`making lines of before searchable failed: ${(error as Error).message}`),
  );
  return async () => {
    stopping = true;
    await filling;
  };
}

async function fillAll(accounts: Sql, filling: WordFilling): Promise<void> {
  const organisations = await accounts<{ org: string; sites: string[] }[]>`
    select org, array_append(sites, head_office) as sites from organisation order by org`;
  for (const { org, sites } of organisations)
    for (const site of new Set(sites)) if (!filling.isStopping()) await fillWords(filling, org, site);
}
