import type { Sql } from "postgres";
import { dayMinutes, type Instant, minute } from "#duty/grammar/time.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { type SiteName, sealSite } from "./seal-site.ts";

const day = dayMinutes * minute;
/** No transaction lives so long: what is older and unsealed was written under another clock, and the daily look finds it. */
const recently = 2 * day;

/**
 * Seals every site that has anything to seal and answers how many heads that made; one that cannot be sealed does not keep the
 * others from it. Runs as `zb_seal`. `commandsSince`: how far back commands are looked through, all by default.
 */
export async function sealEverySite(
  sql: Sql,
  about: {
    keyring: Keyring;
    now: () => Instant;
    commandsSince?: number;
    onProblem: (place: SiteName, problem: unknown) => void;
  },
): Promise<number> {
  let count = 0;
  for (const { org, site, since } of await sitesWithUnsealed(sql, about.commandsSince ?? 0)) {
    try {
      count += (await sealSite(sql, { ...about, place: { org, site }, commandsSince: since })).length;
    } catch (problem) {
      about.onProblem({ org, site }, problem);
    }
  }
  return count;
}

type Unsealed = SiteName & { readonly since: number };

function sitesWithUnsealed(sql: Sql, since: number): Promise<Unsealed[]> {
  return sql<Unsealed[]>`
    select org, site, min(since)::float8 as since from (
      select s.org, s.site, null::bigint as since from stream s
        left join seal_mark m on m.org = s.org and m.site = s.site and m.noun = s.noun and m.id = s.id
        where s.version > coalesce(m.version, 0)
      union all
      select c.org, c.site, c.at from command c
        where c.at >= ${since} and not exists (
          select from seal_leaf l
          where l.org = c.org and l.site = c.site and l.noun = '' and l.id = c.id and l.version = 0)) unsealed
    group by org, site order by org, site`.then((rows) => rows.map((row) => ({ ...row, since: row.since ?? since })));
}

/**
 * Seals once now and then every `everyMinutes` until the signal. The first round and one a day look through all commands, the others
 * through those of the last two days. A round that fails is told and the next one tries again.
 */
export async function keepSealing(
  sql: Sql,
  about: {
    keyring: Keyring;
    now: () => Instant;
    everyMinutes: number;
    signal: AbortSignal;
    /** Resolves after so many milliseconds, or when the signal comes. */
    pause: (ms: number, signal: AbortSignal) => Promise<void>;
    onProblem: (place: SiteName | undefined, problem: unknown) => void;
  },
): Promise<void> {
  const { now, everyMinutes, signal, pause, onProblem } = about;
  let thorough: number = Number.NEGATIVE_INFINITY;
  while (!signal.aborted) {
    const isThorough = now() - thorough >= day;
    try {
      await sealEverySite(sql, { ...about, commandsSince: isThorough ? 0 : now() - recently });
      if (isThorough) thorough = now();
    } catch (problem) {
      onProblem(undefined, problem);
    }
    await pause(everyMinutes * minute, signal);
  }
}
