import { expect, test } from "vitest";
import { batchCalls } from "./batch-calls.ts";

/** Work that ends when it is told to, and remembers what it was given. */
function slowWork() {
  const pieces: { given: readonly string[]; end: (error?: Error) => void }[] = [];
  const work = (given: readonly string[]) =>
    new Promise<string[]>((resolve, reject) => {
      pieces.push({ given, end: (error) => (error ? reject(error) : resolve(given.map((each) => `${each}!`))) });
    });
  return { pieces, work };
}

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

test("what comes in one turn is done together, and each is answered with its own", async () => {
  const { pieces, work } = slowWork();
  const ask = batchCalls({ most: 10, atOnce: 2 }, work);
  const answers = Promise.all(["a", "b", "c"].map(ask));
  await aTurn();
  expect(pieces.map(({ given }) => given)).toEqual([["a", "b", "c"]]);
  pieces[0]?.end();
  expect(await answers).toEqual(["a!", "b!", "c!"]);
});

test("what comes meanwhile waits until it is as much, or until the work is done", async () => {
  const { pieces, work } = slowWork();
  const ask = batchCalls({ most: 10, atOnce: 2 }, work);
  const first = Promise.all(["a", "b"].map(ask));
  await aTurn();
  const third = ask("c");
  await aTurn();
  expect(pieces).toHaveLength(1);
  const fourth = ask("d");
  await aTurn();
  expect(pieces[1]?.given).toEqual(["c", "d"]);
  const later = Promise.all(["e", "f", "g"].map(ask));
  await aTurn();
  expect(pieces).toHaveLength(2);
  pieces[0]?.end();
  await first;
  await aTurn();
  expect(pieces[2]?.given).toEqual(["e", "f", "g"]);
  for (const { end } of pieces.slice(1)) end();
  expect(await Promise.all([third, fourth, later])).toEqual(["c!", "d!", ["e!", "f!", "g!"]]);
});

test("more than fits waits for the next turn, and nobody is forgotten", async () => {
  const { pieces, work } = slowWork();
  const ask = batchCalls({ most: 2, atOnce: 2 }, work);
  const answers = Promise.all(["a", "b", "c", "d", "e"].map(ask));
  for (let n = 0; n < 5; n += 1) {
    await aTurn();
    for (const { end } of pieces) end();
  }
  expect(await answers).toEqual(["a!", "b!", "c!", "d!", "e!"]);
  expect(pieces.every(({ given }) => given.length <= 2)).toBe(true);
});

test("work that fails fails for all that it was given, and the next goes on", async () => {
  const { pieces, work } = slowWork();
  const ask = batchCalls({ most: 10, atOnce: 2 }, work);
  const failing = Promise.allSettled(["a", "b"].map(ask));
  await aTurn();
  pieces[0]?.end(new Error("away"));
  expect((await failing).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const next = ask("c");
  await aTurn();
  pieces[1]?.end();
  expect(await next).toBe("c!");
});
