import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Sql, TransactionSql } from "postgres";
import { instant, plusMinutes } from "#duty/grammar/time.ts";
import { canonicalText, type Envelope, entryHash } from "#server/journal/envelope.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { type SecretRow, sealerWith } from "#server/secret/sealer.ts";
import type { StoredReceipt } from "#server/verify/evidence.ts";

export interface WrittenSite {
  readonly org: string;
  readonly site: string;
}

/** One line of a log page to be written: the page's stream and what it says. */
export interface WrittenLine {
  readonly id: string;
  readonly text: string;
  readonly photo?: Uint8Array;
}

/**
 * Writes lines of log pages straight into the tables, in the form in which the door leaves them: for tests and drills of what comes
 * after the door. Answers the receipts that devices would have.
 */
export async function writeJournal(
  sql: Sql,
  keyring: Keyring,
  { org, site, lines }: WrittenSite & { lines: readonly WrittenLine[] },
): Promise<StoredReceipt[]> {
  const sealer = sealerWith(await keyring.keysOf(org));
  const receipts: StoredReceipt[] = [];
  await sql.begin(async (transaction) => {
    await transaction`select journal_open_month('2026-11-01'::date)`;
    for (const { id, text, photo } of lines) {
      const [head] = await transaction<{ version: number; hash: string; place: number }[]>`
        select version, encode(head_hash, 'hex') as hash from stream
        where org = ${org} and site = ${site} and noun = 'log' and id = ${id}`;
      const version = (head?.version ?? 0) + 1;
      const command = `${site}/${id}/${version}`;
      const { sealed, row } = sealer.seal({ org, site, kind: "free-text", text, command, index: 0 });
      const photos = photo ? [createHash("sha256").update(photo).digest("hex")] : [];
      const at = plusMinutes(instant(1_763_700_000_000), version);
      const envelope: Envelope = {
        org,
        site,
        noun: "log",
        stream: id,
        version,
        type: "log.line-written",
        body: { category: "routine", text: sealed, photos },
        actor: { person: "lin" },
        device: "desk-1",
        command,
        deviceTime: at - 1000,
        at,
        prev: head?.hash ?? "",
      };
      const bytes = canonicalText(envelope);
      const hash = entryHash(bytes);
      await transaction`
        insert into stream (org, site, noun, id, born_month, version, head_hash)
        values (${org}, ${site}, 'log', ${id}, '2026-11-01', ${version}, decode(${hash}, 'hex'))
        on conflict (org, site, noun, id) do update set version = excluded.version, head_hash = excluded.head_hash`;
      await transaction`
        insert into entry (org, site, noun, id, version, born_month, type, at, command, actor, hash, bytes)
        values (${org}, ${site}, 'log', ${id}, ${version}, '2026-11-01', ${envelope.type}, ${at}, ${command}, 'lin',
          decode(${hash}, 'hex'), convert_to(${bytes}, 'UTF8'))`;
      const answer = { stream: { site, noun: "log", id }, head: { version, hash }, at };
      await transaction`
        insert into command (org, id, site, act, actor, at, body_hash, answer)
        values (${org}, ${command}, ${site}, 'log.write-line', 'lin', ${at},
          sha256(convert_to(${canonicalize({ text }) ?? ""}, 'UTF8')), ${transaction.json(answer)})`;
      await keepSecrets(transaction, [row]);
      for (const [index, name] of photos.entries())
        await transaction`
          insert into photo (org, site, hash, media_type, width, height, bytes, uploaded_at, uploaded_by)
          values (${org}, ${site}, ${name}, 'image/webp', 1, 1, ${index === 0 ? (photo ?? null) : null}, ${at}, 'lin')
          on conflict do nothing`;
      receipts.push({ site, stream: `log/${id}`, version, hash });
    }
  });
  return receipts;
}

/** Keeps the rows of one transaction. A row that is there already is the same text of the same command. */
export async function keepSecrets(transaction: TransactionSql, rows: readonly SecretRow[]): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ org, site, commitment, kind, cipher, keyId }) => {
    return { org, site, commitment, kind, cipher, key_id: keyId };
  });
  await transaction`insert into secret_text ${transaction(values)} on conflict do nothing`;
}
