import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import { type Instant, instant } from "#duty/grammar/time.ts";
import type { Keyring, OrganisationKeys } from "#server/keys/keyring.ts";
import { open, type SecretRow } from "./sealer.ts";

/** What can be shown of a commitment. `erased` names the commitment of the reason, where one was given. */
export type Revealed =
  | { readonly state: "text"; readonly text: string; readonly kind: SecretRow["kind"] }
  | { readonly state: "erased"; readonly kind: SecretRow["kind"]; readonly erasedAt: Instant; readonly reason?: string }
  | { readonly state: "changed"; readonly kind: SecretRow["kind"] }
  | { readonly state: "unknown" };

type Kept = Omit<SecretRow, "org" | "cipher" | "keyId"> & {
  readonly cipher: Uint8Array | null;
  readonly keyId: string | null;
  readonly erasedAt: number | null;
  readonly reason: string | null;
};

/**
 * Opens many commitments of an organisation at once, in one question to the database. Who may see them is asked before:
 * the connection's row-level security decides which sites it reaches, and what it does not reach is `unknown`.
 */
export async function revealMany(
  sql: Sql | TransactionSql,
  keyring: Keyring,
  { org, commitments }: { org: OrganisationId; commitments: readonly string[] },
): Promise<Map<string, Revealed>> {
  const wanted = [...new Set(commitments)];
  if (wanted.length === 0) return new Map();
  const rows = await sql<Kept[]>`
    select site, commitment, kind, cipher, key_id as "keyId", erased_at::float8 as "erasedAt", reason
    from secret_text where org = ${org} and commitment = any(${wanted})`;
  let keys = await keyring.keysOf(org);
  if (rows.some(({ keyId }) => keyId && !keys.dataKey(keyId))) keys = await keyring.keysAgain(org);
  const revealed = new Map<string, Revealed>(wanted.map((commitment) => [commitment, { state: "unknown" }]));
  for (const row of rows) revealed.set(row.commitment, reveal(keys, org, row));
  return revealed;
}

function reveal(keys: OrganisationKeys, org: OrganisationId, row: Kept): Revealed {
  const { kind, cipher, keyId, erasedAt, reason } = row;
  if (erasedAt !== null) return { state: "erased", kind, erasedAt: instant(erasedAt), ...(reason ? { reason } : {}) };
  if (!cipher || !keyId) return { state: "changed", kind };
  const opened = open(keys, { ...row, org, cipher, keyId });
  return "text" in opened ? { state: "text", text: opened.text, kind } : { state: "changed", kind };
}
