import { expect, test } from "vitest";
import { type Comer, fairQueue } from "./fair-queue.ts";

/** Work of many sources, each named by its source and number, that ends when it is told to. */
function turnsOf(most: number, mostWaiting = 99, comerOf = (piece: string): Comer => ({ source: piece.charAt(0) })) {
  const began: string[] = [];
  const ends = new Map<string, (how: "well" | Error) => void>();
  const turn = fairQueue(most, mostWaiting);
  const begin = (piece: string) =>
    turn(
      comerOf(piece),
      () =>
        new Promise<string>((resolve, reject) => {
          began.push(piece);
          ends.set(piece, (how) => (how === "well" ? resolve(piece) : reject(how)));
        }),
    );
  const end = async (piece: string, how: "well" | Error = "well"): Promise<void> => {
    ends.get(piece)?.(how);
    await new Promise(setImmediate); // what waits takes over in the turn after
  };
  return { began, begin, end };
}

test("whoever sends one waits for one of each other source, however many those sent before", async () => {
  const { began, begin, end } = turnsOf(1);
  const all = ["a1", "a2", "a3", "a4", "b1", "b2", "c1"].map(begin);
  for (let done = 0; done < all.length; done += 1) await end(began.at(-1) ?? "");
  expect(began).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
  expect(await Promise.all(all)).toHaveLength(7);
});

test("no more run at a time than may, one that fails gives its place to the next, and a place that nobody waited for is free again", async () => {
  const { began, begin, end } = turnsOf(2);
  const [failing, ...others] = ["a1", "a2", "a3"].map(begin);
  const failed = expect(failing).rejects.toThrow("torn");
  expect(began).toEqual(["a1", "a2"]);
  await end("a1", new Error("torn"));
  await failed;
  expect(began).toEqual(["a1", "a2", "a3"]);
  await end("a2");
  await end("a3");
  const more = ["b1", "b2", "b3"].map(begin);
  expect(began.slice(3)).toEqual(["b1", "b2"]);
  for (const piece of ["b1", "b2", "b3"]) await end(piece);
  expect(await Promise.all([...others, ...more])).toEqual(["a2", "a3", "b1", "b2", "b3"]);
});

test("neighbours share their turns, however many of them there are", async () => {
  const comerOf = (piece: string) => ({ neighbours: piece.charAt(0), source: piece.slice(0, 2) });
  const { began, begin, end } = turnsOf(1, 99, comerOf);
  const all = ["a0-", "aa1", "aa2", "ab1", "ac1", "bb1", "bb2"].map(begin);
  for (let done = 0; done < all.length; done += 1) await end(began.at(-1) ?? "");
  expect(began).toEqual(["a0-", "aa1", "bb1", "ab1", "bb2", "ac1", "aa2"]);
});

test("who goes first waits for none of the others, who have every fourth turn still", async () => {
  const { began, begin, end } = turnsOf(1, 99, (piece) => ({ source: piece, goesFirst: piece.startsWith("k") }));
  const all = ["s0", "s1", "s2", "k1", "k2", "k3", "k4", "k5"].map(begin);
  for (let done = 0; done < all.length; done += 1) await end(began.at(-1) ?? "");
  expect(began).toEqual(["s0", "k1", "k2", "k3", "s1", "k4", "k5", "s2"]);
});

test("where as many wait as may, whoever has most of them waiting is told at once, and who came one by one keeps their place", async () => {
  const { began, begin, end } = turnsOf(1, 3);
  const [running, first, second, third] = ["a1", "a2", "a3", "b1"].map(begin);
  const [late, last] = [begin("c1"), begin("d1")];
  // Those of a go one by one; where nobody has more than one, whoever comes last is told.
  expect(await second).toBeUndefined();
  expect(await last).toBeUndefined();
  for (let done = 0; done < 4; done += 1) await end(began.at(-1) ?? "");
  expect(await Promise.all([running, first, third, late])).toEqual(["a1", "a2", "b1", "c1"]);
  expect(await Promise.race([begin("e1"), Promise.resolve("runs")])).toBe("runs");
});
