import { instantOf } from "#duty/grammar/time.ts";
import type { Site } from "#duty/site/site.ts";
import type { SiteLook } from "#server/overview/site-look.ts";
import { presentOf } from "#server/overview/site-overview.ts";
import { pastOf } from "#server/overview/site-past.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { openLook } from "./bench-look.ts";
import { type Bench, quantile, rounded } from "./measured.ts";
import { addPast, addPlainRows, type Past } from "./overview-past.ts";

const size = 200;
const perDay = 25;
const rounds = 60;
const usual = 5_000_000;
/** So much less lies behind the site when it is measured first. */
const share = 100;

/**
 * `bench overview`: the overview of a site of two hundred posts behind which so many things owed lie (`--past`, five million), beside the
 * same with a hundredth of them, and beside reading and sending as many bytes from one table by its key.
 */
export const overviewBench: Bench = async (say, { past = usual } = {}) => {
  const database = await openBenchDatabase(say);
  try {
    const now = instantOf("2026-11-21T10:00:00Z");
    const look = await openLook(database, { size, now });
    const posts = Object.keys(look.setup.posts);
    const behind: Past = { org: look.context.org, posts, before: now, perDay };
    const days = (things: number) => Math.max(2, Math.round(things / (size * perDay)));
    const few = days(past / share);
    await addPast(database.owner, behind, 0, few);
    const before = await measure(() => overviewText(look));
    say(`${few * size * perDay} things owed: p95 ${rounded(before.p95)} ms, ${before.bytes} bytes`);
    await addPast(database.owner, behind, few, days(past));
    const after = await measure(() => overviewText(look));
    say(`${days(past) * size * perDay} things owed: p95 ${rounded(after.p95)} ms, ${after.bytes} bytes`);
    const rows = Math.ceil(after.bytes / 135);
    await addPlainRows(database.owner, rows);
    const plain = await measure(() => plainText(look, rows));
    say(`plain reading: p95 ${rounded(plain.p95)} ms, ${plain.bytes} bytes`);
    const figure = (name: string, reference: number) => {
      const value = rounded(after.p95);
      return { name, value, unit: "ms", reference: rounded(reference), ratio: rounded(reference / after.p95) };
    };
    return {
      name: "overview",
      figures: [
        figure("overview p95, against a hundredth of the past", before.p95),
        figure("overview p95, against as many bytes of one table", plain.p95),
      ],
    };
  } finally {
    await database.close();
  }
};

/** What a request makes, from the set-up to the text that is sent. */
async function overviewText(look: SiteLook): Promise<string> {
  const { services, context, site } = look;
  const [setup] = await services.streams(context, [{ site, noun: "site", id: "setup" }]);
  const anew = { ...look, setup: setup?.state as Site };
  const [present, past] = await Promise.all([presentOf(anew), pastOf(anew)]);
  return JSON.stringify({ ...present, ...past });
}

async function plainText({ services, context, site }: SiteLook, rows: number): Promise<string> {
  const read = await services.reading(
    context,
    (sql) => sql`select post, n, at, words from bench_plain where site = ${site} and n <= ${rows} order by n`,
  );
  return JSON.stringify(read);
}

async function measure(work: () => Promise<string>): Promise<{ readonly p95: number; readonly bytes: number }> {
  const taken: number[] = [];
  let bytes = 0;
  for (let round = -10; round < rounds; round += 1) {
    const began = performance.now();
    bytes = Buffer.byteLength(await work());
    if (round >= 0) taken.push(performance.now() - began);
  }
  return { p95: quantile(taken, 0.95), bytes };
}
