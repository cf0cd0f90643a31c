import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { PersonId } from "#duty/grammar/entry.ts";
import { makeAccount } from "#server/account/account.ts";
import { startPostgres } from "#server/postgres/embedded-postgres.ts";
import { migrate } from "#server/postgres/migrate.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import type { Browser } from "#test/browser.ts";
import type { FreshDatabase } from "#test/database.ts";
import { type DeskStory, ordered, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";
import { turnClock } from "#test/turn-clock.ts";
import { addLongNames, long } from "./long-names.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/** The demonstration's tower with its people, and a clock that only moves when told. */
export interface BuildingStage {
  readonly story: DeskStory;
  /** Sends a command as somebody; throws where it is refused, as a scene that does not come about proves nothing. */
  does(
    who: string,
    act: string,
    body: object,
    more?: Record<string, unknown>,
  ): Promise<{ id: string; version: number; hash: string }>;
  look(who: string, url: string): Promise<unknown>;
  /** A browser of its own at which somebody has signed in. */
  at(who: string): Promise<Browser>;
  /** Opens the PIN of somebody that wrong tries have locked. */
  unlock(who: string, person: PersonId): Promise<void>;
  signInName(name: string): string;
  /** The clock does all that is due: what was missed is missed, and who is to be called is called. */
  clockTurns(): Promise<void>;
  close(): Promise<void>;
}

/** The same on the real server and a data folder that is thrown away. */
export interface ScreenStage extends BuildingStage {
  readonly address: string;
}

/** Somebody who has never signed in before. */
export const newcomer = "高翔";

export async function openStage(): Promise<ScreenStage> {
  const dataDir = mkdtempSync(join(tmpdir(), "zhiban-screens-"));
  const cluster = await startPostgres({ dataDir, log: console.error });
  const stage = await stageOn(await migratedDatabase(cluster, "screens"), { screens: join(ROOT, "web", "dist") });
  const address = await stage.story.app.listen({ port: 0, host: "127.0.0.1" });
  return {
    ...stage,
    address,
    close: async () => {
      await stage.close();
      await cluster.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same on a database that is there, for those who look at answers and not at screens. */
export async function stageOn(
  database: FreshDatabase,
  options: { readonly screens?: string } = {},
): Promise<BuildingStage> {
  const regulations = ["zhiban-house", "guard-post-handover", "squad-leader-handover"];
  const story = await tellDeskStory(database, { regulations, ...options });
  const signInName = (name: string) => `${name}@${story.org.slice(0, 4)}`;
  await addLongNames(story);
  for (const { person, name } of [...everybody, ...long.people])
    await account(story, person, signInName(name), name === newcomer);
  const does: BuildingStage["does"] = async (who, act, body, more = {}) => {
    const browser = await signedIn(story, signInName(who));
    const order = ordered(body, { pin: storyPin, ...more });
    const answer = await browser.post(`/api/commands/${act}`, order);
    if (answer.statusCode !== 200) throw new Error(`${who} could not ${act}: ${answer.body}`);
    return { id: order.id, ...answer.json().receipt };
  };
  return {
    story,
    does,
    signInName,
    at: (who) => signedIn(story, signInName(who)),
    look: async (who, url) => (await (await signedIn(story, signInName(who))).get(url)).json(),
    unlock: async (who, person) => {
      const answer = await (await signedIn(story, signInName(who))).post(`/api/people/${person}/unlock`, {
        reason: "本人在场，核对无误。",
        pin: storyPin,
      });
      if (answer.statusCode !== 204) throw new Error(`${who} could not unlock: ${answer.body}`);
    },
    clockTurns: () => turnClock(database, story.runtime),
    close: () => story.close(),
  };
}

async function signedIn(story: DeskStory, name: string): Promise<Browser> {
  const browser = story.browser();
  const answer = await browser.signIn(name, storyPassword);
  if (answer.statusCode !== 200) throw new Error(`${name} could not sign in: ${answer.body}`);
  return browser;
}

/** A database of its own in a cluster that is thrown away as a whole. */
export async function migratedDatabase(
  cluster: Awaited<ReturnType<typeof startPostgres>>,
  name: string,
): Promise<FreshDatabase> {
  const admin = postgres({ ...cluster.connectionOptions(), max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  const owner = postgres({ ...cluster.connectionOptions("postgres", name), max: 1, onnotice: () => undefined });
  await migrate(owner, join(ROOT, "server", "migrations"));
  await owner.end();
  return {
    name,
    connect: (username, options = {}) => postgres({ ...cluster.connectionOptions(username, name), ...options }),
    connectionOptions: (username = "postgres") => {
      const { host, port } = cluster.connectionOptions(username, name) as { host: string; port: number };
      return { host, port, database: name, username };
    },
    drop: async () => undefined,
  };
}

async function account(story: DeskStory, person: PersonId, signInName: string, isNew: boolean): Promise<void> {
  const made = {
    org: story.org,
    person,
    signInName,
    sites: [towerSite],
    password: storyPassword,
    pin: storyPin,
    mustChangePassword: isNew,
  };
  // Those of the story have their account already, under the name that the story gave them.
  if (!(await makeAccount(story.services.accounts, story.now(), made)))
    await story.services
      .accounts`update account set sign_in_name = ${signInName} where org = ${story.org} and person = ${person}`;
}
