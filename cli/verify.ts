import type { Sql } from "postgres";
import { verifyArchive } from "#server/archive/verify-archive.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { isMigrated } from "#server/postgres/migrate.ts";
import { derivingRuntime } from "#server/start/deriving-runtime.ts";
import { MIGRATIONS } from "#server/start/open-database.ts";
import { discrepancySentences, limitSentences } from "#server/verify/discrepancy-sentences.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import type { Discrepancy, Limit, SiteFindings } from "#server/verify/findings.ts";
import { readWitnesses } from "#server/verify/read-witnesses.ts";
import type { Verification } from "#server/verify/verification.ts";
import { verifyDatabase } from "#server/verify/verify-database.ts";
import { dataDirFrom, errand, masterKeyAtHand, withDatabase } from "./errand.ts";
import { dataFlag, jsonFlag, verb } from "./verb.ts";

/** What was kept elsewhere, and the key that opens texts. */
export const witnessFlags = {
  receipts: { takes: "FILE", is: { zh: "设备上留下的回执，每行一份", en: "receipts that devices kept, one a line" } },
  anchors: {
    takes: "FILE",
    is: { zh: "另处留存的封存摘要，每行一份", en: "heads that were kept elsewhere, one a line" },
  },
  checkpoint: {
    takes: "FILE",
    is: { zh: "另处留存的检查点（C2SP）", en: "a checkpoint (C2SP) that was kept elsewhere" },
  },
  key: {
    takes: "FILE",
    is: { zh: "主密钥；没有它则正文不可核验", en: "the master key; without it no text can be opened" },
  },
} as const;

/** Whether the records are those that were written. Status 0 whole, 1 with discrepancies, 2 for a wrong argument or nothing to verify. */
export const verifyVerb = verb({
  does: { zh: "核验链、封存、回执与各列", en: "whether chain, seals, receipts and columns are as they were written" },
  operands: {},
  flags: {
    archive: {
      takes: "FILE",
      is: { zh: "改为核验这份存档，不需要数据库", en: "verify this archive, without a database" },
    },
    ...witnessFlags,
    data: dataFlag,
    json: jsonFlag,
  },
  run: ({ archive, receipts, anchors, checkpoint, key, data, json }) =>
    errand(async () => {
      const dataDir = dataDirFrom(data);
      const witnesses = readWitnesses({ receipts, anchors, checkpoint });
      const master = masterKeyAtHand(dataDir, key);
      const verification =
        archive === undefined
          ? await withDatabase(dataDir, (sql) => verifyWhole(sql, { master, witnesses }))
          : await verifyArchive(archive, { master, witnesses });
      if (json) console.log(JSON.stringify(verification, undefined, 2));
      else printVerification(verification);
      return statusOf(verification);
    }),
});

interface Means {
  readonly master: MasterKey | undefined;
  readonly witnesses: Witnesses;
}

/** Verifies a whole database by the rules of this release. */
export async function verifyWhole(sql: Sql, means: Means): Promise<Verification> {
  return await verifyDatabase(sql, {
    ...means,
    runtime: derivingRuntime(sql),
    isCurrent: await isMigrated(sql, MIGRATIONS),
  });
}

export function statusOf({ outcome }: Verification): number {
  return { whole: 0, faulty: 1, nothing: 2 }[outcome];
}

/** The same of what was loaded or put back: an installation in which nothing had been recorded came over whole. */
export function statusOfLoaded(verification: Verification): number {
  return verification.outcome === "nothing" ? 0 : statusOf(verification);
}

const mostShown = 50;

/** For people, on standard output; what is wrong goes to standard error as well as the last word. */
export function printVerification({ outcome, sites, strangers, unread = [] }: Verification): void {
  for (const site of sites) printSite(site);
  for (const site of strangers)
    console.log(`FAULT receipt.missing ${site}: receipts speak of a site that is not here at all`);
  const discrepancies = sites.reduce((sum, site) => sum + site.discrepancies.length, strangers.length);
  if (unread.length > 0)
    console.log(
      `Not looked at, and nothing is said of: ${unread.join(", ")}. \`rebuild\` derives views and ledger anew.`,
    );
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
