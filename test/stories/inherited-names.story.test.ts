import { afterAll, beforeAll, expect, test } from "vitest";
import { towerOffice } from "#server/simulation/tower.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { type DeskStory, morningShift, ordered, storyPin, storySite, tellDeskStory } from "#test/desk-story.ts";
import { dutyBodies } from "#test/duty-bodies.ts";
import { setUpBodies } from "#test/set-up-bodies.ts";

/*
 * Every object of the language has a `constructor` that nobody gave it. Whoever names a post or a text so is told what those are told who name
 * one that does not exist, or they get what they set up. The fields are those of the interface's own document and of what its acts take.
 */

let database: FreshDatabase;
let story: DeskStory;
let views: readonly { readonly path: string; readonly asked: readonly Asked[] }[];

interface Asked {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
}

const bodies = { ...dutyBodies, ...setUpBodies };

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  const guard = await story.deskOf("lin");
  expect((await guard.post("/api/commands/attendance.sign-on", ordered(morningShift))).statusCode).toBe(200);
  const { paths } = (await guard.get("/api/openapi.json")).json() as {
    paths: Record<string, { get?: { parameters?: readonly Asked[] } }>;
  };
  views = Object.entries(paths).flatMap(([path, { get }]) =>
    get && path.startsWith("/api/") && path !== "/api/feed" ? [{ path, asked: get.parameters ?? [] }] : [],
  );
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const usual: Readonly<Record<string, string>> = {
  ...{ ...morningShift, site: storySite, month: morningShift.date.slice(0, 7), day: morningShift.date },
  ...{ noun: "matter", id: "lobby/x", rule: "ZB-01", photo: "0".repeat(64) },
};

/** Every view with one thing named so, and the rest as usual. */
function* viewsNaming(word: string): Generator<string> {
  for (const { path, asked } of views) {
    for (const named of asked) {
      const value = ({ name }: Asked) => encodeURIComponent(name === named.name ? word : (usual[name] ?? "1"));
      const query = asked.filter((each) => each.in === "query" && (each.required || each === named));
      const place = asked.reduce((url, each) => url.replace(`{${each.name}}`, value(each)), path);
      yield `${place}?${query.map((each) => `${each.name}=${value(each)}`).join("&")}`;
    }
  }
}

/** A body with one text, or one name of a field, put otherwise; each that there is. */
function* bodiesNaming(body: unknown, word: string): Generator<unknown> {
  if (typeof body === "string") yield word;
  if (typeof body !== "object" || body === null) return;
  if (Array.isArray(body)) {
    for (const [n, each] of body.entries()) for (const other of bodiesNaming(each, word)) yield body.with(n, other);
    return;
  }
  for (const [name, each] of Object.entries(body)) {
    for (const other of bodiesNaming(each, word)) yield { ...body, [name]: other };
    const rest = Object.entries(body).filter(([key]) => key !== name);
    yield Object.fromEntries([...rest, [word, each]]);
  }
}

function sampleOf(body: object): object {
  const own = Object.entries({ ...morningShift, month: usual.month }).filter(([key]) => Object.hasOwn(body, key));
  return { ...body, ...Object.fromEntries(own) };
}

async function broken(browser: Browser, words: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const word of words) {
    for (const url of viewsNaming(word)) if ((await browser.get(url)).statusCode >= 500) found.add(url);
    for (const [act, { body }] of Object.entries(bodies)) {
      for (const named of body ? bodiesNaming(sampleOf(body), word) : []) {
        const site = /^person\./.test(act) ? towerOffice : storySite;
        const answer = await browser.post(`/api/commands/${act}`, { ...ordered(named), site, pin: storyPin });
        if (answer.statusCode >= 500) found.add(`${act} ${JSON.stringify(named).slice(0, 200)}`);
      }
    }
  }
  return [...found];
}

/** Names of things are written small; of cases and texts they are anything, and the post stands in front. */
const tried = [
  ["lin", ["nowhere"]],
  ["lin", ["constructor"]],
  ["lin", ["toString", "constructor/2026-11-21/day"]],
  ["admin", ["constructor"]],
] as const;

test.each(tried)("whatever %s names like something that every object has (%j) breaks nothing", async (who, words) => {
  expect(await broken(await story.deskOf(who), words)).toEqual([]);
});

test("such a name is one that nobody has, until somebody sets it up", async () => {
  const desk = await story.deskOf("admin");
  const ask = async (post: string) => {
    const answers = [
      await desk.get(`/api/matter?post=${post}`),
      await desk.get(`/api/attendance?post=${post}`),
      await desk.get(`/api/log?${new URLSearchParams({ ...morningShift, post })}`),
      await desk.post("/api/commands/attendance.sign-on", ordered({ ...morningShift, post })),
    ];
    return answers.map(({ statusCode, body }) => `${statusCode} ${statusCode < 300 ? "" : JSON.parse(body).code}`);
  };
  expect(await ask("constructor")).toEqual(await ask("nowhere"));
});
