import type { Sql, TransactionSql } from "postgres";
import { inclusionPath, rootFromPath } from "./merkle.ts";
import { isSignedBy, readHead, type SignedHead } from "./seal-head.ts";
import type { SiteName } from "./seal-site.ts";

/** Proof that one entry is covered by a signed head, for somebody who has only the entry's hash and trusts the public key. */
export interface Inclusion {
  readonly head: SignedHead;
  readonly index: number;
  /** Hexadecimal, nearest first. */
  readonly path: readonly string[];
}

/** The proof for one entry; undefined while it is not sealed. */
export async function inclusionOf(
  sql: Sql | TransactionSql,
  { org, site, noun, id, version }: SiteName & { noun: string; id: string; version: number },
): Promise<Inclusion | undefined> {
  const leaves = await sql<{ position: number; hash: Buffer; wanted: boolean }[]>`
    select position, hash, (noun = ${noun} and id = ${id} and version = ${version}) as wanted
    from seal_leaf
    where org = ${org} and site = ${site} and head = (
      select head from seal_leaf
      where org = ${org} and site = ${site} and noun = ${noun} and id = ${id} and version = ${version})
    order by position`;
  const index = leaves.findIndex(({ wanted }) => wanted);
  if (index < 0) return undefined;
  const [head] = await sql<SignedHead[]>`
    select h.bytes, h.signature, h.public_key as "publicKey" from seal_head h
    join seal_leaf l on l.org = h.org and l.site = h.site and l.head = h.number
    where l.org = ${org} and l.site = ${site} and l.noun = ${noun} and l.id = ${id} and l.version = ${version}`;
  if (!head) return undefined;
  const path = inclusionPath(
    leaves.map(({ hash }) => hash),
    index,
  );
  return { head, index, path: path.map((each) => each.toString("hex")) };
}

/** Whether an entry of that hash stands under that head, signed by that key (SPKI DER, base64). Needs no database. */
export function isIncluded(hash: string, { head, index, path }: Inclusion, publicKey: string): boolean {
  const read = readHead(head);
  if (!read || !isSignedBy(head, publicKey)) return false;
  const steps = path.map((each) => Buffer.from(each, "hex"));
  const root = rootFromPath({ data: Buffer.from(hash, "hex"), index, size: read.leaves, path: steps });
  return root?.toString("hex") === read.root;
}

/** Every head of a site (or of all) by number, to be kept elsewhere: mailed, printed, posted to head office. */
export async function anchorsOf(
  sql: Sql | TransactionSql,
  { org, site }: Partial<SiteName> = {},
): Promise<SignedHead[]> {
  return sql<SignedHead[]>`
    select bytes, signature, public_key as "publicKey" from seal_head
    where ${org === undefined ? sql`true` : sql`org = ${org}`} and ${site === undefined ? sql`true` : sql`site = ${site}`}
    order by org, site, number`;
}
