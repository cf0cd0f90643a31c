import { join } from "node:path";
import { Worker } from "node:worker_threads";
import fastify from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { buildApp } from "#server/http/app.ts";
import { type BenchBuilding, benchPassword, openBuilding } from "./bench-building.ts";
import type { BenchPost } from "./bench-line.ts";
import type { CallerAnswer, CallerOrder } from "./http-callers.ts";
import { type Bench, type Figure, median, quantile, rounded } from "./measured.ts";
import { roundTripsOf, takesOf } from "./statements.ts";

const callersAtOnce = [1, 8, 16];
const most = 16;
const rounds = 5;
const warmUp: CallerOrder = { callers: most, milliseconds: 6000 };
const milliseconds = 4000;

/** A way to write one line, driven by a thread of callers. */
interface Way {
  readonly name: "product" | "statements" | "bare";
  readonly worker: Worker;
}

interface Round extends CallerAnswer {
  readonly way: Way["name"];
  readonly callers: number;
  /** Of the server's own thread, microseconds; the callers' thread is not in it. */
  readonly threadMicroseconds: number;
}

/**
 * `bench append`: the full path of a line (HTTP, desk, facts, decision, journal, ledger, views) beside the product's own statements sent
 * straight through the driver, and beside a bare route with one insert; in turn, in one run, on one database.
 */
export const appendBench: Bench = async (say) => {
  const building = await openBuilding(2 * most, say);
  const [mine, others] = [building.posts.slice(0, most), building.posts.slice(most)];
  const app = await buildApp({
    services: building.services,
    readiness: { missing: async () => [] },
    routes: [],
    perMinute: false,
  });
  const bare = await bareRoute(building);
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  const bareUrl = await bare.listen({ port: 0, host: "127.0.0.1" });
  const takes = await takesOf(building, others);
  const ways: Way[] = [
    { name: "product", worker: httpCallers(url, mine, "/api/commands/log.write-line") },
    { name: "statements", worker: thread("statement-callers.ts", { place: building.place, takes }) },
    { name: "bare", worker: httpCallers(bareUrl, mine, "/line") },
  ];
  try {
    const measured = await measure(ways, say);
    const trips = await roundTripsOf(building, mine[0] as BenchPost, 200);
    return {
      name: "append",
      figures: [...callersAtOnce.flatMap((callers) => figuresOf(measured, callers)), ...tripFigures(trips), memory()],
    };
  } finally {
    await Promise.all(ways.map(({ worker }) => worker.terminate()));
    await Promise.all([app.close(), bare.close()]);
    await building.close();
  }
};

async function measure(ways: readonly Way[], say: (line: string) => void): Promise<Round[]> {
  for (const way of ways) await drive(way, warmUp);
  const measured: Round[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const callers of callersAtOnce)
      for (const way of ways) measured.push(await drive(way, { callers, milliseconds }));
    say(`round ${round} of ${rounds}`);
  }
  return measured;
}

async function drive({ name, worker }: Way, order: CallerOrder): Promise<Round> {
  const before = process.threadCpuUsage();
  const answered = await new Promise<CallerAnswer>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.postMessage(order);
  });
  worker.removeAllListeners("error");
  const { user, system } = process.threadCpuUsage(before);
  return { ...answered, way: name, callers: order.callers, threadMicroseconds: user + system };
}

/** The least that any server does for a line: check it, insert it, answer. */
async function bareRoute({ owner, pool }: BenchBuilding) {
  await owner`create table bare_line (id text primary key, body jsonb not null)`;
  await owner`grant insert on bare_line to zb_app`;
  const app = fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  const schema = { body: z.object({ id: z.uuid(), body: z.record(z.string(), z.unknown()) }).loose() };
  app.post("/line", { schema }, async (request) => {
    const { id, body } = request.body as z.infer<(typeof schema)["body"]>;
    await pool`insert into bare_line values (${id}, ${JSON.stringify(body)}::text::jsonb)`;
    return { id };
  });
  return app;
}

function httpCallers(url: string, posts: readonly BenchPost[], path: string): Worker {
  return thread("http-callers.ts", { url, posts, password: benchPassword, path });
}

function thread(file: string, workerData: unknown): Worker {
  return new Worker(join(import.meta.dirname, file), { workerData });
}

const perSecond = ({ latencies, milliseconds: lasted }: CallerAnswer) => (latencies.length / lasted) * 1000;

function figuresOf(measured: readonly Round[], callers: number): Figure[] {
  const of = (way: Way["name"]) => measured.filter((each) => each.way === way && each.callers === callers);
  const [product, statements, bare] = [of("product"), of("statements"), of("bare")];
  const ratio = (others: readonly Round[]) =>
    rounded(median(product.map((each, round) => perSecond(each) / perSecond(others[round] as Round))));
  const rate = rounded(median(product.map(perSecond)), 0);
  const latencies = product.flatMap((each) => [...each.latencies]);
  const threadTime = median(product.map((each) => each.threadMicroseconds / each.latencies.length));
  const at = `${callers} callers`;
  return [
    {
      name: `lines, ${at}, against own statements`,
      value: rate,
      unit: "1/s",
      reference: rounded(median(statements.map(perSecond)), 0),
      ratio: ratio(statements),
    },
    {
      name: `lines, ${at}, against a bare insert`,
      value: rate,
      unit: "1/s",
      reference: rounded(median(bare.map(perSecond)), 0),
      ratio: ratio(bare),
    },
    { name: `latency p50, ${at}`, value: rounded(quantile(latencies, 0.5)), unit: "ms" },
    { name: `latency p99, ${at}`, value: rounded(quantile(latencies, 0.99)), unit: "ms" },
    { name: `server thread, ${at}`, value: rounded(threadTime, 0), unit: "µs per line" },
  ];
}

function tripFigures(trips: readonly number[]): Figure[] {
  return [
    { name: "round trips per command, median", value: median(trips), unit: "round trips" },
    { name: "round trips per command, most", value: Math.max(...trips), unit: "round trips" },
  ];
}

function memory(): Figure {
  return { name: "memory of the process", value: rounded(process.memoryUsage().rss / 1024 / 1024, 0), unit: "MiB" };
}
