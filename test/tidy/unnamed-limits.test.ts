import { expect, test } from "vitest";
import { plant, repository } from "./tree.ts";
import { unnamedLimits } from "./unnamed-limits.ts";

test("every limit of the server has a name", () => expect(unnamedLimits(repository())).toEqual([]));

const path = "server/photo/photo-routes.ts";

test.each([
  ["const takeTurn = photoQueue(200);", "200"],
  ["const turns = { pin: anyTurns(mostWaiting, 4) };", "4"],
  ["const wait = after(60 * 60);", "60 * 60"],
  ["class Turns { readonly few = few(4); }", "4"],
  ["function f() { return concurrencyLimit(4); }", "4"],
  ['const f = () => database.pool("zb_clock", 40);', "40"],
  ["const f = () => { setTimeout(() => end(), 5_000); };", "5_000"],
  ["const f = async () => { await sql.end({ timeout: 5 }); };", "timeout: 5"],
  ["function f() { return fastify({ logger, requestTimeout: 30_000 }); }", "requestTimeout: 30_000"],
  ["const f = () => batchCalls({ most, atOnce: 2 }, ask);", "atOnce: 2"],
  ["const f = (next) => Math.min(longest, Math.max(20, next));", "20"],
  ["const f = (size) => Math.max(from, size - 8192);", "8192"],
  ["const f = (left) => Buffer.alloc(Math.min(left, 1 << 20));", "1 << 20"],
  ["const f = (all) => all.filter(isDue).slice(0, 50);", "50"],
  ["const f = (all) => [...all].slice(3);", "3"],
  ["const f = (text) => text.split('\\n').slice(-3);", "3"],
])("%s is caught", (line, number) => {
  expect(unnamedLimits(plant({ [path]: line }))).toEqual([`${path}:1 hands on ${number} without a name`]);
});

test("a limit with a name, one at a time, and what limits nothing are none of these", () => {
  const line = `const most = 4;
    const takeTurn = photoQueue(most);
    const oneByOne = concurrencyLimit(1);
    const shape = z.string().max(200);
    const name = label(200);
    const f = (text) => { if (!text) throw new HttpProblem(404, "photo.unknown"); return text.slice(0, 12); };
    const rest = (next, all) => Math.max(0, Math.min(1, next), most - 1) + all.filter(isDue).slice(0, most) + all.map(how).slice(-1);
    const seconds = (wait) => Math.max(1, Math.ceil(wait / 1000));
    const g = () => pool.end({ timeout: endSeconds, mode: 0o600 });`;
  const elsewhere = "const takeTurn = photoQueue(200);";
  const tree = plant({
    [path]: line,
    "server/log/log-answer.ts": "export const text = label(200);",
    "server/photo/photo-queue.test.ts": elsewhere,
    "server/simulation/lives.ts": elsewhere,
  });
  expect(unnamedLimits(tree)).toEqual([]);
});
