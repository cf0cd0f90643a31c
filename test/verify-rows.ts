import type { Sql, TransactionSql } from "postgres";
import type { MasterKey } from "#server/keys/master-key.ts";
import { oneSnapshot } from "#server/postgres/one-snapshot.ts";
import { databaseEvidence } from "#server/verify/database-evidence.ts";
import type { Witnesses } from "#server/verify/evidence.ts";
import { type Verification, verifyAll } from "#server/verify/verification.ts";

export interface VerifiedRows extends Partial<Witnesses> {
  readonly master?: MasterKey | undefined;
  readonly org?: string;
  readonly site?: string;
}

/** What `verify` says of the rows that a transaction sees, of all or of one site, with the witnesses that are given. */
export function verifyWithin(sql: TransactionSql, about: VerifiedRows = {}): Promise<Verification> {
  const { master, receipts = [], anchors = [], checkpoints = [], org, site } = about;
  const only = { ...(org === undefined ? {} : { org }), ...(site === undefined ? {} : { site }) };
  return verifyAll(databaseEvidence(sql, { master, only }), { receipts, anchors, checkpoints });
}

/** The same of a database as it stands. */
export function verifyRows(sql: Sql, about: VerifiedRows = {}): Promise<Verification> {
  return sql.begin(oneSnapshot, (transaction) => verifyWithin(transaction, about)) as Promise<Verification>;
}
