import { afterAll, beforeAll, expect, test } from "vitest";
import { acts } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import {
  cast,
  type DeskStory,
  morningShift,
  ordered,
  storyPin,
  storySite,
  takesOver,
  tellDeskStory,
} from "#test/desk-story.ts";

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

const signOn = "/api/commands/attendance.sign-on";

test("what is done answers a receipt; the same id again answers the same and changes nothing", async () => {
  const browser = await story.deskOf("lin");
  const command = ordered(morningShift);
  const first = await browser.post(signOn, command);
  expect(first.statusCode).toBe(200);
  expect(first.json()).toMatchObject({
    receipt: { stream: { site: storySite, noun: "attendance", id: `lobby/2026-11-21/day/${cast.lin}` }, version: 1 },
    replayed: false,
  });
  const again = await browser.post(signOn, command);
  expect(again.json()).toEqual({ ...first.json(), replayed: true });
});

/** RFC 9562: whoever writes an id with capitals means the same one. */
test("a command, whoever acts and a person are the same with their ids in capitals, by whichever way they come", async () => {
  const browser = await story.deskOf("lin");
  const command = ordered(morningShift);
  const first = await browser.post(signOn, command, { "zb-as": cast.lin.toUpperCase() });
  expect(first.statusCode, first.body).toBe(200);
  const capitals = { ...command, id: command.id.toUpperCase() };
  expect((await browser.post(signOn, capitals)).json()).toEqual({ ...first.json(), replayed: true });
  const batch = { commands: [{ ...capitals, act: "attendance.sign-on", as: cast.lin.toUpperCase() }] };
  const { answers } = (await browser.post("/api/commands", batch)).json();
  expect(answers).toMatchObject([{ id: capitals.id, status: 200, replayed: true, receipt: first.json().receipt }]);
  const admin = await story.deskOf("admin");
  const reset = { person: cast.chief.toUpperCase(), reason: "忘了" };
  const own = await admin.post(`/api/people/${cast.admin.toUpperCase()}/unlock`, { reason: "忘了", pin: storyPin });
  expect(own.json().code).toBe("person.own-pin");
  const sent = { ...ordered(reset), site: towerOffice, pin: storyPin };
  const done = await admin.post("/api/commands/person.reset-pin", sent);
  expect(done.json().receipt?.stream.id, done.body).toBe(cast.chief);
  expect(
    (await admin.post("/api/session/unlock", { person: cast.admin.toUpperCase(), pin: storyPin })).statusCode,
  ).toBe(200);
});

test("a refusal of duty keeps its code, its rules and its detail", async () => {
  const browser = await story.deskOf("wang");
  const answer = await browser.post(signOn, ordered(morningShift));
  expect(answer.statusCode).toBe(409);
  expect(answer.headers["content-type"]).toContain("application/problem+json");
  expect(answer.json()).toMatchObject({
    type: "urn:zhiban:problem:attendance.not-rostered",
    status: 409,
    code: "attendance.not-rostered",
    rules: ["ZB-05"],
  });
});

test("who acts is the one named, at this desk; nobody can be named who is not there", async () => {
  const browser = await story.deskOf("lin", "wang");
  // Named or not, it is who proved last who they are, and wang has no duty here.
  expect((await browser.post(signOn, ordered(morningShift))).json().code).toBe("attendance.not-rostered");
  const absent = await browser.post(signOn, ordered(morningShift), { "zb-as": cast.lin });
  expect([absent.statusCode, absent.json().code]).toEqual([423, "account.person-locked"]);
  const stranger = await browser.post(signOn, ordered(morningShift), { "zb-as": cast.chief });
  expect([stranger.statusCode, stranger.json().code]).toEqual([403, "account.not-at-this-desk"]);
  await takesOver(browser, cast.lin);
  const done = await browser.post(signOn, ordered(morningShift), { "zb-as": cast.lin });
  expect(done.json().receipt.stream.id).toBe(`lobby/2026-11-21/day/${cast.lin}`);
});

test("a body that has not its shape is told by field, before anything is done", async () => {
  const browser = await story.deskOf("lin");
  const wrong = await browser.post(signOn, ordered({ post: "lobby", shift: 3, date: "tomorrow" }));
  expect(wrong.statusCode).toBe(422);
  expect(wrong.json()).toMatchObject({ code: "shape.invalid", field: "date" });
  expect(wrong.json().issues.map((each: { field: string }) => each.field)).toEqual(["date", "shift"]);
  const smuggled = await browser.post(signOn, ordered({ ...morningShift, actor: cast.chief }));
  expect(smuggled.json()).toMatchObject({ code: "shape.invalid", field: "actor", issues: [{ code: "unknown" }] });
});

test("a site that the account does not have is no site", async () => {
  const browser = await story.deskOf("lin");
  const answer = await browser.post(signOn, { ...ordered(morningShift), site: "another-tower" });
  expect([answer.statusCode, answer.json().code]).toEqual([404, "site.unknown"]);
});

test("a batch answers each of its commands alone and in order; a bad one stops nobody", async () => {
  const browser = await story.deskOf("lin");
  const good = { act: "attendance.sign-on", ...ordered(morningShift) };
  const commands = [
    "poison",
    { act: "attendance.sign-on", ...ordered({ post: "lobby" }) },
    { act: "attendance.vanish", ...ordered({}) },
    { act: "attendance.expect", ...ordered({ ...morningShift, person: cast.lin }) },
    good,
    good,
    { act: "attendance.sign-on", ...ordered(morningShift), as: cast.wang },
  ];
  const answer = await browser.post("/api/commands", { commands });
  expect(answer.statusCode).toBe(200);
  const { answers } = answer.json();
  expect(answers.map((each: { status: number }) => each.status)).toEqual([422, 422, 404, 404, 200, 200, 403]);
  expect(answers[0].id).toBeNull();
  expect(answers[4]).toMatchObject({ id: good.id, replayed: false });
  expect(answers[5]).toMatchObject({ id: good.id, replayed: true, receipt: answers[4].receipt });
  // The log knows the request by this number, whichever of its commands was refused.
  const instance = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(answers[6].problem).toMatchObject({ code: "account.not-at-this-desk", instance });
  expect(answers[0].problem.instance).toBe(answers[6].problem.instance);
});

test("between the commands of a batch others have their turn, also where each is refused by its shape", async () => {
  const browser = await story.deskOf("lin");
  const commands = Array.from({ length: 100 }, () => ({ act: "roster.publish", ...ordered({ assignments: [{}] }) }));
  let turns = 0;
  const others = () => {
    turns += 1;
    waiting = setImmediate(others);
  };
  let waiting = setImmediate(others);
  const answer = await browser.post("/api/commands", { commands });
  clearImmediate(waiting);
  expect(answer.json().answers.map((each: { status: number }) => each.status)).toEqual(Array(100).fill(422));
  expect(turns).toBeGreaterThanOrEqual(100);
});

test("a batch of more than a hundred is refused whole", async () => {
  const browser = await story.deskOf("lin");
  const commands = Array.from({ length: 101 }, () => ({}));
  expect((await browser.post("/api/commands", { commands })).statusCode).toBe(422);
  expect((await browser.post("/api/commands", { commands: [] })).statusCode).toBe(422);
});

test("acts of the product itself have no route", async () => {
  const browser = await story.deskOf("lin");
  const answer = await browser.post("/api/commands/attendance.expect", ordered(morningShift));
  expect(answer.statusCode).toBe(404);
});

test("what is too large, not JSON or not there is answered as a problem with a number of its own", async () => {
  const browser = await story.deskOf("lin");
  const large = await browser.post(signOn, ordered({ ...morningShift, filler: "值".repeat(400_000) }));
  expect([large.statusCode, large.json().code]).toEqual([413, "request.too-large"]);
  const form = await browser.post(signOn, {}, { "content-type": "application/x-www-form-urlencoded" });
  expect([form.statusCode, form.json().code]).toEqual([415, "request.wrong-media-type"]);
  const gone = await browser.get("/api/nothing-here");
  expect([gone.statusCode, gone.json().code]).toEqual([404, "request.nothing-here"]);
  const broken = await story.app.inject({
    method: "POST",
    url: signOn,
    headers: { "content-type": "application/json", cookie: browser.cookie },
    payload: "{",
  });
  expect([broken.statusCode, broken.json().code]).toEqual([400, "request.not-json"]);
});

test("every answer carries the headers that keep strangers out, and nothing of the API is cached", async () => {
  const browser = await story.deskOf("lin");
  const answers = [
    await browser.get("/api/session"),
    await browser.get("/api/nothing-here"),
    await browser.get("/healthz"),
  ];
  for (const { headers } of answers) {
    expect(headers["content-security-policy"]).toMatch(/^default-src '(none|self)'/);
    expect(headers["content-security-policy"]).not.toContain("unsafe");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
  }
  expect(answers[0]?.headers["cache-control"]).toBe("no-store");
});

test("a desk that asks without end is told to wait", async () => {
  const strict = await tellDeskStory(database, { perMinute: 5 });
  const browser = strict.browser();
  const answers: number[] = [];
  for (let turn = 0; turn < 6; turn += 1) answers.push((await browser.get("/api/session")).statusCode);
  expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  const last = await browser.get("/api/session");
  expect(last.json().code).toBe("request.too-many");
  expect(Number(last.headers["retry-after"])).toBeGreaterThan(0);
  await strict.close();
});

interface DescribedOperation {
  readonly operationId?: string;
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: ProblemSchema }> }>;
}

interface ProblemSchema {
  readonly properties: { readonly code: { readonly enum: string[] } };
}

/** Every operation of the document, by method and path. */
async function described(): Promise<ReadonlyMap<string, DescribedOperation>> {
  const answer = await story.browser().get("/api/openapi.json");
  const document = answer.json() as { openapi: string; paths: Record<string, Record<string, DescribedOperation>> };
  expect(document.openapi).toBe("3.1.0");
  return new Map(
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
    ),
  );
}

function codesOf({ responses }: DescribedOperation): readonly string[] {
  return responses.default?.content?.["application/problem+json"]?.schema.properties.code.enum ?? [];
}

test("routes and their document agree, both ways", async () => {
  const operations = await described();
  for (const operation of operations.keys()) {
    const [method = "", path = ""] = operation.split(" ");
    const url = path.replace(/\{(\w+)\}/g, ":$1");
    expect([operation, story.app.hasRoute({ method: method.toUpperCase() as "GET", url })]).toEqual([operation, true]);
  }
  for (const operation of ["post /api/commands", "get /api/session", "get /readyz"])
    expect([...operations.keys()]).toContain(operation);
});

test("every operation has a name of its own in the document", async () => {
  const ids = [...(await described())].map(([operation, { operationId }]) => operationId ?? `${operation} has none`);
  expect(ids.filter((id) => !/^[a-z]+\.[a-z-]+$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("every act that people can send stands in the document under its own id, and no other act does", async () => {
  const operations = await described();
  const sent = Object.entries<CommandAct>(acts).filter(([, { shape }]) => shape !== undefined);
  const commands = [...operations].filter(([operation]) => operation.startsWith("post /api/commands/"));
  expect(commands.map(([operation, { operationId }]) => [operation, operationId]).toSorted()).toEqual(
    sent.map(([act]) => [`post /api/commands/${act}`, act]).toSorted(),
  );
});

test("every operation tells with which codes it may be refused", async () => {
  const operations = await described();
  const silent = [...operations].filter(([path, each]) => path.includes(" /api/") && codesOf(each).length === 0);
  expect(silent.map(([path]) => path)).toEqual(["get /api/openapi.json"]);
  const codes = (path: string) => codesOf(operations.get(path) ?? { responses: {} });
  expect(codes("get /api/matter")).toContain("site.unknown");
  expect(codes("get /api/matter")).not.toContain("account.pin-wrong");
  expect(codes("post /api/commands/handover.sign")).toContain("account.pin-wrong");
  expect(codes("post /api/commands/attendance.sign-on")).toContain("command.other-body");
});

test("a route without a description is not served", async () => {
  const bare = tellDeskStory(database, { routes: [(app) => app.get("/api/secret-door", () => "open")] });
  await expect(bare).rejects.toThrow("GET /api/secret-door would not stand in the document");
});
