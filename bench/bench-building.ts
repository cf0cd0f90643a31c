import { randomUUID } from "node:crypto";
import type { Command } from "#duty/door/table.ts";
import type { Actor } from "#duty/grammar/entry.ts";
import { instant, instantOf } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { execute } from "#server/door/execute.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import { assemble } from "#server/start/assemble.ts";
import { openBenchDatabase } from "./bench-database.ts";
import { type BenchPost, benchDate, benchSite } from "./bench-line.ts";
import { benchOffice, establishCommands } from "./bench-posts.ts";

const org = "bench";
export const benchPassword = "measured-lantern-7";

export type BenchBuilding = Awaited<ReturnType<typeof openBuilding>>;

/**
 * A building for measuring: as many posts as there will be callers, one guard on duty at each. Every caller then writes in a page of its
 * own, as the posts of a tower do.
 */
export async function openBuilding(size: number, say: (line: string) => void) {
  const database = await openBenchDatabase(say);
  const { pool, accounts } = database;
  let origin = { world: Date.now(), at: instantOf("2026-11-20T12:00:00Z") };
  const now = () => instant(origin.at + Date.now() - origin.world);
  const { runtime, services } = assemble({ app: pool, accounts, keyring: new Keyring(pool, freshMasterKey()), now });
  const context = { org, sites: [benchSite, benchOffice] };
  const posts = Array.from({ length: size }, (_, index) => benchPost(index + 1));
  const run = async (act: keyof typeof acts, at: string, body: unknown, actor: Actor = "setup") => {
    const parsed = acts[act].shape?.parse(body);
    const command: Command = { id: randomUUID(), site: at, act, body: parsed, actor, proof: "session" };
    const { answer } = await execute(runtime, context, command);
    if (answer.refusal) throw new Error(`${act} was refused: ${JSON.stringify(answer.refusal)}`);
  };
  for (const { act, at, body } of establishCommands(posts)) await run(act, at, body);
  await foundOrganisation(accounts, {
    org,
    name: "Bench",
    headOffice: benchOffice,
    sites: [benchSite],
    demonstration: false,
  });
  const account = { org, sites: [benchSite], password: benchPassword, pin: "207419", mustChangePassword: false };
  for (const { person, signInName } of posts) await makeAccount(accounts, now(), { ...account, person, signInName });
  origin = { world: Date.now(), at: instantOf("2026-11-21T02:00:00Z") };
  const turn = { date: benchDate, shift: "round" };
  for (const { post, person } of posts) await run("attendance.sign-on", benchSite, { post, ...turn }, { person });
  // As a server that has run for some minutes: autovacuum has counted what is in the tables.
  await database.owner`analyze`;
  return { ...database, runtime, services, posts, now, context };
}

function benchPost(number: number): BenchPost {
  return {
    post: `post-${number}`,
    person: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    signInName: `bench-${number}`,
  };
}
