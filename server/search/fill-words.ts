import type { Sql } from "postgres";
import type { OrganisationId, SiteId } from "#duty/grammar/entry.ts";
import { type Instant, minute } from "#duty/grammar/time.ts";
import type { Context } from "#server/door/context.ts";
import { envelopeOf } from "#server/journal/envelope.ts";
import { searchedTypes } from "#server/journal/recorder.ts";
import type { Keyring } from "#server/keys/keyring.ts";
import { revealMany } from "#server/secret/secret-store.ts";
import { mentionsOf } from "#server/verify/read-envelope.ts";
import { wordHasher } from "./word-hashes.ts";
import { tokensOfText } from "./word-tokens.ts";

/** Streams that are listed at once; each gets its words in a transaction of its own. */
const streamsAtOnce = 200;

/**
 * How long a text is found by being read through, before the words of its stream are made: a shift. Made sooner they would be made again for the next line;
 * whoever looks opens what all books have written in this time.
 */
export const restBeforeWords = 8 * 60 * minute;

export interface WordFilling {
  readonly keyring: Keyring;
  readonly now: () => Instant;
  /** Something done within a context, in a transaction that may write. */
  readonly writing: <T>(context: Context, work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Asked between two transactions. */
  readonly isStopping: () => boolean;
}

/**
 * Makes the words by which texts are found, for the streams of one site that have rested, the newest first. What cannot be opened is passed over. It may be
 * stopped and begun again at any time, and two may do it at once. Answers how many streams got their words.
 */
export async function fillWords(filling: WordFilling, org: OrganisationId, site: SiteId): Promise<number> {
  const { writing, now, isStopping } = filling;
  const until = now() - restBeforeWords;
  let filled = 0;
  for (let last: Wanting | undefined; !isStopping(); ) {
    const before = last;
    const some = await writing({ org, sites: [site] }, (sql) => wanting(sql, { org, site, until, before }));
    for (const stream of some) {
      if (isStopping()) break;
      const done = await writing({ org, sites: [site] }, (sql) => fill(sql, filling.keyring, { org, site, ...stream }));
      if (done) filled += 1;
    }
    last = some.at(-1);
    if (some.length < streamsAtOnce) break;
  }
  return filled;
}

interface Wanting {
  readonly noun: string;
  readonly id: string;
  readonly since: number;
}

interface SiteStream {
  readonly org: OrganisationId;
  readonly site: SiteId;
  readonly noun: string;
  readonly id: string;
}

function wanting(
  sql: Sql,
  { org, site, until, before }: Pick<SiteStream, "org" | "site"> & { until: number; before: Wanting | undefined },
): Promise<readonly Wanting[]> {
  return sql<Wanting[]>`
    select noun, id, since::float8 as since from stream_words
    where org = ${org} and site = ${site} and words is null and since <= ${until}
      and (${before?.since ?? null}::bigint is null
        or (since, noun, id) < (${before?.since ?? 0}, ${before?.noun ?? ""}, ${before?.id ?? ""}))
    order by since desc, noun desc, id desc
    limit ${streamsAtOnce}`;
}

/**
 * Writers of the stream wait meanwhile, and mark it anew; an erasure of one of its texts waits as well, and takes the words away again. Whichever of them came
 * first is seen here.
 */
async function fill(sql: Sql, keyring: Keyring, stream: SiteStream): Promise<boolean> {
  const { org, site, noun, id } = stream;
  const [known] = await sql<{ born: string }[]>`
    select born_month::text as born from stream where org = ${org} and site = ${site} and noun = ${noun} and id = ${id}
    for update`;
  const commitments = await textsOf(sql, stream, known?.born ?? null);
  const shown = await revealMany(sql, keyring, { org, commitments });
  const tokens = [...shown.values()].flatMap((each) => (each.state === "text" ? [...tokensOfText(each.text)] : []));
  const words = wordHasher(await keyring.keysOf(org))(site, new Set(tokens));
  const filled = await sql`
    update stream_words set words = ${`{${words.join(",")}}`}::text::int[]
    where org = ${org} and site = ${site} and noun = ${noun} and id = ${id} and words is null`;
  return filled.count > 0;
}

/** What the entries of a stream name and what is found by it, held so that nobody erases it meanwhile. */
async function textsOf(sql: Sql, { org, site, noun, id }: SiteStream, born: string | null): Promise<string[]> {
  const entries = await sql<{ text: string }[]>`
    select convert_from(bytes, 'UTF8') as text from entry
    where org = ${org} and site = ${site} and noun = ${noun} and id = ${id} and born_month = ${born}::date
      and type = any (${[...searchedTypes]})`;
  const named = entries.flatMap(({ text }) => mentionsOf(envelopeOf(text).body).commitments);
  const held = await sql<{ commitment: string }[]>`
    select commitment from secret_text
    where org = ${org} and site = ${site} and commitment = any (${named}) and noun = ${noun} and stream = ${id}
      and cipher is not null
    for share`;
  return held.map(({ commitment }) => commitment);
}
