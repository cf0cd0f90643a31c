import type { Sql } from "postgres";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import { readJournal } from "#server/journal/read-journal.ts";
import { oneSnapshot } from "#server/postgres/one-snapshot.ts";
import { type CallsCame, callsIn } from "#server/simulation/journal-figures.ts";
import { type FoundMiss, MissSearch } from "#server/simulation/miss-search.ts";
import { placesOf } from "#server/verify/database-evidence.ts";
import { dataDirFrom, ErrandError, errand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";

/** What was found in the journal of an organisation. */
export interface OrganisationFound {
  readonly org: OrganisationId;
  readonly misses: readonly FoundMiss[];
  readonly calls: CallsCame;
}

/**
 * For everything that was missed the first moment at which it could have been met, by which acts, and the call about it; and what became of
 * every call. Status 0 where every miss could have been met and every call came to its end; 1 where not; 2 for a wrong argument or nothing to
 * read.
 */
export const missesVerb = verb({
  does: {
    zh: "每一项漏办：最早何时本可办成、哪一次上报",
    en: "for everything missed, when it could first have been met, and the call about it",
  },
  operands: {},
  flags: { data: dataFlag, json: jsonFlag },
  run: ({ data, json }) =>
    errand(async () => {
      const found = await withDatabase(dataDirFrom(data), everyOrganisation);
      if (json) console.log(JSON.stringify({ organisations: found }, undefined, 2));
      else for (const line of found.flatMap(linesOfMisses)) console.log(line);
      return statusOfMisses(found);
    }),
});

/** Of one moment, however many go on writing meanwhile. */
async function everyOrganisation(sql: Sql): Promise<OrganisationFound[]> {
  const journals = await sql.begin(oneSnapshot, async (transaction) => {
    const places = await placesOf(transaction);
    const orgs = [...new Set(places.map(({ org }) => org))];
    const read = [];
    for (const org of orgs) {
      const sites = places.filter((each) => each.org === org).map(({ site }) => site);
      read.push({ org, streams: await readJournal(transaction, { org, sites }) });
    }
    return read;
  });
  if (journals.length === 0)
    throw new ErrandError("There is nothing to read: nothing has been recorded in this database.");
  return journals.map(({ org, streams }) => {
    const { misses, world } = new MissSearch(streams);
    return { org, misses, calls: callsIn(world) };
  });
}

/** 0 where every miss could have been met and every call came to its end, 1 where not. */
export function statusOfMisses(found: readonly OrganisationFound[]): 0 | 1 {
  const isSound = ({ misses, calls }: OrganisationFound) =>
    misses.every(({ could }) => could !== undefined) && calls.stopped.length === 0;
  return found.every(isSound) ? 0 : 1;
}

/** What is said of an organisation: each miss, each call that stopped, and the figures. */
export function linesOfMisses({ org, misses, calls }: OrganisationFound): readonly string[] {
  const missed = misses.map(({ stream, what, dueAt, could, call }) => {
    const first = could
      ? `could be met from ${clock(could.at)} by ${could.by.map(({ act }) => act).join(", ")}`
      : "COULD NEVER BE MET";
    const called = call ? `call ${call.rung} of ${call.of} in entry ${call.version} at ${clock(call.at)}` : "no call";
    return `${what} ${stream.site}/${stream.id}, due ${clock(dueAt)}: ${first}; ${called}`;
  });
  const never = misses.filter(({ could }) => could === undefined).length;
  const { answered, needless, ended, running, stopped } = calls;
  return [
    ...missed,
    ...stopped.map(
      ({ stream, key, rung }) =>
        `${stream.noun}/${stream.id} ${key}: STOPPED after call ${rung}, neither answered nor at its end`,
    ),
    `${org}: ${misses.length} missed, ${never} of them never possible; calls: ${answered} answered, ${needless} needless, ${ended} at their end, ${running} running, ${stopped.length} stopped`,
  ];
}

function clock(at: Instant): string {
  return new Date(instant(at)).toISOString();
}
