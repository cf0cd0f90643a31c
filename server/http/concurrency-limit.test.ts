import { expect, test } from "vitest";
import { concurrencyLimit } from "./concurrency-limit.ts";

/** Work that ends when it is told to, and says in which order it began. */
function pieces(most: number) {
  const began: number[] = [];
  const ends = new Map<number, (how: "well" | Error) => void>();
  const limited = concurrencyLimit(most);
  const begin = (piece: number): Promise<number> =>
    limited(
      () =>
        new Promise<number>((resolve, reject) => {
          began.push(piece);
          ends.set(piece, (how) => (how === "well" ? resolve(piece) : reject(how)));
        }),
    );
  const end = async (piece: number, how: "well" | Error = "well"): Promise<void> => {
    ends.get(piece)?.(how);
    await new Promise(setImmediate); // what waits takes over in the turn after
  };
  return { began, begin, end };
}

test("no more run at a time than may, and the others begin in the order in which they came", async () => {
  const { began, begin, end } = pieces(2);
  const all = [1, 2, 3, 4].map(begin);
  expect(began).toEqual([1, 2]);
  await end(2);
  expect(began).toEqual([1, 2, 3]);
  await end(1);
  expect(began).toEqual([1, 2, 3, 4]);
  await end(3);
  await end(4);
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

test("a piece that fails gives its place to the next, and fails alone", async () => {
  const { began, begin, end } = pieces(1);
  const [failing, next] = [begin(1), begin(2)];
  const failed = expect(failing).rejects.toThrow("torn");
  await end(1, new Error("torn"));
  await failed;
  expect(began).toEqual([1, 2]);
  await end(2);
  expect(await next).toBe(2);
});

test("a place that nobody waited for is free again", async () => {
  const { began, begin, end } = pieces(1);
  const first = begin(1);
  await end(1);
  await first;
  const second = begin(2);
  const third = begin(3);
  expect(began).toEqual([1, 2]);
  await end(2);
  await end(3);
  expect(await Promise.all([second, third])).toEqual([2, 3]);
});
