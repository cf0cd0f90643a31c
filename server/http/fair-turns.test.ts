import { expect, test } from "vitest";
import { fairTurns } from "./fair-turns.ts";

/** Work of many sources, each named by its source and number, that ends when it is told to. */
function turnsOf(most: number) {
  const began: string[] = [];
  const ends = new Map<string, (how: "well" | Error) => void>();
  const turn = fairTurns(most);
  const begin = (piece: string) =>
    turn(
      piece.charAt(0),
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
