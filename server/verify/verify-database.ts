import type { Sql } from "postgres";
import type { Runtime } from "#server/door/runtime.ts";
import { Transaction } from "#server/door/transaction.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import { checkVouched } from "./check-vouched.ts";
import { DerivedComparison } from "./compare-derived.ts";
import { compareMarks } from "./compare-marks.ts";
import { mislistedSites } from "./compare-site-lists.ts";
import { databaseEvidence, unreadTables } from "./database-evidence.ts";
import type { Witnesses } from "./evidence.ts";
import { Notebook, type SiteFindings } from "./findings.ts";
import { type Verification, verificationOf, verifyAll } from "./verification.ts";

/** What verifies a whole database: the rules by which rows are derived, and what else is at hand. */
export interface VerifyingMeans {
  readonly runtime: Runtime;
  readonly master: MasterKey | undefined;
  readonly witnesses: Witnesses;
  /** Whether every table is as this release makes it: of an older one nothing that is derived can be compared. */
  readonly isCurrent: boolean;
}

/** Verifies a whole database as it stands at one moment, while others go on working in it. Writes into nothing but temporary tables. */
export async function verifyDatabase(sql: Sql, means: VerifyingMeans): Promise<Verification> {
  const [row] = await sql<{ made: boolean }[]>`select to_regclass('seal_head') is not null as made`;
  if (!row?.made) return { outcome: "nothing", sites: [], strangers: [] };
  const transaction = new Transaction(await sql.reserve());
  try {
    const verified = await verifySnapshot(transaction, means);
    return { ...verified, unread: await unreadTables(sql, means.isCurrent ? means.runtime : undefined) };
  } finally {
    await transaction.close();
  }
}

async function verifySnapshot(transaction: Transaction, means: VerifyingMeans): Promise<Verification> {
  const { runtime, master, witnesses, isCurrent } = means;
  const { sql } = transaction;
  await sql`begin isolation level repeatable read`;
  await sql`set local statement_timeout = 0`;
  await sql`set local idle_in_transaction_session_timeout = 0`;
  const derived = isCurrent ? new DerivedComparison(runtime, transaction) : undefined;
  await sql`set local role zb_owner`;
  await derived?.prepare();
  await sql`set transaction read only`;
  await sql`set local role zb_seal`;
  const { sites, strangers } = await verifyAll(databaseEvidence(sql, { master }), witnesses);
  const compared: SiteFindings[] = [];
  for (const site of sites) compared.push(await compareSite(transaction, derived, site));
  if (!isCurrent) return verificationOf(compared, strangers);
  const listed = await withListed(transaction, compared);
  const vouched = await checkVouched(sql, master);
  return verificationOf(vouched.reduce(besides, listed), strangers);
}

/** Rows that are derived are held against the entries only where these are what was written: else every fault would be told twice. */
async function compareSite(
  { sql }: Transaction,
  derived: DerivedComparison | undefined,
  findings: SiteFindings,
): Promise<SiteFindings> {
  const notebook = new Notebook(findings);
  await sql`set local role zb_seal`;
  await compareMarks(sql, findings, notebook);
  await sql`set local role zb_owner`;
  const faults = findings.discrepancies.filter(({ code }) => /^(?:entry|stream)\./.test(code)).length;
  if (derived && faults === 0) await derived.compare(findings, notebook);
  else notebook.limit("derived-uncompared", { faults });
  notebook.limit("expected-uncompared", {});
  return joined(findings, notebook);
}

function joined(findings: SiteFindings, { discrepancies, limits }: Notebook): SiteFindings {
  return {
    ...findings,
    discrepancies: [...findings.discrepancies, ...discrepancies],
    limits: [...findings.limits, ...limits],
  };
}

async function withListed({ sql }: Transaction, sites: SiteFindings[]): Promise<SiteFindings[]> {
  await sql`set local role zb_signin`;
  const notebooks = (await mislistedSites(sql, sites)).map(({ code, ...place }) => {
    const notebook = new Notebook(place);
    notebook.discrepancy(code, place.site);
    return notebook;
  });
  return notebooks.reduce(besides, sites);
}

/** What was noted of a site stands beside what was found of it; where nothing is recorded of it, nothing is counted. */
function besides(sites: readonly SiteFindings[], notebook: Notebook): SiteFindings[] {
  const { org, site } = notebook.place;
  const isHere = (each: SiteFindings) => each.org === org && each.site === site;
  const counts = { streams: 0, entries: 0, commands: 0, heads: 0, secrets: 0, photos: 0 };
  const fresh: SiteFindings = { org, site, counts, discrepancies: [], limits: [] };
  return sites.some(isHere)
    ? sites.map((each) => (isHere(each) ? joined(each, notebook) : each))
    : [...sites, joined(fresh, notebook)];
}
