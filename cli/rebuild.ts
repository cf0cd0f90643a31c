import { type RebuiltSite, rebuild } from "#server/journal/rebuild-sites.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { openPool } from "#server/postgres/pool.ts";
import { derivingRuntime } from "#server/start/deriving-runtime.ts";
import { MIGRATIONS } from "#server/start/open-database.ts";
import { dataDirFrom, errand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";

/**
 * Brings the tables up to this release and derives ledger, wakes and views anew from the journal, while others go on working. Status 0 where every table came out as it was, 1 where
 * one did not (it is right now), 2 for a wrong argument or no database.
 */
export const rebuildVerb = verb({
  does: { zh: "由底账重新导出台账、唤醒和视图", en: "derives ledger, wakes and views anew from the journal" },
  operands: {},
  flags: {
    org: { takes: "ORG", is: { zh: "只做这个组织", en: "only of this organisation" } },
    site: { takes: "SITE", is: { zh: "只做这个项目", en: "only of this site" } },
    data: dataFlag,
    json: jsonFlag,
  },
  run: ({ org, site, data, json }) =>
    errand(async () => {
      const wanted = { ...(org === undefined ? {} : { org }), ...(site === undefined ? {} : { site }) };
      return await withDatabase(dataDirFrom(data), async (owner, { place }) => {
        // A folder of an earlier release lacks the tables that have come since.
        await migrate(owner, MIGRATIONS);
        const began = performance.now();
        const sites = await rebuiltFrom(place, wanted, (each) => {
          if (!json) for (const line of linesOfRebuilt(each)) console.log(line);
        });
        const seconds = (performance.now() - began) / 1000;
        const entries = sites.reduce((sum, each) => sum + each.entries, 0);
        const summary = { sites: sites.length, entries, perSecond: Math.round(entries / seconds) };
        if (json) console.log(JSON.stringify({ ...summary, rebuilt: sites }, undefined, 2));
        else console.log(`${summary.sites} sites, ${entries} entries, ${summary.perSecond} entries per second`);
        return statusOfRebuilt(sites);
      });
    }),
});

export type DatabaseAddress = Parameters<typeof openPool>[0];

/** Derives all anew that the journal of a database says, site by site. */
export async function rebuiltFrom(
  place: DatabaseAddress,
  wanted: Parameters<typeof rebuild>[2],
  tellOf: (site: RebuiltSite) => void,
): Promise<RebuiltSite[]> {
  const pool = openPool(place, "zb_owner", { max: 2 });
  const sites: RebuiltSite[] = [];
  try {
    for await (const each of rebuild(derivingRuntime(pool), pool, wanted)) {
      sites.push(each);
      tellOf(each);
    }
  } finally {
    await pool.end({ timeout: 5 });
  }
  return sites;
}

/** 0 where every table of every site came out as it was, 1 where one did not. */
export function statusOfRebuilt(sites: readonly RebuiltSite[]): 0 | 1 {
  return sites.every(({ tables }) => tables.every(({ alike }) => alike)) ? 0 : 1;
}

/** What is said of a site: how much was read, and each table that was not as it should have been. */
export function linesOfRebuilt({ org, site, streams, entries, tables }: RebuiltSite): readonly string[] {
  const unlike = tables.filter(({ alike }) => !alike);
  return [
    `${org}/${site}: ${streams} streams, ${entries} entries`,
    ...unlike.map(({ table, rows }) => `  ${table}: ${rows} rows, not as they were before`),
  ];
}
