import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "#duty/door/table.ts";
import { type BusinessDate, type Instant, instant, instantOf, minute } from "#duty/grammar/time.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { execute } from "#server/door/execute.ts";
import { readPacks } from "#server/regulation/published.ts";
import { towerCommands, towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody, personNamed } from "#server/simulation/tower-people.ts";
import { type Serving, serve } from "#server/start/serving.ts";

export const castOpeningDay = "2026-11-21" as BusinessDate;

/** Everybody of the story who sits down at a desk. */
const whoSignIn = ["李伟", "张磊", "马超", "孙涛", "黄丽华", "何雅静"];

export const castPassword = "lantern-harbour-7";

/** Six digits of one's own: nobody at a desk can sign with another's. */
export function pinOf(name: string): string {
  const place = everybody.findIndex((each) => each.name === name);
  return String(207_419 + place * 1_013);
}

/** The product as it is started, on an empty data folder, with the tower set up and a clock that only moves when told. */
export interface JourneyProduct {
  readonly url: string;
  /** What stands behind the screens, for what a journey needs and does not tell. */
  readonly behind: { readonly org: string; readonly serving: Serving };
  now(): Instant;
  pass(minutes: number): void;
  stop(): Promise<void>;
}

/** `gate`: by day the east gate is a post too, and whoever opens this publishes its roster. Otherwise the lobby alone has shifts. */
export async function openJourneyProduct({ gate = false } = {}): Promise<JourneyProduct> {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-journey-"));
  // So late that the night before, which has no roster, is over before anybody would be called about it.
  let time = instantOf(`${castOpeningDay}T07:35:00+08:00`);
  const now = () => time;
  const said: string[] = [];
  const serving = await serve({
    port: 0,
    host: "127.0.0.1",
    dataDir,
    demonstration: false,
    log: (line) => said.push(line),
    now,
  });
  const org = await setUp(serving, now, gate);
  time = instantOf(`${castOpeningDay}T07:40:00+08:00`);
  return {
    url: serving.url,
    behind: { org, serving },
    now,
    pass: (minutes) => {
      time = instant(time + minutes * minute);
    },
    stop: async () => {
      await serving.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function setUp({ product: { runtime, services } }: Serving, now: () => Instant, gate: boolean): Promise<string> {
  const org = randomUUID();
  const { published: editions } = readPacks(join(import.meta.dirname, "..", "..", "regulations"));
  const plan = { editions, from: castOpeningDay, rosterFrom: castOpeningDay, firstShift: "day", rosterDays: 2 };
  for (const command of towerCommands(plan).flatMap((each) => asRostered(withShifts(each, gate)))) {
    const { answer } = await execute(runtime, { org, sites: [towerOffice, towerSite] }, command);
    if (answer.refusal) throw new Error(`${command.id} was refused: ${JSON.stringify(answer.refusal)}`);
  }
  const { accounts } = services;
  await foundOrganisation(accounts, {
    org,
    name: "示范物业",
    headOffice: towerOffice,
    sites: [towerSite],
    demonstration: false,
  });
  for (const name of whoSignIn) {
    const person = personNamed(name);
    const sites = [towerSite];
    const account = {
      org,
      person,
      signInName: name,
      sites,
      password: castPassword,
      pin: pinOf(name),
      mustChangePassword: false,
    };
    if (!(await makeAccount(accounts, now(), account))) throw new Error(`${name} got no account`);
  }
  return org;
}

/** Only the lobby has a roster; there 马超 has the evening too, without leading it: due next, and yet not the relief that is named. */
function asRostered(command: Command): Command[] {
  if (command.act !== "roster.publish") return [command];
  const body = command.body as { post: string; assignments: readonly object[] };
  if (body.post !== "lobby") return [];
  const second = { date: castOpeningDay, shift: "evening", person: personNamed("马超"), leading: false };
  return [{ ...command, body: { ...body, assignments: [...body.assignments, second] } }];
}

/** Posts that nobody comes to in a journey have no shifts, or they would call for somebody all day long. */
function withShifts(command: Command, gate: boolean): Command {
  if (command.act !== "site.establish-post") return command;
  const body = command.body as { key: string; shifts: readonly { key: string }[] };
  if (body.key === "lobby") return command;
  const shifts = gate && body.key === "east-gate" ? body.shifts.filter(({ key }) => key === "day") : [];
  return { ...command, body: { ...body, shifts } };
}
