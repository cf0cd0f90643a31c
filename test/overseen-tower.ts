import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { BusinessDate, Instant } from "#duty/grammar/time.ts";
import { kinds } from "#duty/nouns.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { readStreams } from "#server/door/read-streams.ts";
import { buildApp } from "#server/http/app.ts";
import { liveTower } from "#server/simulation/live.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { routes } from "#server/start/served-nouns.ts";
import { Browser } from "./browser.ts";
import type { FreshDatabase } from "./database.ts";
import { type TowerStage, towerStage } from "./tower-stage.ts";
import { packs } from "./tower-world.ts";

/** Something owed, with the stream by which it is. */
export type OwedByStream = Obligation & { readonly stream: StreamKey };

/** The database of a test or of a drill. */
type LivedIn = Pick<FreshDatabase, "connect" | "connectionOptions">;

/** A tower that has lived some days, and the browser of a manager who looks at it then. */
export async function overseenTower(
  database: LivedIn,
  { from, until, rosterDays = 6, seed }: { from: BusinessDate; until: Instant; rosterDays?: number; seed: number },
) {
  const tower = towerStage(database, from);
  await liveTower(tower.stage, { editions: packs, from, until, rosterDays, seed });
  await tower.stage.moveTo(until);
  const { services, org } = tower;
  const office = { org, name: "示范物业", headOffice: towerOffice, sites: [towerSite], demonstration: true };
  await foundOrganisation(services.accounts, office);
  const password = "lantern-harbour-7";
  const manager = { person: personNamed("林志远"), signInName: "manager", pin: "207419", mustChangePassword: false };
  await makeAccount(services.accounts, until, { org, sites: [towerSite], password, ...manager });
  const app = await buildApp({ readiness: { missing: async () => [] }, perMinute: false, services, routes });
  const browser = new Browser(app);
  await browser.signIn(manager.signInName, password);
  const close = async () => {
    await app.close();
    await tower.close();
  };
  return { manager: browser, owed: await everythingOwed(database, tower), close };
}

/** What every stream of the site owes or owed, from its entries alone. */
async function everythingOwed(database: LivedIn, { runtime, org }: TowerStage): Promise<readonly OwedByStream[]> {
  const rows = await database.connect()<{ noun: string; id: string }[]>`
    select noun, id from stream where site = ${towerSite} order by noun, id`;
  const keys = rows.map(({ noun, id }) => ({ site: towerSite, noun, id }));
  const streams = await readStreams(runtime, { org, sites: [towerSite, towerOffice] }, keys);
  return streams.flatMap(({ state, rule }, index) => {
    const stream = keys[index] as StreamKey;
    return (kinds[stream.noun]?.owes(state, rule) ?? []).map((each) => ({ ...each, stream }));
  });
}
