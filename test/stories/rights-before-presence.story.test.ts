import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyOffice, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { askingForRights } from "#test/rights-asked.ts";
import { repository } from "#test/tidy/tree.ts";

/*
 * Whoever has no right learns nothing from being told so: asked about something that is there and about something that is not, the answer is the same,
 * and nothing is written down.
 */

let database: FreshDatabase;
let sql: ReturnType<FreshDatabase["connect"]>;
let story: DeskStory;
/** A browser of the chief of squad, enrolled at the site. */
let device: string;

beforeAll(async () => {
  database = await freshDatabase();
  sql = database.connect("postgres");
  story = await tellDeskStory(database);
  const chief = await story.deskOf("chief");
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { kty, crv, x, y } = publicKey.export({ format: "jwk" });
  const { challenge } = (await chief.post("/api/devices/challenge")).json();
  const key = { key: privateKey, dsaEncoding: "ieee-p1363" } as const;
  const signature = sign("sha256", Buffer.from(`zhiban-device:${challenge}`), key).toString("base64url");
  const enrolment = { site: storySite, name: "领班台机", publicKey: { kty, crv, x, y }, challenge, signature };
  device = (await chief.post("/api/devices", enrolment)).json().device;
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

interface Asked {
  /** Of what is there, and of what is not. */
  readonly about: () => readonly [there: string, gone: string];
  readonly ask: (guard: Browser, about: string) => ReturnType<Browser["post"]>;
  /** Why the two are told apart, where they are. */
  readonly apart?: string;
}

const reason = { reason: "换了手机" };
const people = () => [cast.chief, randomUUID()] as const;
/** The head office is there, and no guard works at it. */
const sites = () => [storyOffice, "nowhere"] as const;
const devices = () => [device, randomUUID()] as const;
const unproved = { challenge: "a".repeat(43), signature: "b".repeat(86) };
const seenByAll = "whose browser is enrolled at a site is shown to everybody who works there";
const seenInNames =
  "people of one's own site stand in its list, and who is of none of them is unknown to whoever would help";
const overview = (rest: string): Asked => ({
  about: sites,
  ask: (guard, site) => guard.get(`/api/overview${rest}${rest.includes("?") ? "&" : "?"}site=${site}`),
});
const helping = (what: string): Asked => ({
  about: people,
  ask: (guard, person) => guard.post(`/api/people/${person}/${what}`, { ...reason, pin: storyPin }),
  apart: seenInNames,
});

const operations: Readonly<Record<string, Asked>> = {
  "browser.losses": { about: sites, ask: (guard, site) => guard.get(`/api/browser/losses?site=${site}`) },
  "browser.see-losses": {
    about: sites,
    ask: (guard, site) => guard.post("/api/browser/losses/seen", { site, losses: [randomUUID()] }),
  },
  "device.arrivals": { about: sites, ask: (guard, site) => guard.get(`/api/devices/arrivals?site=${site}`) },
  "device.enrol": {
    about: sites,
    ask: (guard, site) => {
      const publicKey = { kty: "EC", crv: "P-256", x: unproved.challenge, y: unproved.challenge };
      return guard.post("/api/devices", { site, name: "台机", publicKey, ...unproved });
    },
  },
  "device.prove": {
    about: devices,
    ask: (guard, asked) => guard.post("/api/devices/prove", { device: asked, ...unproved }),
    apart: seenByAll,
  },
  "device.revoke": {
    about: devices,
    ask: (guard, asked) => guard.post(`/api/devices/${asked}/revoke`, reason),
    apart: seenByAll,
  },
  "overview.days": overview("/days"),
  "overview.happened": overview("/happened"),
  "overview.outcomes": overview("/outcomes?day=2026-11-21"),
  "overview.show": overview(""),
  "people.leave": { about: people, ask: (guard, person) => guard.post(`/api/people/${person}/leave`, reason) },
  "people.make-account": {
    about: () => [storySite, "nowhere"],
    ask: (guard, site) =>
      guard.post("/api/people", { person: randomUUID(), signInName: `n-${randomUUID()}`, sites: [site] }),
  },
  "people.reset-password": helping("password-reset"),
  "people.reset-pin": helping("pin-reset"),
  "people.unlock-pin": helping("unlock"),
};

/** The same operation asked otherwise: of another thing that it names. */
const otherwise: Readonly<Record<string, Asked>> = {
  "an account for somebody": {
    about: people,
    ask: (guard, person) => guard.post("/api/people", { person, signInName: "newcomer", sites: [storySite] }),
  },
  "an account by a name that is taken": {
    about: () => [story.nameOf("chief"), "untaken"],
    ask: (guard, signInName) => guard.post("/api/people", { person: randomUUID(), signInName, sites: [storySite] }),
  },
  "whoever goes and names another who stays": {
    about: people,
    ask: (guard, stays) => guard.post(`/api/people/${cast.lin}/leave`, { ...reason, stays }),
  },
};

test("every operation that may answer both stands here, and no other", async () => {
  expect(await askingForRights(repository())).toEqual(Object.keys(operations).toSorted());
});

/** Every row of every table, so that none is written, changed or taken away unseen. A command that was refused is kept with its answer, to be answered once. */
async function allRows(): Promise<unknown> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' and table_name !~ '^command(_\\d+)?$'`;
  const kept = tables.map(async ({ name }) => {
    const rows = await sql<{ row: string }[]>`select t::text as row from ${sql(name)} t order by 1`;
    return [name, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(kept));
}

async function askedOf({ about, ask }: Asked) {
  const guard = await story.deskOf("lin");
  const before = await allRows();
  const answers: unknown[] = [];
  for (const each of about()) {
    const answer = await ask(guard, each);
    const { instance: _, ...told } = answer.json();
    answers.push(told);
  }
  expect(await allRows()).toEqual(before);
  return answers;
}

const isApart = ([, { apart }]: readonly [string, Asked]) => apart !== undefined;
const all = [...Object.entries(operations), ...Object.entries(otherwise)];

test.each(all.filter((each) => !isApart(each)))(
  "%s: a guard is told the same of what is there and of what is not",
  async (_, asked) => {
    const [there, gone] = await askedOf(asked);
    expect(gone).toEqual(there);
    expect(gone).toHaveProperty("code");
  },
);

test.each(all.filter(isApart))("%s: the two are told apart, as everybody there sees them anyway", async (_, asked) => {
  const [there, gone] = await askedOf(asked);
  expect([there, gone]).toMatchObject([{ status: 403 }, { status: 404 }]);
});
