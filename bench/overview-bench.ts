import { instantOf } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import { overviewOf } from "#server/overview/overview-of.ts";
import type { SiteLook } from "#server/overview/site-look.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { openLook } from "./bench-look.ts";
import { type Bench, quantile, rounded } from "./measured.ts";
import { addPast, addPlainRows } from "./overview-past.ts";

const size = 200;
const perDay = 25;
const rounds = 200;
/** Enough for each connection to have prepared all that it is asked. */
const warming = 150;
const usual = 5_000_000;
/** So much less lies behind the site that it is held against. */
const share = 100;

/**
 * `bench overview`: the overview of a site of two hundred posts behind which so many things owed lie (`--past`, five million), beside a site
 * with a hundredth of them, and beside reading and sending as many bytes from one table by its key. The three are asked in turn, so that
 * whatever else the machine does falls on all alike.
 */
export const overviewBench: Bench = async (say, { past = usual } = {}) => {
  const long = await openSite(say, past);
  try {
    const short = await openSite(say, past / share);
    try {
      return await measured(say, { long, short });
    } finally {
      await short.close();
    }
  } finally {
    await long.close();
  }
};

interface BenchSite {
  readonly look: SiteLook;
  readonly close: () => Promise<void>;
  readonly addPlain: (rows: number) => Promise<void>;
}

/** A site of its own database, with so many things owed behind it. */
async function openSite(say: (line: string) => void, things: number): Promise<BenchSite> {
  const { owner, close, ...database } = await openBenchDatabase(say);
  try {
    const now = instantOf("2026-11-21T10:00:00Z");
    const look = await openLook({ owner, close, ...database }, { size, now });
    const days = Math.max(2, Math.round(things / (size * perDay)));
    const posts = Object.keys(look.setup.posts);
    await addPast(owner, { org: look.context.org, posts, before: now, perDay }, 0, days);
    say(`${days * size * perDay} things owed lie behind a site`);
    return { look, close, addPlain: (rows) => addPlainRows(owner, rows) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function measured(
  say: (line: string) => void,
  { long, short }: { readonly long: BenchSite; readonly short: BenchSite },
): ReturnType<Bench> {
  const rows = Math.ceil(Buffer.byteLength(await overviewText(long.look)) / 135);
  await long.addPlain(rows);
  const asked = [() => overviewText(long.look), () => overviewText(short.look), () => plainText(long.look, rows)];
  const taken = asked.map((): number[] => []);
  const bytes = asked.map(() => 0);
  for (let round = -warming; round < rounds; round += 1) {
    for (const [index, work] of asked.entries()) {
      const began = performance.now();
      bytes[index] = Buffer.byteLength(await work());
      if (round >= 0) taken[index]?.push(performance.now() - began);
    }
  }
  const [after = 0, before = 0, plain = 0] = taken.map((each) => quantile(each, 0.95));
  const medians = taken.map((each) => rounded(quantile(each, 0.5))).join(", ");
  say(`medians of long past, short past and plain reading: ${medians} ms; bytes: ${bytes.join(", ")}`);
  const figure = (name: string, reference: number) => {
    const ratio = rounded(reference / after);
    return { name, value: rounded(after), unit: "ms", reference: rounded(reference), ratio };
  };
  return {
    name: "overview",
    figures: [
      figure("overview p95, against a hundredth of the past", before),
      figure("overview p95, against as many bytes of one table", plain),
    ],
  };
}

/** What a request makes, from the set-up to the text that is sent. */
async function overviewText(look: SiteLook): Promise<string> {
  const { services, context, site } = look;
  const [setup] = await services.streams(context, [{ site, noun: "site", id: "setup" }]);
  const anew = { ...look, setup: setup?.state as Site };
  return JSON.stringify(await overviewOf(anew));
}

async function plainText({ services, context, site }: SiteLook, rows: number): Promise<string> {
  const read = await services.reading(
    context,
    (sql) => sql`select post, n, at, words from bench_plain where site = ${site} and n <= ${rows} order by n`,
  );
  return JSON.stringify(read);
}
