import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { farthestDueMinutes } from "#duty/grammar/limits.ts";
import { instant, minute } from "#duty/grammar/time.ts";
import { execute } from "#server/door/execute.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { beyond, bodyWith, edges, type Tried } from "#test/beyond-range.ts";
import type { Browser } from "#test/browser.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, morningShift, ordered, storySite, tellDeskStory } from "#test/desk-story.ts";
import { type JsonSchema, openEnds } from "#test/open-ends.ts";

/*
 * One request harms nobody else. The fields are those of the interface's own document, so a new route or act stands here by itself.
 */

let database: FreshDatabase;
let story: DeskStory;
let operations: readonly Operation[];

interface Operation {
  readonly method: "get" | "post";
  /** With something in each place of the path. */
  readonly url: string;
  readonly name: string;
  readonly body: JsonSchema | undefined;
  readonly asked: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
}

interface Described {
  readonly parameters?: Operation["asked"];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> };
}

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  const { paths } = (await story.browser().get("/api/openapi.json")).json() as {
    paths: Record<string, Record<"get" | "post", Described>>;
  };
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method as Operation["method"],
      url: path.replaceAll(/\{(\w+)\}/g, (_, name) => placeHolderOf(parameters, name)),
      name: `${method} ${path}`,
      body: requestBody?.content["application/json"]?.schema,
      asked: parameters,
    })),
  );
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** What a batch holds is held against the shape of its act when its turn comes. */
const checkedLater = [
  "post /api/commands: commands[]: anything at all",
  "post /api/commands-by-proof: body: anything at all",
];

test("nothing that comes from outside is without an end", () => {
  const open = operations.flatMap(({ name, body, asked }) => [
    ...asked.flatMap((each) => openEnds(each.schema, `${name}: ${each.in} ${each.name}`)),
    ...(body ? openEnds(body).map((each) => `${name}: ${each}`) : []),
  ]);
  expect(open).toEqual(checkedLater);
  expect(operations.length).toBeGreaterThan(60);
});

test("a value beyond its range is refused by name, wherever it stands, and harms nobody", async () => {
  const browser = await story.deskOf("admin");
  const passed: string[] = [];
  let tries = 0;
  for (const operation of operations) {
    for (const tried of triesOf(operation, beyond)) {
      tries += 1;
      const { status, fields } = await tryOut(browser, operation, tried);
      if (status === 413 || (status === 422 && fields.includes(fieldOf(tried)))) continue;
      passed.push(`${operation.name} ${fieldOf(tried)} ${String(tried.value).slice(0, 20)}: ${status}`);
    }
  }
  expect(passed).toEqual([]);
  expect(tries).toBeGreaterThan(1000);
  expect(await viewsAsked(await story.deskOf("lin"))).toEqual([]);
});

test("the first and the last of a range are taken", async () => {
  const browser = await story.deskOf("admin");
  const wrong: string[] = [];
  for (const operation of operations) {
    for (const tried of triesOf(operation, edges)) {
      const { status, fields } = await tryOut(browser, operation, tried);
      if (status >= 500 || fields.includes(fieldOf(tried)))
        wrong.push(`${operation.name} ${fieldOf(tried)}: ${status}`);
    }
  }
  expect(wrong).toEqual([]);
});

test("a matter is due within the range, and then everybody can read it", async () => {
  const browser = await story.deskOf("lin");
  expect((await browser.post("/api/commands/attendance.sign-on", ordered(morningShift))).statusCode).toBe(200);
  const open = (dueAt: number) =>
    browser.post("/api/commands/matter.open", ordered({ post: "lobby", class: "important", text: "漏水", dueAt }));
  for (const dueAt of [Number.MAX_SAFE_INTEGER, 8.64e15 + 1, Date.UTC(2100, 0, 1) + 1]) {
    const answer = await open(dueAt);
    expect([answer.statusCode, answer.json().field]).toEqual([422, "dueAt"]);
  }
  const far = await open(Date.UTC(2100, 0, 1));
  expect([far.statusCode, far.json().code]).toEqual([422, "matter.due-too-far"]);
  const last = await open(story.now() + farthestDueMinutes * minute);
  expect(last.statusCode).toBe(200);
  expect(await viewsAsked(browser, last.json().receipt.stream.id)).toEqual([]);
});

test("one that an earlier release took without an end is read as well, and breaks no list for others", async () => {
  const due = [Number.MAX_SAFE_INTEGER, 8.64e15 + 1];
  const browser = await story.deskOf("lin");
  await browser.post("/api/commands/attendance.sign-on", ordered(morningShift));
  for (const [index, dueAt] of due.entries()) {
    const id = randomUUID();
    // Past the shapes and the rule of today's door: an entry is still read by the wide shape with which it was written.
    const command = {
      ...{ id, site: storySite, act: "matter.open", actor: { person: cast.lin }, proof: "session" as const },
      body: { post: "lobby", class: "important", text: `旧事 ${index}`, dueAt },
    };
    const { answer } = await execute(
      asEarlier(story.runtime),
      { org: story.org, sites: [towerOffice, storySite] },
      command,
    );
    expect(answer.refusal).toBeUndefined();
    expect(await viewsAsked(browser, `lobby/${id}`)).toEqual([]);
  }
});

/** The door as it was before a due time had an end: whatever was asked, the matter was due within the year. */
function asEarlier(runtime: DeskStory["runtime"]): DeskStory["runtime"] {
  const { acts } = runtime.table;
  const { "matter.open": opening } = acts;
  if (!opening) throw new Error("there is no act matter.open");
  const decide: typeof opening.decide = (about) => {
    const now = instant(about.body.dueAt - 1);
    return opening.decide({ ...about, circumstances: { ...about.circumstances, now } });
  };
  return { ...runtime, table: { ...runtime.table, acts: { ...acts, "matter.open": { ...opening, decide } } } };
}

/** Something that may stand in a place of the path, though there is nothing of that name. */
function placeHolderOf(parameters: Operation["asked"], name: string): string {
  const { format, maxLength } = parameters.find((each) => each.in === "path" && each.name === name)?.schema ?? {};
  if (format === "uuid") return randomUUID();
  return maxLength === undefined ? "0".repeat(64) : "nowhere";
}

function triesOf({ body, asked }: Operation, of: (schema: JsonSchema) => Tried[]): Tried[] {
  const named = asked.filter((each) => each.in === "query");
  const queries = named.flatMap(({ name, schema }) =>
    of(schema).map(({ value }) => ({ path: ["?", name], value }) as const),
  );
  return [...(body ? of(body) : []), ...queries];
}

async function tryOut(browser: Browser, { method, url }: Operation, tried: Tried) {
  const query = tried.path[0] === "?" ? `?${tried.path[1]}=${encodeURIComponent(String(tried.value))}` : "";
  const answer = method === "get" ? await browser.get(url + query) : await sent(browser, url + query, query, tried);
  const { issues = [] } = answer.statusCode < 400 ? {} : answer.json<{ issues?: { field: string }[] }>();
  return { status: answer.statusCode, fields: issues.map(({ field }) => field) };
}

function sent(browser: Browser, url: string, query: string, tried: Tried) {
  // The one route that takes no JSON.
  if (url.startsWith("/api/photos")) return browser.upload(url, Buffer.from("x"), "image/jpeg");
  return browser.post(url, query === "" ? bodyWith(tried) : {});
}

/** As the sender's form names it, without the envelope. */
function fieldOf({ path: [first, ...rest] }: Tried): string {
  return (first === "body" || first === "?" ? rest : [first, ...rest]).join(".");
}

/** The lists and cases of the lobby that do not answer. */
async function viewsAsked(browser: Browser, matter?: string): Promise<string[]> {
  const at = new URLSearchParams(morningShift);
  const urls = [
    ...["ledger", "attendance", "matter?post=lobby", "log/list", "handover/list", "site"],
    ...[`log?${at}`, `handover?${at}`],
    ...(matter === undefined ? [] : [`history?noun=matter&id=${matter}`]),
  ];
  const broken: string[] = [];
  for (const url of urls) {
    const { statusCode, body } = await browser.get(`/api/${url}`);
    if (statusCode !== 200) broken.push(`${url}: ${statusCode} ${body.slice(0, 100)}`);
  }
  return broken;
}
