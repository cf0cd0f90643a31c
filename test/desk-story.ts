import { randomUUID } from "node:crypto";
import type { PersonId } from "#duty/grammar/entry.ts";
import { type Instant, instant, instantOf, minute } from "#duty/grammar/time.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { feedRoutes } from "#server/feed/feed-routes.ts";
import { type AppOptions, buildApp } from "#server/http/app.ts";
import type { App } from "#server/http/routes.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed } from "#server/simulation/tower-people.ts";
import { routes } from "#server/start/served-nouns.ts";
import { listenForHeaders } from "./answer-headers.ts";
import { Browser } from "./browser.ts";
import type { TakenDatabase } from "./database.ts";
import { listenForUntold } from "./told-refusals.ts";
import {
  setUpDay,
  type TowerProduct,
  type TowerProductOptions,
  towerOpeningDay,
  towerProduct,
} from "./tower-product.ts";

export const storyPassword = "lantern-harbour-7";
export const storyPin = "207419";

/** Who is in the story: the lobby's guards of the day and the evening, a squad leader, and the administrator. */
export const cast = {
  lin: personNamed("李伟"),
  wang: personNamed("张磊"),
  chief: personNamed("孙涛"),
  admin: personNamed("何雅静"),
} as const;

/** The tower over HTTP, its people with accounts, and a clock that stands still unless it is moved. */
export interface DeskStory extends TowerProduct {
  readonly app: App;
  readonly org: string;
  now(): Instant;
  pass(minutes: number): void;
  /** Sign-in name of somebody in the story. */
  nameOf(who: keyof typeof cast): string;
  browser(): Browser;
  /** A browser at which these people have signed in, in this order. */
  deskOf(...who: (keyof typeof cast)[]): Promise<Browser>;
}

export const storySite = towerSite;
export const storyOffice = towerOffice;
export const morningShift = { post: "lobby", date: towerOpeningDay, shift: "day" };

export type StoryOptions = Partial<
  Pick<
    AppOptions,
    "hosts" | "isThere" | "logger" | "perMinute" | "readiness" | "routes" | "screens" | "secure" | "trustProxy"
  >
> &
  Pick<TowerProductOptions, "log" | "regulations" | "trust">;

export async function tellDeskStory(database: TakenDatabase, options: StoryOptions = {}): Promise<DeskStory> {
  let time = instantOf(`${setUpDay}T12:00:00+08:00`);
  const now = () => time;
  const org = randomUUID();
  const built = await towerProduct(database, { org, now, ...options });
  try {
    time = instantOf(`${towerOpeningDay}T07:30:00+08:00`);
    const nameOf = await seatCast(built, org, time);
    const app = await appOf(built, options);
    const untold = listenForUntold(app);
    const wrongHeaders = listenForHeaders(app);
    return {
      ...built,
      app,
      org,
      now,
      pass: (minutes) => {
        time = instant(time + minutes * minute);
      },
      nameOf,
      browser: () => new Browser(app),
      deskOf: async (...wanted) => {
        const browser = new Browser(app);
        for (const who of wanted) {
          const answer = await browser.signIn(nameOf(who), storyPassword);
          if (answer.statusCode !== 200) throw new Error(`${who} could not sign in: ${answer.body}`);
        }
        return browser;
      },
      close: async () => {
        await app.close();
        await built.close();
        const missing = untold();
        if (missing.length > 0)
          throw new Error(`somebody was refused without being told enough: ${missing.join("; ")}`);
        const wrong = wrongHeaders();
        if (wrong.length > 0) throw new Error(`answers went out with wrong headers: ${wrong.join("; ")}`);
      },
    };
  } catch (error) {
    // What looks for news by itself would go on looking when the database is gone.
    await built.close();
    throw error;
  }
}

/** Gives everybody in the story an account, and answers their sign-in names: two stories may share a database, in which names are unique. */
async function seatCast({ services: { accounts } }: TowerProduct, org: string, at: Instant) {
  await foundOrganisation(accounts, {
    org,
    name: "示范物业",
    headOffice: towerOffice,
    sites: [towerSite],
    demonstration: false,
  });
  const nameOf = (who: string) => `${who}-${org.slice(0, 8)}`;
  for (const [who, person] of Object.entries(cast)) {
    const account = {
      org,
      person,
      signInName: nameOf(who),
      sites: [towerSite],
      password: storyPassword,
      pin: storyPin,
      mustChangePassword: false,
    };
    if (!(await makeAccount(accounts, at, account))) throw new Error(`${who} got no account`);
  }
  return nameOf;
}

function appOf(built: TowerProduct, options: StoryOptions): Promise<App> {
  return buildApp({
    readiness: { missing: async () => [] },
    perMinute: false,
    ...options,
    services: built.services,
    routes: [...routes, feedRoutes(built), ...(options.routes ?? [])],
  });
}

/** Somebody who has signed in at this browser presses their own face and gives the PIN: from now on they act there. */
export async function takesOver(browser: Browser, person: PersonId): Promise<void> {
  const answer = await browser.post("/api/session/unlock", { person, pin: storyPin });
  if (answer.statusCode !== 200) throw new Error(`${person} could not take over: ${answer.body}`);
}

/** What a browser sends with an act. */
export function ordered(body: unknown, more: Record<string, unknown> = {}) {
  return { id: randomUUID(), site: storySite, body, ...more };
}
