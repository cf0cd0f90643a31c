import type { Sql, TransactionSql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import type { Context } from "#server/door/context.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { revealMany } from "#server/secret/secret-store.ts";
import { wordHasher } from "./word-hashes.ts";
import { tokensOfText } from "./word-tokens.ts";

/** Texts that get their words in one transaction. */
const textsAtOnce = 200;

export interface WordFilling {
  readonly keyring: Keyring;
  /** Something done within a context, in a transaction that may write. */
  readonly writing: <T>(context: Context, work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Asked between two transactions. */
  readonly isStopping: () => boolean;
}

/**
 * Gives the lines of earlier releases the words that they are found by, at one site, the newest first. What cannot be opened is passed over. It may be
 * stopped and begun again at any time, and two may do it at once. Answers how many texts got their words.
 */
export async function fillWords(filling: WordFilling, org: OrganisationId, site: SiteId): Promise<number> {
  const { writing, isStopping } = filling;
  const context = { org, sites: [site] };
  let filled = 0;
  for (let last: Wordless | undefined; !isStopping(); ) {
    const before = last;
    const texts = await writing(context, (sql) => fillSome(sql, filling.keyring, { org, site, before }));
    filled += texts.length;
    last = texts.at(-1);
    if (texts.length < textsAtOnce) break;
  }
  return filled;
}

interface Wordless {
  readonly id: string;
  readonly toldAt: number;
}

interface FillPlace {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly before: Wordless | undefined;
}

async function fillSome(sql: Sql, keyring: Keyring, { org, site, before }: FillPlace): Promise<readonly Wordless[]> {
  const texts = await wordless(sql, { org, site, before });
  const shown = await revealMany(sql, keyring, { org, commitments: texts.map(({ id }) => id) });
  const hashes = wordHasher(await keyring.keysOf(org));
  const rows = [...shown].flatMap(([commitment, each]) =>
    each.state === "text" ? [{ commitment, words: hashes(site, tokensOfText(each.text)) }] : [],
  );
  // What was erased meanwhile has no cipher any more, and gets no words.
  await sql`
    update secret_text t set words = x.words
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x(commitment text, words int[])
    where t.org = ${org} and t.site = ${site} and t.commitment = x.commitment and t.cipher is not null`;
  return texts;
}

function wordless(sql: Sql, { org, site, before }: FillPlace): Promise<readonly Wordless[]> {
  return sql<Wordless[]>`
    select l.id, l.told_at::float8 as "toldAt"
    from secret_text t join log_line l on l.org = t.org and l.site = t.site and l.id = t.commitment
    where t.org = ${org} and t.site = ${site} and t.words is null and t.cipher is not null
      and (${before?.toldAt ?? null}::bigint is null or (l.told_at, l.id) < (${before?.toldAt ?? 0}, ${before?.id ?? ""}))
    order by l.told_at desc, l.id desc
    limit ${textsAtOnce}`;
}

/** Whether lines at these sites still wait for their words: those are not found. */
export async function someWordless(
  sql: Sql | TransactionSql,
  { org, sites }: { readonly org: OrganisationId; readonly sites: readonly SiteId[] },
): Promise<boolean> {
  const [row] = await sql<{ some: boolean }[]>`
    select exists (
      select from secret_text t join log_line l on l.org = t.org and l.site = t.site and l.id = t.commitment
      where t.org = ${org} and t.site = any (${[...sites]}) and t.words is null and t.cipher is not null) as some`;
  return row?.some ?? false;
}
