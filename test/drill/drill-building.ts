import { randomUUID } from "node:crypto";
import type { Command } from "#duty/door/table.ts";
import type { Actor } from "#duty/grammar/entry.ts";
import { type BusinessDate, businessDateAt, type Instant, instant, minute, monthOf } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { execute } from "#server/door/execute.ts";
import { Keyring } from "#server/keys/keyring.ts";
import { findMasterKey } from "#server/keys/master-key.ts";
import { adopting } from "#server/regulation/adopting.ts";
import { assemble } from "#server/start/assemble.ts";
import { openDatabase } from "#server/start/open-database.ts";
import { houseWithoutBounds } from "#test/house-without-bounds.ts";

export const drillOrg = "drill";
export const drillSite = "drill-tower";
const headOffice = "drill-office";
export const drillPassword = "patient-harbour-9";
export const drillPin = "418203";

const anHour = 60 * minute;

/** Somebody who is rostered alone at a post of their own. */
export interface DrillGuard {
  readonly post: string;
  readonly person: string;
  readonly signInName: string;
}

export interface DrillBuilding {
  readonly guards: readonly DrillGuard[];
  readonly startsAt: Instant;
  /** The round-the-clock shift that has begun this hour. */
  readonly turn: { readonly date: BusinessDate; readonly shift: string };
}

/** What may still be done in the building while it is being set up, at a moment that the caller chooses. */
export type Does = (at: Instant, act: keyof typeof acts, body: unknown, actor?: Actor) => Promise<void>;

/**
 * Sets up a building in an empty data folder, as if it had been done an hour before the shift, and leaves it stopped: house regulation
 * from today on, as no turn of yesterday may still be owed, as many posts as guards, a roster for today and accounts. `more` does what else the drill needs.
 */
export async function prepareBuilding(
  dataDir: string,
  { guards: number, more }: { guards: number; more?: (does: Does, building: DrillBuilding) => Promise<void> },
): Promise<DrillBuilding> {
  const guards = Array.from({ length: number }, (_, index) => drillGuard(index + 1));
  const startsAt = instant(Date.now() - (Date.now() % anHour));
  const turn = { date: businessDateAt(startsAt, "UTC", "00:00"), shift: "round" };
  const building = { guards, startsAt, turn };
  const starts = new Date(startsAt).toISOString().slice(11, 16);
  const database = await openDatabase({ dataDir, url: undefined, log: console.error });
  try {
    const app = database.pool("zb_app", 4);
    const accounts = database.pool("zb_signin", 2);
    let now = instant(startsAt - anHour);
    const keyring = new Keyring(app, findMasterKey({ dataDir, mayCreate: true }));
    const { runtime } = assemble({ app, accounts, keyring, now: () => now });
    const run = async (at: string, act: keyof typeof acts, body: unknown, actor: Actor = "setup") => {
      const checked = acts[act].shape?.parse(body);
      const command: Command = { id: randomUUID(), site: at, act, body: checked, actor, proof: "session" };
      const { answer } = await execute(runtime, { org: drillOrg, sites: [drillSite, headOffice] }, command);
      if (answer.refusal) throw new Error(`${act} was refused: ${JSON.stringify(answer.refusal)}`);
    };
    for (const { at, act, body } of establishing(guards, { date: turn.date, starts })) await run(at, act, body);
    await foundOrganisation(accounts, {
      org: drillOrg,
      name: "Drill",
      headOffice,
      sites: [drillSite],
      demonstration: false,
    });
    const account = {
      org: drillOrg,
      sites: [drillSite],
      password: drillPassword,
      pin: drillPin,
      mustChangePassword: false,
    };
    for (const { person, signInName } of guards) await makeAccount(accounts, now, { ...account, person, signInName });
    await more?.((at, act, body, actor) => {
      now = at;
      return run(drillSite, act, body, actor);
    }, building);
  } finally {
    await database.stop();
  }
  return building;
}

function drillGuard(number: number): DrillGuard {
  return {
    post: `post-${number}`,
    person: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    signInName: `drill-${number}`,
  };
}

interface When {
  readonly date: BusinessDate;
  readonly starts: string;
}

function establishing(guards: readonly DrillGuard[], { date, starts }: When) {
  const place = { headOffice, zone: "UTC", dayStartsAt: "00:00", demonstration: false };
  const commands: { at: string; act: keyof typeof acts; body: unknown }[] = [
    { at: headOffice, act: "site.establish", body: { ...place, name: "Drill office" } },
    { at: drillSite, act: "site.establish", body: { ...place, name: "Drill tower" } },
    { at: drillSite, act: "site.adopt-edition", body: adopting(houseWithoutBounds(), date) },
  ];
  const round = { key: "round", name: "全天班", starts, minutes: 1440 };
  for (const [index, { post, person }] of guards.entries()) {
    const postBody = { key: post, name: post, department: "保安部", shifts: [round], kit: [], books: [], binds: [] };
    const assignments = [{ date, shift: "round", person, leading: true }];
    commands.push(
      { at: headOffice, act: "person.join", body: { person, name: `值班员${index}`, staffNumber: `D${index}` } },
      { at: drillSite, act: "site.establish-post", body: postBody },
      { at: drillSite, act: "roster.publish", body: { post, month: monthOf(date), assignments } },
    );
  }
  return commands;
}
