import { randomUUID } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMinutes } from "#duty/grammar/time.ts";
import { foundOrganisation, makeAccount } from "#server/account/account.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPassword,
  storyPin,
  storySite,
  tellDeskStory,
} from "#test/desk-story.ts";
import { dutyBodies } from "#test/duty-bodies.ts";
import { type NamingOperation, namingOperations, withName } from "#test/named-in-operations.ts";
import { noWayElsewhere, refusedElsewhere } from "#test/names-of-another-site.ts";
import { establishOther, otherSite, stranger } from "#test/other-building.ts";
import { setUpBodies } from "#test/set-up-bodies.ts";

/*
 * Whoever may see one site alone names a thing of another site of the same organisation. Row security keeps organisations apart, not sites of
 * one: that nothing is reached is kept by each route and act itself. What they name is read from the interface's own document.
 */

let database: FreshDatabase;
let story: DeskStory;
let operations: readonly NamingOperation[];
let own: Things;
let foreign: Things;

type Things = Readonly<Record<"person" | "device" | "matter" | "line" | "photo" | "text" | "stream", string>>;

const bodies = { ...dutyBodies, ...setUpBodies };

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  const { accounts } = story.services;
  const sites = [storySite, otherSite];
  await foundOrganisation(accounts, {
    ...{ org: story.org, name: "示范物业", headOffice: towerOffice, sites, demonstration: false },
  });
  await establishOther(story, stranger);
  const account = { org: story.org, person: stranger, signInName: `stranger-${story.org.slice(0, 8)}` };
  const secrets = { password: storyPassword, pin: storyPin, mustChangePassword: false };
  await makeAccount(accounts, story.now(), { ...account, ...secrets, sites: [otherSite] });
  const strangers = story.browser();
  await strangers.signIn(account.signInName, storyPassword);
  own = await live(await story.deskOf("lin"), storySite, cast.lin);
  foreign = await live(strangers, otherSite, stranger);
  operations = namingOperations((await story.browser().get("/api/openapi.json")).json());
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Somebody comes to the lobby of a site, writes a line with a photo and opens a matter there; and a device is of the site. */
async function live(browser: Browser, site: string, person: string): Promise<Things> {
  const did = async (act: string, body: object) => {
    const sent = { ...ordered(body), site };
    const answer = await browser.post(`/api/commands/${act}`, sent);
    expect(answer.statusCode, `${act} ${answer.body}`).toBe(200);
    return sent.id;
  };
  await did("attendance.sign-on", morningShift);
  const picture = sharp({
    create: { width: 8, height: 8, channels: 3, background: site === storySite ? "#c00" : "#00c" },
  });
  const { photo } = (
    await browser.upload(`/api/photos?site=${site}`, await picture.png().toBuffer(), "image/png")
  ).json();
  const line = await did("log.write-line", { ...morningShift, text: site, category: "routine", photos: [photo] });
  const dueAt = plusMinutes(story.now(), 60);
  const matter = await did("matter.open", { post: "lobby", class: "important", text: "东侧门锁坏", dueAt });
  const device = randomUUID();
  await story.services.accounts`
    insert into device (org, device, site, name, public_key, enrolled_by, enrolled_at)
    values (${story.org}, ${device}, ${site}, '台机', '{}', ${cast.admin}, ${story.now()})`;
  const [row] = await database.connect()<{ text: string }[]>`
    select convert_from(bytes, 'UTF8')::json #>> '{body,text,sealed}' as text from entry
    where org = ${story.org} and site = ${site} and type = 'log.line-written'`;
  return { person, device, matter, line, photo, text: row?.text ?? "", stream: `lobby/${matter}` };
}

/** What a name is the name of. */
const kinds: Readonly<Record<string, keyof Things>> = {
  ...{ letGo: "line", losses: "line", jump: "stream" },
  ...{ person: "person", stays: "person", absent: "person", cover: "person", attendees: "person", relief: "person" },
  ...{ device: "device", matter: "matter", line: "line", fault: "line", photo: "photo", photos: "photo" },
  ...{
    erases: "text",
    hash: "text",
    id: "stream",
    exchangeWith: "person",
    author: "person",
    as: "person",
    opening: "device",
  },
};

function thingNamed(at: string, things: Things): string {
  const named = at.split(/[ .]/).at(-1)?.replace("[]", "") ?? "";
  const kind = kinds[named];
  if (!kind) throw new Error(`say in this story what is named by ${at}`);
  return things[kind];
}

/** What a device would have signed, of a device that nobody knows. */
const written = {
  ...{ id: randomUUID(), act: "log.write-line", as: cast.lin, body: {}, deviceTime: 1, site: storySite },
  proof: { version: 1, device: randomUUID(), opening: randomUUID(), signature: "x".repeat(86) },
};

const kept = { id: randomUUID(), site: storySite, as: cast.lin, deviceTime: 1 };

/** What is sent besides the names, where it is no act. */
const sentWith: Readonly<Record<string, object>> = {
  "session.sign-out": {},
  "session.unlock": { pin: storyPin },
  "session.change-password": { current: storyPassword, next: storyPassword },
  "session.choose-pin": { password: storyPassword, pin: storyPin },
  "session.choose-language": { language: "en" },
  "people.make-account": { signInName: "somebody", sites: [storySite] },
  "people.unlock-pin": { reason: "忘了", pin: storyPin },
  "people.reset-pin": { reason: "忘了", pin: storyPin },
  "people.reset-password": { reason: "忘了", pin: storyPin },
  "people.leave": { reason: "辞职" },
  "device.prove": { challenge: "x".repeat(43), signature: "x".repeat(86) },
  "device.revoke": { reason: "丢了" },
  "commands.send-by-proof": written,
  "photo.upload-by-proof": {},
  "browser.tell-waiting": { store: 1, round: 1, waiting: [kept], former: [kept], letGo: [randomUUID()] },
  "browser.see-losses": { site: storySite, losses: [randomUUID()] },
};

async function ask(who: keyof typeof cast, { id, method, path }: NamingOperation, at: string, name: string) {
  const browser = await story.deskOf(who);
  const [where, field = ""] = at.split(" ");
  const url = path.replace("{site}", storySite).replace(`{${field}}`, name);
  const about = where === "query" && field !== "id" ? field : "noun=matter&id";
  if (method === "get") return await browser.get(`${url}?site=${storySite}&${about}=${encodeURIComponent(name)}`);
  const sample = sentWith[id] ?? sampleOf(id);
  const body = where === "body" ? withName(sample, field, name) : sample;
  return await browser.post(url, path.startsWith("/api/commands/") ? orderOf(id, body) : body);
}

function orderOf(act: string, body: object, site = act.startsWith("person.") ? towerOffice : storySite) {
  return { ...ordered(body), site, pin: storyPin };
}

/** What an act takes, said of the morning at the lobby. */
function sampleOf(act: string): object {
  const { body } = bodies[act] ?? {};
  if (!body) throw new Error(`say in this story what is sent with ${act}`);
  return { ...body, ...pick(body, { ...morningShift, month: morningShift.date.slice(0, 7) }) };
}

function pick(of: object, from: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(from).filter(([key]) => Object.hasOwn(of, key)));
}

/** `403 account.pin-wrong`; of what holds, the status alone. */
const told = ({ statusCode, body }: LightMyRequestResponse) =>
  `${statusCode} ${statusCode < 300 ? "" : JSON.parse(body).code}`.trim();

/** What stands of the other site, table by table, and of its person wherever they are. */
async function standsElsewhere(): Promise<readonly (string | null)[]> {
  const sql = database.connect();
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'site' and t.table_type = 'BASE TABLE' order by 1`;
  expect(tables.length).toBeGreaterThan(10);
  const rows = [
    ...tables.map(
      ({ name }) => sql`select t::text as row from ${sql(name)} t where org = ${story.org} and site = ${otherSite}`,
    ),
    ...["account", "desk_person", "browser_known"].map(
      (name) => sql`select t::text as row from ${sql(name)} t where org = ${story.org} and person = ${stranger}`,
    ),
    sql`select hash::text as row from entry where org = ${story.org} and id = ${stranger}`,
  ];
  const found = [];
  for (const each of rows)
    found.push(
      (await each)
        .map(({ row }) => row)
        .toSorted()
        .join("\n"),
    );
  await sql.end();
  return found;
}

test("whoever names a thing of another site is told that there is none, and nothing changes there", async () => {
  const named = operations.flatMap((operation) =>
    operation.names.map((at) => ({ operation, at, row: `${operation.id} ${at}` })),
  );
  expect(named.map(({ row }) => row).toSorted()).toEqual(
    [...Object.keys(refusedElsewhere), ...Object.keys(noWayElsewhere)].toSorted(),
  );
  const before = await standsElsewhere();
  const answers: Record<string, readonly string[]> = {};
  for (const { operation, at, row } of named) {
    const [who] = refusedElsewhere[row] ?? noWayElsewhere[row] ?? ["lin"];
    const elsewhere = await ask(who, operation, at, thingNamed(at, foreign));
    expect(elsewhere.body, row).not.toContain(foreign.text);
    expect(elsewhere.statusCode, row).toBeLessThan(500);
    expect(await standsElsewhere(), row).toEqual(before);
    if (!refusedElsewhere[row]) continue;
    const like = { ...own, person: who === "lin" ? cast.lin : cast.wang };
    answers[row] = [who, told(elsewhere), told(await ask(who, operation, at, thingNamed(at, like)))];
  }
  expect(answers).toEqual(refusedElsewhere);
});

test("what is refused of another site is not refused of one's own", () => {
  const alike = Object.entries(refusedElsewhere).filter(
    ([, [, elsewhere, here]]) => elsewhere === here || !/^4/.test(elsewhere),
  );
  expect(alike).toEqual([]);
});

const { post: lobby, date, shift } = morningShift;
const query = `site=${otherSite}&post=${lobby}&date=${date}&shift=${shift}&month=${date.slice(0, 7)}&day=${date}&noun=matter&id=x&rule=ZB-01`;
const proof = { challenge: "x".repeat(43), signature: "x".repeat(86) };
const publicKey = { kty: "EC", crv: "P-256", x: "x".repeat(43), y: "x".repeat(43) };

test("no operation is carried out at a site that its desk does not see", async () => {
  const office = await story.deskOf("admin");
  const before = await standsElsewhere();
  const answers: Record<string, string> = {};
  for (const { id, method, path, site } of operations) {
    if (site === undefined) continue;
    const url = path.replace("{site}", otherSite).replace("{photo}", foreign.photo).replace("{id}", "zhiban-house");
    const sent = bodies[id]
      ? orderOf(id, sampleOf(id), otherSite)
      : id === "commands.send-by-proof"
        ? { ...written, site: otherSite }
        : id === "browser.see-losses"
          ? { losses: [randomUUID()], site: otherSite }
          : { ...proof, publicKey, name: "台机", site: otherSite };
    const answer =
      method === "get"
        ? await office.get(`${url}?${query}`)
        : site === "query"
          ? await office.upload(`${url}?${query}`, Buffer.from("x"), "image/png")
          : await office.post(url, sent);
    answers[id] = told(answer);
  }
  // Whoever sits there is not asked, the device is.
  const { "commands.send-by-proof": byProof, "photo.upload-by-proof": photoOfNone, ...others } = answers;
  expect(byProof).toContain("proof.unknown");
  expect(photoOfNone, "without a proof").toContain("shape.invalid");
  expect(Object.entries(others).filter(([, answer]) => answer !== "404 site.unknown")).toEqual([]);
  expect(Object.keys(answers).length).toBeGreaterThan(60);
  expect(await standsElsewhere()).toEqual(before);
});
