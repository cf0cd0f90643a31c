import { type ClockJump, type ClockPast, clockId, clockKind, isJumpOpen } from "#duty/clock/site-clock.ts";
import type { SeenFault } from "#duty/clock/watch-clock.ts";
import type { acts } from "#duty/nouns.ts";
import { execute } from "#server/door/execute.ts";
import { readStreams } from "#server/door/read-streams.ts";
import type { Runtime } from "#server/door/runtime.ts";
import { withinContext } from "#server/start/within-context.ts";

/** A site, and how far the stream of its clock has come; 0 where nothing was entered. */
export interface ClockOfSite {
  readonly org: string;
  readonly site: string;
  readonly version: number;
}

export function sitesWithClocks(runtime: Runtime): Promise<readonly ClockOfSite[]> {
  return runtime.pool<ClockOfSite[]>`select org, site, version from clock_sites()`;
}

/** The jumps of one server, as the stream of a site has them, by name. */
export async function jumpsOf(
  runtime: Runtime,
  { org, site, version }: ClockOfSite,
  server: string,
): Promise<readonly (readonly [string, ClockJump])[]> {
  if (version === 0) return [];
  const key = { site, noun: clockKind.noun, id: clockId };
  const [stream] = await readStreams(runtime, { org, sites: [site] }, [key]);
  const { jumps } = (stream?.state ?? clockKind.begin(clockId)) as ClockPast;
  return Object.entries(jumps).filter(([, jump]) => jump.server === server);
}

/** Those for which misses and calls of the site still wait. */
export async function openJumps(runtime: Runtime, at: ClockOfSite, server: string): ReturnType<typeof jumpsOf> {
  return (await jumpsOf(runtime, at, server)).filter(([, jump]) => isJumpOpen(jump));
}

/**
 * Enters at a site what a server saw of its clock. Safe to do again: ids are made of what was seen. A gap and a jump are of every site, since nobody
 * can say whose duty they touch.
 */
export async function enterSeen(runtime: Runtime, at: ClockOfSite, server: string, seen: SeenFault): Promise<void> {
  const { org, site } = at;
  if (seen.fault === "over") {
    for (const [jump] of await openJumps(runtime, at, server))
      await enter(runtime, at, "clock.resume", { id: `${jump}:over`, body: { jump, by: seen.by } });
    return;
  }
  const { fault, ...what } = seen;
  const { from, to } = what;
  const id = `${fault}:${site}:${server}:${from}:${to}`;
  await enter(runtime, at, fault === "jump" ? "clock.jump" : "clock.record-gap", { id, body: { ...what, server } });
  if (fault === "gap") return;
  await withinContext(runtime.pool, { org, sites: [site] }, "read write", async (sql) => {
    await sql`select clock_look_again(${org}, ${site}, ${Math.min(from, to)}, ${to})`;
  });
}

async function enter(
  runtime: Runtime,
  { org, site }: ClockOfSite,
  act: keyof typeof acts,
  { id, body }: { id: string; body: unknown },
): Promise<void> {
  await execute(runtime, { org, sites: [site] }, { id, site, act, body, actor: "clock", proof: "none" });
}
