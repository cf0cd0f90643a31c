import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Command } from "#duty/door/table.ts";
import { acts } from "#duty/nouns.ts";
import { execute } from "#server/door/execute.ts";
import type { BenchBuilding } from "./bench-building.ts";
import { type BenchPost, benchSite, line } from "./bench-line.ts";

export interface BenchStatement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** One command as the database saw it: its statements, and what in them was of this command alone. */
export interface Take {
  readonly stream: string;
  readonly version: number;
  readonly hash: string;
  /** The head that it followed. */
  readonly before: string;
  readonly command: string;
  readonly commitment: string;
  readonly statements: readonly BenchStatement[];
}

/** Writes one line at each post through the door and listens in on the wire. */
export async function takesOf(building: BenchBuilding, posts: readonly BenchPost[]): Promise<Take[]> {
  const heard: BenchStatement[] = [];
  const debug = (_: number, text: string, parameters: unknown[]) => heard.push({ text, parameters: [...parameters] });
  const pool = postgres({ ...building.place, max: 1, connection: { role: "zb_app" }, onnotice: () => {}, debug });
  const runtime = { ...building.runtime, pool };
  try {
    const takes: Take[] = [];
    for (const { post, person } of posts) {
      await writeLine(building, runtime, post, person);
      heard.length = 0;
      const { command, touched } = await writeLine(building, runtime, post, person);
      const [page] = touched;
      const entry = page?.entries[0];
      if (!page || !entry || touched.length > 1) throw new Error("a line touches one page");
      const { text } = entry.body as { text: { sealed: string } };
      const { key, before, head } = page;
      takes.push({
        stream: key.id,
        version: before.version,
        hash: head.hash,
        before: before.hash,
        command,
        commitment: text.sealed,
        statements: ofOneRoundTrip(heard),
      });
    }
    return takes;
  } finally {
    await pool.end({ timeout: 5 });
  }
}

async function writeLine(building: BenchBuilding, runtime: BenchBuilding["runtime"], post: string, person: string) {
  const { body } = line(post);
  const parsed = acts["log.write-line"].shape?.parse(body);
  const command: Command = {
    ...{ id: randomUUID(), site: benchSite, act: "log.write-line", body: parsed },
    ...{ actor: { person }, proof: "session" },
  };
  const { answer, touched, roundTrips } = await execute(runtime, building.context, command);
  if (answer.refusal) throw new Error(`a line was refused: ${JSON.stringify(answer.refusal)}`);
  return { command: command.id, touched, roundTrips };
}

/** Round trips of commands in the ordinary course, by writing at one post. */
export async function roundTripsOf(
  building: BenchBuilding,
  { post, person }: BenchPost,
  commands: number,
): Promise<number[]> {
  const trips: number[] = [];
  for (let count = 0; count < commands; count += 1) {
    trips.push((await writeLine(building, building.runtime, post, person)).roundTrips);
  }
  return trips;
}

/** All of a command travels in one round trip where this process remembers what it rests on. */
function ofOneRoundTrip(heard: readonly BenchStatement[]): BenchStatement[] {
  const [begin, write] = heard;
  if (begin?.text !== "begin" || !write?.text.includes("journal_confirm") || !write.text.includes("journal_append"))
    throw new Error("the door has changed its statements");
  return [...heard];
}
