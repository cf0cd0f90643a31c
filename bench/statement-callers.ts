import { randomUUID } from "node:crypto";
import { parentPort, workerData } from "node:worker_threads";
import postgres from "postgres";
import type { CallerAnswer, CallerOrder } from "./http-callers.ts";
import type { Take } from "./statements.ts";

/*
 * The product's own statements for one command, sent straight through the driver: one transaction for each, with nothing decided, no
 * hash computed, and no HTTP. The product itself puts commands that come together into one transaction.
 */

const { place, takes } = workerData as { place: postgres.Options<Record<string, never>>; takes: readonly Take[] };
const pool = postgres({ ...place, max: takes.length, connection: { role: "zb_app" }, onnotice: () => {} });
/** The recorded line itself stands: the next one follows it. */
const versions = new Map(takes.map((take) => [take.stream, take.version + 1]));

async function once(take: Take): Promise<void> {
  const version = versions.get(take.stream) ?? take.version + 1;
  const command = randomUUID();
  const sql = await pool.reserve();
  try {
    const sent = take.statements.map(({ text, parameters }) =>
      sql
        .unsafe(text, parameters.map((each) => filled(each, take, version, command)) as never[], { prepare: true })
        .execute(),
    );
    await Promise.all(sent);
    versions.set(take.stream, version + 1);
  } finally {
    sql.release();
  }
}

/** Puts the next version and a fresh id where the recorded one had its own; a hash may be any that nobody has used. */
function filled(parameter: unknown, take: Take, version: number, command: string): unknown {
  if (typeof parameter !== "string") return parameter;
  const hash = (of: number) =>
    of === take.version + 1 ? take.hash : `${"0".repeat(48)}${of.toString(16).padStart(16, "0")}`;
  return parameter
    .replaceAll(take.command, command)
    .replaceAll(take.commitment, command.replaceAll("-", "").padEnd(64, "0"))
    .replaceAll(take.hash, hash(version + 1))
    .replaceAll(take.before, hash(version))
    .replace(new RegExp(`"before":${take.version}(?!\\d)`), `"before":${version}`)
    .replace(new RegExp(`"version":${take.version + 1}(?!\\d)`), `"version":${version + 1}`)
    .replaceAll(`,${take.version},"`, `,${version},"`);
}

parentPort?.on("message", async ({ callers, milliseconds }: CallerOrder) => {
  const latencies: number[] = [];
  const began = performance.now();
  await Promise.all(
    takes.slice(0, callers).map(async (take) => {
      while (performance.now() < began + milliseconds) {
        const start = performance.now();
        await once(take);
        latencies.push(performance.now() - start);
      }
    }),
  );
  parentPort?.postMessage({ latencies, milliseconds: performance.now() - began } satisfies CallerAnswer);
});
