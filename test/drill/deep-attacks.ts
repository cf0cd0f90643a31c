import { generateKeyPairSync } from "node:crypto";
import type { TransactionSql } from "postgres";
import { canonicalText, type Envelope, entryHash } from "#server/journal/envelope.ts";
import { commandBytes, commandHash, type KeptCommand } from "#server/seal/leaves.ts";
import { merkleRoot } from "#server/seal/merkle.ts";
import { headHash, readHead, signHead } from "#server/seal/seal-head.ts";
import type { WrittenSite } from "#test/written-journal.ts";
import { type Attack, anEntry, type Commit, entriesAt } from "./attack.ts";

/** Takes the last n entries off a stream and with them every trace that is not signed: commands, leaves, marks, the stream's head. */
const cutTail: Commit = async ({ sql, place, chance }) => {
  const { org, site } = place;
  const { id } = await anEntry(sql, place, chance);
  const chain = (await entriesAt(sql, place)).filter((each) => each.id === id);
  const kept = chance.between(0, chain.length - 1);
  await cutTo(sql, place, { id, kept });
  const last = chain[kept - 1];
  if (last)
    await sql`
      update stream set version = ${kept}, head_hash = decode(${last.hash}, 'hex')
      where org = ${org} and site = ${site} and id = ${id}`;
  return `${id} from ${kept + 1}`;
};

async function cutTo(sql: TransactionSql, { org, site }: WrittenSite, { id, kept }: { id: string; kept: number }) {
  await sql`
    delete from command c using entry e
    where e.org = ${org} and e.site = ${site} and e.id = ${id} and e.version > ${kept} and c.org = e.org and c.id = e.command`;
  await sql`delete from entry where org = ${org} and site = ${site} and id = ${id} and version > ${kept}`;
  if (kept === 0) await sql`delete from stream where org = ${org} and site = ${site} and id = ${id}`;
}

const deleteStream: Commit = async ({ sql, place, chance }) => {
  const { id } = await anEntry(sql, place, chance);
  await cutTo(sql, place, { id, kept: 0 });
  return id;
};

/** As if the site had never been: with receipts or anchors somebody remembers. */
const deleteSite: Commit = async ({ sql, place: { org, site } }) => {
  for (const table of ["entry", "stream", "command", "seal_head", "seal_leaf", "seal_mark", "secret_text", "photo"])
    await sql`delete from ${sql(table)} where org = ${org} and site = ${site}`;
  return site;
};

/** Takes the site back to an earlier head, or to before the first, without a trace in the database. */
const cutBack: Commit = async ({ sql, place: { org, site }, chance }) => {
  const heads = await sql`select number from seal_head where org = ${org} and site = ${site}`;
  if (heads.length === 0) return undefined;
  const kept = chance.between(0, heads.length - 1);
  const isCovered = (noun: string, id: string, version: string) => sql`
    exists (select from seal_leaf l where l.org = t.org and l.site = t.site and l.head <= ${kept}
      and l.noun = ${sql.unsafe(noun)} and l.id = ${sql.unsafe(id)} and l.version = ${sql.unsafe(version)})`;
  await sql`
    delete from entry t where org = ${org} and site = ${site} and not ${isCovered("t.noun", "t.id", "t.version")}`;
  await sql`delete from command t where org = ${org} and site = ${site} and not ${isCovered("''", "t.id", "0")}`;
  await sql`delete from seal_leaf where org = ${org} and site = ${site} and head > ${kept}`;
  await sql`delete from seal_head where org = ${org} and site = ${site} and number > ${kept}`;
  await sql`delete from stream where org = ${org} and site = ${site}`;
  await sql`
    insert into stream (org, site, noun, id, born_month, version, head_hash)
    select distinct on (id) org, site, noun, id, born_month, version, hash from entry
    where org = ${org} and site = ${site} order by id, version desc`;
  return `to head ${kept}`;
};

/** Rewrites a stream from record k on so that everything unsigned fits: hashes, chain, columns, head, answers and leaves. */
const rewriteChain: Commit = async ({ sql, place, chance }) => {
  const { org, site } = place;
  const { id, version: from } = await anEntry(sql, place, chance);
  const chain = (await entriesAt(sql, place)).filter((each) => each.id === id);
  let prev = chain[from - 2]?.hash ?? "";
  for (const { text, version } of chain.slice(from - 1)) {
    const envelope = JSON.parse(text) as Envelope;
    const body = version === from ? { ...(envelope.body as object), category: "forged" } : envelope.body;
    const forged = canonicalText({ ...envelope, body, prev });
    prev = entryHash(forged);
    await sql`
      update entry set bytes = convert_to(${forged}, 'UTF8'), hash = decode(${prev}, 'hex')
      where org = ${org} and site = ${site} and id = ${id} and version = ${version}`;
    await sql`
      update command set answer = jsonb_set(answer::jsonb, '{head,hash}', to_jsonb(${prev}::text))::json
      where org = ${org} and id = ${envelope.command}`;
  }
  await sql`
    update stream set head_hash = decode(${prev}, 'hex') where org = ${org} and site = ${site} and id = ${id}`;
  await forgeLeaves(sql, place);
  return `${id} from ${from}`;
};

async function forgeLeaves(sql: TransactionSql, { org, site }: WrittenSite): Promise<void> {
  await sql`
    update seal_leaf l set hash = e.hash from entry e
    where l.org = ${org} and l.site = ${site} and e.org = l.org and e.site = l.site and e.noun = l.noun
      and e.id = l.id and e.version = l.version`;
  const commands = await sql<KeptCommand[]>`
    select org, id, site, act, actor, at::float8 as at, encode(body_hash, 'hex') as "bodyHash", answer
    from command where org = ${org} and site = ${site}`;
  for (const command of commands)
    await sql`
      update seal_leaf set hash = decode(${commandHash(commandBytes(command))}, 'hex')
      where org = ${org} and site = ${site} and noun = '' and id = ${command.id}`;
}

/** The same, and every head signed again by a key of the attacker's own, put in the place of the site's. */
const rewriteAndSign: Commit = async (about) => {
  const { sql, place } = about;
  const { org, site } = place;
  const done = await rewriteChain(about);
  const heads = await sql<{ number: number; bytes: string }[]>`
    select number, bytes from seal_head where org = ${org} and site = ${site} order by number`;
  const pair = generateKeyPairSync("ed25519");
  let prev = "";
  for (const { number, bytes } of heads) {
    const head = readHead({ bytes });
    if (!head) throw new Error(`head ${number} is unreadable before anybody touched it`);
    const leaves = await sql<{ hash: Buffer }[]>`
      select hash from seal_leaf where org = ${org} and site = ${site} and head = ${number} order by position`;
    const root = merkleRoot(leaves.map(({ hash }) => hash)).toString("hex");
    const key = { id: head.key, private: pair.privateKey, public: pair.publicKey };
    const signed = signHead({ ...head, root, prev }, key);
    prev = headHash(signed);
    await sql`
      update seal_head set bytes = ${signed.bytes}, signature = ${signed.signature}, public_key = ${signed.publicKey}
      where org = ${org} and site = ${site} and number = ${number}`;
  }
  const spki = pair.publicKey.export({ type: "spki", format: "der" });
  await sql`update wrapped_key set public_key = ${spki} where org = ${org} and site = ${site} and purpose = 'seal'`;
  return `${done}, signed again`;
};

export const deepAttacks: readonly Attack[] = [
  { name: "the last entries of a stream are cut off with all that belongs to them", commit: cutTail },
  { name: "a whole stream is deleted", commit: deleteStream },
  { name: "a whole site is deleted", commit: deleteSite },
  { name: "a site is taken back to an earlier head", commit: cutBack },
  { name: "a chain is rewritten from a record on", commit: rewriteChain },
  { name: "a chain is rewritten and every head signed again", commit: rewriteAndSign, withoutMaster: true },
];
