import { parseArgs } from "node:util";
import type { Sql } from "postgres";
import { verifyArchive } from "#server/archive/verify-archive.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { databaseEvidence } from "#server/verify/database-evidence.ts";
import { discrepancySentences, limitSentences } from "#server/verify/discrepancy-sentences.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import type { Discrepancy, Limit, SiteFindings } from "#server/verify/findings.ts";
import { readWitnesses } from "#server/verify/read-witnesses.ts";
import { type Verification, verifyAll } from "#server/verify/verification.ts";
import { dataDirFrom, errand, masterKeyAtHand, withDatabase } from "./errand.ts";

/**
 * `verify [--archive FILE] [--receipts FILE] [--anchors FILE] [--key FILE] [--data DIR] [--json]`: whether the records are those that were
 * written. Status 0 whole, 1 with discrepancies, 2 for a wrong argument or nothing to verify.
 */
export function verifyCommand(args: readonly string[]): Promise<number> {
  return errand(async () => {
    const { values } = parseArgs({
      args: [...args],
      options: {
        archive: { type: "string" },
        receipts: { type: "string" },
        anchors: { type: "string" },
        key: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean", default: false },
      },
    });
    const dataDir = dataDirFrom(values.data);
    const witnesses = readWitnesses(values);
    const master = masterKeyAtHand(dataDir, values.key);
    const { archive } = values;
    const verification =
      archive === undefined
        ? await withDatabase(dataDir, (sql) => verifyDatabase(sql, { master, witnesses }))
        : await verifyArchive(archive, { master, witnesses });
    if (values.json) console.log(JSON.stringify(verification, undefined, 2));
    else printVerification(verification);
    return statusOf(verification);
  });
}

interface Means {
  readonly master: MasterKey | undefined;
  readonly witnesses: Witnesses;
}

/** Verifies a whole database as it stands at one moment, while others go on working in it. */
export async function verifyDatabase(sql: Sql, { master, witnesses }: Means): Promise<Verification> {
  const [row] = await sql<{ made: boolean }[]>`select to_regclass('seal_head') is not null as made`;
  if (!row?.made) return { outcome: "nothing", sites: [], strangers: [] };
  return (await sql.begin("isolation level repeatable read read only", async (transaction) => {
    await transaction`set local role zb_seal`;
    return await verifyAll(databaseEvidence(transaction, { master }), witnesses);
  })) as Verification;
}

export function statusOf({ outcome }: Verification): number {
  return { whole: 0, faulty: 1, nothing: 2 }[outcome];
}

const mostShown = 50;

/** For people, on standard output; what is wrong goes to standard error as well as the last word. */
export function printVerification({ outcome, sites, strangers }: Verification): void {
  for (const site of sites) printSite(site);
  for (const site of strangers)
    console.log(`FAULT receipt.missing ${site}: receipts speak of a site that is not here at all`);
  const discrepancies = sites.reduce((sum, site) => sum + site.discrepancies.length, strangers.length);
  if (outcome === "whole") console.log("Whole: every record is as it was written, as far as can be proven.");
  if (outcome === "nothing") console.error("There is nothing to verify.");
  if (outcome === "faulty") console.error(`${discrepancies} fault${discrepancies === 1 ? "" : "s"} found.`);
}

function printSite({ org, site, counts, discrepancies, limits, head }: SiteFindings): void {
  const { streams, entries, commands, heads, secrets, photos } = counts;
  console.log(
    `${org} ${site}: ${streams} streams, ${entries} entries, ${commands} commands, ${heads} heads, ${secrets} texts, ${photos} photos`,
  );
  if (head) console.log(`  last head: number ${head.number}, code ${head.code}`);
  for (const discrepancy of discrepancies.slice(0, mostShown)) console.log(`  FAULT ${discrepancyLine(discrepancy)}`);
  if (discrepancies.length > mostShown)
    console.log(`  … and ${discrepancies.length - mostShown} more faults; --json lists all`);
  for (const limit of limits) console.log(`  not provable: ${limitLine(limit)}`);
}

function discrepancyLine({ code, at, detail }: Discrepancy): string {
  return `${code} ${at}: ${discrepancySentences[code]}${detailLine(detail)}`;
}

function limitLine({ code, detail }: Limit): string {
  return `${limitSentences[code]}${detailLine(detail)}`;
}

function detailLine(detail: Discrepancy["detail"]): string {
  if (!detail) return "";
  const words = Object.entries(detail).map(
    ([name, value]) => `${name} ${name === "since" ? new Date(Number(value)).toISOString() : value}`,
  );
  return ` (${words.join(", ")})`;
}
