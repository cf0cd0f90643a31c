import fastify from "fastify";
import { expect, test } from "vitest";
import { z } from "zod";
import { answerProblems, problemFrom, problemOfShape } from "./answer-error.ts";
import { nothingHere } from "./problem.ts";
import { requestLog } from "./request-log.ts";
import type { App } from "./routes.ts";

test("of a name that nobody asked for its beginning is told back, not all of it", () => {
  const { error } = z.strictObject({ text: z.string() }).safeParse({ text: "a", [`x${"y".repeat(900_000)}`]: 1 });
  const { about } = problemOfShape(error as z.ZodError);
  expect(about.field).toBe(`x${"y".repeat(119)}`);
  expect(about.issues).toEqual([{ field: about.field, code: "unknown" }]);
});

test("of many things wrong the first fifty are told", () => {
  const unknown = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`x${index}`, 1]));
  const { error } = z.strictObject({}).safeParse(unknown);
  const { issues } = problemOfShape(error as z.ZodError).about;
  expect(issues).toHaveLength(50);
  expect(issues?.map(({ field }) => field)).toEqual(Array.from({ length: 50 }, (_, index) => `x${index}`));
});

test.each([
  ...[
    "08000",
    "08003",
    "08006",
    "53300",
    "55P03",
    "57P01",
    "57P02",
    "57P03",
    "CONNECTION_CLOSED",
    "CONNECTION_DESTROYED",
  ],
  ...["CONNECTION_ENDED", "CONNECT_TIMEOUT", "ECONNREFUSED", "ECONNRESET", "EPIPE"],
])("a statement outside of a transaction that ends with %s says that the database is away", (code) => {
  expect(problemFrom(Object.assign(new Error("not to be told"), { code }))).toMatchObject({ statusCode: 503 });
});

test("a file that is not there is no database that is away, and a socket that is not there is one", () => {
  expect(problemFrom(Object.assign(new Error(), { code: "ENOENT", syscall: "open" }))).toBeUndefined();
  expect(problemFrom(Object.assign(new Error(), { code: "ENOENT", syscall: "connect" }))).toMatchObject({
    statusCode: 503,
  });
});

/** What somebody is answered, and what the log then holds, where a route ends so. */
async function thrown(error: unknown) {
  const lines: string[] = [];
  const app = fastify({ logger: requestLog({ write: (line) => lines.push(line) }) });
  answerProblems(app as unknown as App);
  app.get("/api/matter", async () => {
    throw error;
  });
  const answer = await app.inject("/api/matter");
  await app.close();
  const { code, instance } = answer.json();
  return { code, instance, told: answer.body, logged: lines.map((line) => JSON.parse(line)) };
}

test("a fault of ours is in the log, with what broke and where, and is told to nobody", async () => {
  const { code, instance, told, logged } = await thrown(new TypeError("the page has no lines"));
  expect(code).toBe("house.fault");
  expect(told).not.toContain("no lines");
  expect(logged).toMatchObject([
    { level: 50, msg: "house.fault", reqId: instance, err: { type: "TypeError", message: "the page has no lines" } },
  ]);
  expect(logged[0].err.stack).toContain("answer-error.test.ts");
});

test("that the database is away is in the log as well, and what was refused is not", async () => {
  expect(await thrown(Object.assign(new Error(), { code: "57P01" }))).toMatchObject({
    code: "house.database-away",
    logged: [{ level: 40, msg: "house.database-away" }],
  });
  expect(await thrown(Object.assign(new Error(), { code: "53100" }))).toMatchObject({
    code: "house.no-room",
    logged: [{ level: 40, msg: "house.no-room" }],
  });
  expect(await thrown(nothingHere())).toMatchObject({ code: "request.nothing-here", logged: [] });
});
