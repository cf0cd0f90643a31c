import type { PendingQuery, Row, TransactionSql } from "postgres";
import type { Attack, Commit } from "./attack.ts";

/** An attack that is one statement on some row of a table. */
function onOneRow(table: string, change: (sql: TransactionSql) => PendingQuery<Row[]>): Commit {
  return async ({ sql, place: { org, site }, chance }) => {
    const rows = await sql<{ place: string }[]>`
      select ctid::text || ' ' || tableoid::text as place from ${sql(table)} where org = ${org} and site = ${site} order by 1`;
    if (rows.length === 0) return undefined;
    const { place } = chance.pick(rows);
    const [ctid = "", tableoid = ""] = place.split(" ");
    const at = sql`ctid = ${ctid}::tid and tableoid = ${tableoid}::oid`;
    const changed = await sql`${change(sql)} where ${at}`;
    if (changed.count !== 1) throw new Error(`the attack on ${table} changed ${changed.count} rows`);
    return `${table} ${place}`;
  };
}

const deleteCommands: Commit = async ({ sql, place: { org, site } }) => {
  await sql`delete from command where org = ${org} and site = ${site}`;
  return "all of the site";
};

const truncateCommands: Commit = async ({ sql }) => {
  await sql`truncate command`;
  return "all";
};

const swapLeaves: Commit = async ({ sql, place: { org, site }, chance }) => {
  const leaves = await sql<{ head: number; position: number; hash: Buffer }[]>`
    select head, position, hash from seal_leaf where org = ${org} and site = ${site} order by head, position`;
  const [one, other] = [chance.pick(leaves), chance.pick(leaves)];
  if (one === other || one.hash.equals(other.hash)) return undefined;
  for (const [to, from] of [
    [one, other],
    [other, one],
  ] as const)
    await sql`
      update seal_leaf set hash = ${from.hash}
      where org = ${org} and site = ${site} and head = ${to.head} and position = ${to.position}`;
  return `${one.head}/${one.position} and ${other.head}/${other.position}`;
};

const swapTexts: Commit = async ({ sql, place: { org, site }, chance }) => {
  const texts = await sql<{ commitment: string; cipher: Buffer }[]>`
    select commitment, cipher from secret_text where org = ${org} and site = ${site} order by commitment`;
  const [one, other] = [chance.pick(texts), chance.pick(texts)];
  if (one === other) return undefined;
  await sql`
    update secret_text set cipher = ${other.cipher}
    where org = ${org} and site = ${site} and commitment = ${one.commitment}`;
  return `${one.commitment} from ${other.commitment}`;
};

const erase = (table: string, column: string): Commit =>
  onOneRow(table, (sql) => {
    const more = table === "secret_text" ? sql`, key_id = null` : sql``;
    return sql`update ${sql(table)} set ${sql(column)} = null, erased_at = 1 ${more}`;
  });

/** On what stands beside the entries: commands, seals, texts and photos. */
export const apartAttacks: readonly Attack[] = [
  { name: "a command is deleted", commit: onOneRow("command", (sql) => sql`delete from command`) },
  { name: "the commands of a site are deleted", commit: deleteCommands },
  { name: "the table of commands is emptied", commit: truncateCommands },
  {
    name: "what a command asked is changed",
    commit: onOneRow("command", (sql) => sql`update command set body_hash = sha256(body_hash)`),
    sealedOnly: true,
  },
  {
    name: "the answer to a command is changed",
    commit: onOneRow(
      "command",
      (sql) => sql`update command set answer = jsonb_set(answer::jsonb, '{head,version}', '99')::json`,
    ),
  },
  { name: "a head is deleted", commit: onOneRow("seal_head", (sql) => sql`delete from seal_head`) },
  {
    name: "a signature is changed",
    commit: onOneRow("seal_head", (sql) => sql`update seal_head set signature = 'AAAA' || substr(signature, 5)`),
  },
  { name: "a leaf is deleted", commit: onOneRow("seal_leaf", (sql) => sql`delete from seal_leaf`) },
  { name: "a leaf is changed", commit: onOneRow("seal_leaf", (sql) => sql`update seal_leaf set hash = sha256(hash)`) },
  { name: "two leaves are exchanged", commit: swapLeaves },
  {
    name: "a text is changed",
    commit: onOneRow(
      "secret_text",
      (sql) => sql`update secret_text set cipher = set_byte(cipher, 40, get_byte(cipher, 40) # 1)`,
    ),
  },
  { name: "a text is exchanged for another", commit: swapTexts },
  { name: "a text is deleted", commit: onOneRow("secret_text", (sql) => sql`delete from secret_text`) },
  { name: "a text is erased without an order", commit: erase("secret_text", "cipher") },
  {
    name: "a photo is changed",
    commit: onOneRow("photo", (sql) => sql`update photo set bytes = set_byte(bytes, 3, get_byte(bytes, 3) # 1)`),
  },
  { name: "a photo is deleted", commit: onOneRow("photo", (sql) => sql`delete from photo`) },
  { name: "a photo is erased without an order", commit: erase("photo", "bytes") },
];
