import { randomUUID } from "node:crypto";
import type { Command } from "#duty/door/table.ts";
import { type Instant, instantOf } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import type { Site } from "#duty/site/site.ts";
import { execute } from "#server/door/execute.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { freshMasterKey } from "#server/keys/master-key.ts";
import type { SiteLook } from "#server/overview/site-look.ts";
import { assemble } from "#server/start/assemble.ts";
import type { openBenchDatabase } from "./bench-database.ts";
import { type BenchPost, benchSite } from "./bench-line.ts";
import { benchOffice, establishCommands } from "./bench-posts.ts";

/** A site of so many posts round the clock, one guard at each, and who looks at it from above. */
export async function openLook(
  { pool, accounts }: Awaited<ReturnType<typeof openBenchDatabase>>,
  { size, now }: { readonly size: number; readonly now: Instant },
): Promise<SiteLook> {
  let time = instantOf("2026-11-20T12:00:00Z");
  const { runtime, services } = assemble({
    app: pool,
    accounts,
    keyring: new Keyring(pool, freshMasterKey()),
    now: () => time,
  });
  const context = { org: "bench", sites: [benchSite, benchOffice] };
  const posts: BenchPost[] = Array.from({ length: size }, (_, index) => ({
    post: `post-${index + 1}`,
    person: `00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}`,
    signInName: `bench-${index + 1}`,
  }));
  const run = async (act: keyof typeof acts, site: string, body: unknown, actor: Command["actor"] = "setup") => {
    const command: Command = {
      id: randomUUID(),
      site,
      act,
      body: acts[act].shape?.parse(body),
      actor,
      proof: "session",
    };
    const { answer } = await execute(runtime, context, command);
    if (answer.refusal) throw new Error(`${act} was refused: ${JSON.stringify(answer.refusal)}`);
  };
  for (const { act, at, body } of establishCommands(posts)) await run(act, at, body);
  time = instantOf("2026-11-21T02:00:00Z");
  for (const { post, person } of posts)
    await run("attendance.sign-on", benchSite, { post, date: "2026-11-21", shift: "round" }, { person });
  time = now;
  const [setup] = await services.streams(context, [{ site: benchSite, noun: "site", id: "setup" }]);
  return { services, context, site: benchSite, setup: setup?.state as Site, person: posts[0]?.person ?? "", now };
}
