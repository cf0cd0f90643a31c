import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/database.ts";
import { cast, type DeskStory, storyPassword, storyPin, tellDeskStory } from "#test/desk-story.ts";

/* What the edge of the interface says to what is too long, to what reads like another number, and what it keeps of those who come. */

let database: FreshDatabase;
let story: DeskStory;

beforeAll(async () => {
  database = await freshDatabase();
  story = await tellDeskStory(database);
  await story.app.listen({ host: "127.0.0.1", port: 0 });
});

afterAll(async () => {
  await story.close();
  await database.drop();
});

/** Sends so many bytes as a body and reads what is answered once all of it is sent, as simple clients do. */
async function sends(path: string, bytes: number, told: boolean): Promise<{ status: number; body: string }> {
  const { port } = story.app.server.address() as AddressInfo;
  const length = told ? `Content-Length: ${bytes}` : "Transfer-Encoding: chunked";
  const head = [`POST ${path} HTTP/1.1`, "Host: 127.0.0.1", "Content-Type: application/json", length, "", ""];
  const socket = connect(port, "127.0.0.1");
  const ended = new Promise<void>((resolve, reject) => socket.on("close", () => resolve()).on("error", reject));
  let answer = "";
  socket.write(head.join("\r\n"));
  const piece = "a".repeat(64 * 1024);
  for (let left = bytes; left > 0; left -= piece.length)
    socket.write(told ? piece : `${piece.length.toString(16)}\r\n${piece}\r\n`);
  socket.write(told ? "" : "0\r\n\r\n", () => socket.on("data", (chunk) => (answer += chunk)));
  await ended;
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  return { status: Number(status), body: answer.slice(answer.indexOf("\r\n\r\n")) };
}

test.each([
  ["told beforehand", true],
  ["not told", false],
])("ten megabytes, their length %s, are refused in words and not by a connection that is cut", async (_, told) => {
  const { status, body } = await sends("/api/session/sign-in", 10 * 1024 * 1024, told);
  expect([status, body]).toEqual([413, expect.stringContaining('"code":"request.too-large"')]);
});

test("the cookie by which a browser is known outlasts its window, and begins anew with each sign-in and each unlocking", async () => {
  const browser = story.browser();
  const kept = async (path: string, body: object) => {
    const { statusCode, headers } = await browser.post(path, body);
    expect(statusCode).toBe(200);
    return /; Max-Age=(\d+);/.exec(`${headers["set-cookie"]};`)?.[1];
  };
  const days = (count: number) => `${count * 24 * 60 * 60}`;
  expect(await kept("/api/session/sign-in", { name: story.nameOf("lin"), password: storyPassword })).toBe(days(400));
  expect(await kept("/api/session/unlock", { person: cast.lin, pin: storyPin })).toBe(days(400));
});

test("a number in an address is decimal digits, at every question that takes one", async () => {
  const { paths } = (await story.browser().get("/api/openapi.json")).json() as {
    paths: Record<string, Record<string, { parameters?: { name: string; schema: { type?: string } }[] }>>;
  };
  const numbers = Object.entries(paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? []).flatMap(({ name, schema }) => (schema.type === "integer" ? [{ path, name }] : [])),
  );
  expect(numbers.length).toBeGreaterThan(6);
  const browser = await story.deskOf("admin");
  const passed: string[] = [];
  for (const { path, name } of numbers)
    for (const value of ["0x10", "1e1", "+5", " 5", "05", "5.0", "0b11", "true"]) {
      const answer = await browser.get(`${path}?post=lobby&${name}=${encodeURIComponent(value)}`);
      const { issues = [] } = answer.json() as { issues?: { field: string }[] };
      const isNamed = issues.some(({ field }) => field.split(".").includes(name));
      if (answer.statusCode !== 422 || !isNamed) passed.push(`${path}?${name}=${value}: ${answer.statusCode}`);
    }
  expect(passed).toEqual([]);
});

test("counts of tries that say nothing any more are gone once others try, however many there were", async () => {
  const count = async () => {
    const [row] = await database.connect()<{ count: number }[]>`select count(*)::int as count from try_count`;
    return row?.count ?? 0;
  };
  const wrong = (name: string) => story.browser().post("/api/session/sign-in", { name, password: "falsch-und-lang" });
  for (let turn = 0; turn < 12; turn += 1) await wrong(`nobody-${turn}`);
  const before = await count();
  expect(before).toBeGreaterThan(12);
  story.pass(23 * 60);
  await wrong("somebody-else");
  expect(await count()).toBeGreaterThan(before);
  story.pass(61);
  await wrong("somebody-else");
  expect(await count()).toBeLessThan(12);
});
