import { randomUUID } from "node:crypto";
import { secret } from "#duty/grammar/entry.ts";
import { type BusinessDate, type Instant, instant, instantOf, minute } from "#duty/grammar/time.ts";
import { accountFor, foundOrganisation, makeAccount } from "#server/account/account.ts";
import { buildApp } from "#server/http/app.ts";
import type { App, House, Routes } from "#server/http/house.ts";
import { Browser } from "./browser.ts";
import type { FreshDatabase } from "./database.ts";
import { type WorldHouse, worldHouse } from "./world-house.ts";

export const password = "lantern-harbour-7";
export const pin = "207419";

/** One building with a lobby, its people and a clock that stands still unless it is moved. */
export interface DeskStory {
  readonly app: App;
  readonly house: House & WorldHouse;
  readonly org: string;
  readonly site: string;
  readonly lin: string;
  readonly wang: string;
  readonly chief: string;
  now(): Instant;
  pass(minutes: number): void;
  browser(): Browser;
  /** A browser at which these people have signed in, in this order. */
  deskOf(...names: string[]): Promise<Browser>;
}

const date = "2026-11-21" as BusinessDate;
export const morning = { post: "lobby", date, shift: "day" };

export async function tellDeskStory(
  database: FreshDatabase,
  options: { perMinute?: number; routes?: readonly Routes[] } = {},
): Promise<DeskStory> {
  let time = instantOf("2026-11-21T07:30:00+08:00");
  const now = () => time;
  const [org, headOffice, site, lin, wang, chief] = Array.from({ length: 6 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const accounts = database.connect("postgres", { connection: { role: "zb_signin" } });
  const names = new Map([
    [lin, "林小满"],
    [wang, "王建国"],
    [chief, "欧阳致远"],
  ]);
  const house = { now, accounts, ...worldHouse(now, names) };
  // Two tests of one file share a database: sign-in names are unique in it.
  const suffix = org.slice(0, 8);
  await foundOrganisation(accounts, { org, name: "示范物业", headOffice, sites: [site], demonstration: false });
  const people = [
    ["lin", lin],
    ["wang", wang],
    ["chief", chief],
  ] as const;
  for (const [name, person] of people) {
    const account = { org, person, signInName: `${name}-${suffix}`, sites: [site], password, pin };
    await makeAccount(accounts, now(), { ...account, mustChangePassword: false });
    if (!(await accountFor(accounts, org, person))) throw new Error(`${name} has no account`);
  }
  setUp(house, { headOffice, site, lin, wang, chief });
  const app = await buildApp({
    house,
    readiness: { missing: async () => [] },
    routes: options.routes ?? [],
    perMinute: options.perMinute ?? false,
  });
  return {
    app,
    house,
    org,
    site,
    lin,
    wang,
    chief,
    now,
    pass: (minutes) => {
      time = instant(time + minutes * minute);
    },
    browser: () => new Browser(app),
    deskOf: async (...wanted) => {
      const browser = new Browser(app);
      for (const name of wanted) {
        const answer = await browser.signIn(`${name}-${suffix}`, password);
        if (answer.statusCode !== 200) throw new Error(`${name} could not sign in: ${answer.body}`);
      }
      return browser;
    },
  };
}

type Cast = Pick<DeskStory, "site" | "lin" | "wang" | "chief"> & { headOffice: string };

function setUp(house: WorldHouse, { headOffice, site, lin, wang, chief }: Cast): void {
  const setup = { site, noun: "site", id: "setup" };
  const established = {
    name: "示范大厦",
    headOffice,
    zone: "Asia/Shanghai",
    dayStartsAt: "00:00",
    demonstration: false,
  };
  const shifts = [
    { key: "day", name: "早班", starts: "08:00", minutes: 480 },
    { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
  ];
  const lobby = { key: "lobby", name: "大堂岗", department: "security", shifts, kit: [], books: [], binds: [] };
  house.given(setup, { type: "site.established", body: established }, { type: "site.post-established", body: lobby });
  for (const person of [lin, wang, chief]) {
    const joined = { type: "person.joined", body: { name: secret("name", "someone"), staffNumber: "1" } };
    const holds = { type: "person.function-granted", body: { function: "squad-leader", site } };
    const stream = { site: headOffice, noun: "person", id: person };
    if (person === chief) house.given(stream, joined, holds);
    else house.given(stream, joined);
  }
  const assignments = [
    { date, shift: "day", person: lin, leading: true },
    { date, shift: "evening", person: wang, leading: true },
  ];
  const roster = { site, noun: "roster", id: "lobby/2026-11" };
  house.given(roster, { type: "roster.published", body: { under: 2, assignments } });
}

/** What a browser sends with an act. */
export function ordered(story: Pick<DeskStory, "site">, body: unknown, more: Record<string, unknown> = {}) {
  return { id: randomUUID(), site: story.site, body, ...more };
}
