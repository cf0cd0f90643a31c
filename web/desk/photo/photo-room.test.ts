import { expect, test } from "vitest";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { isNamed, isRoomFor, takePicked, withTaken } from "./photo-room.ts";

const some = (count: number, name = "kept") => Array.from({ length: count }, (_, index) => `${name}-${index}`);

async function picking(photos: readonly string[], picked: readonly string[]) {
  const taken: string[] = [];
  const { added, failures } = await takePicked(photos, picked, async (file) => {
    taken.push(file);
    if (file.startsWith("torn")) throw new Error(file);
    return file;
  });
  return { taken, failures: failures.map((each) => (each as Error).message), whole: withTaken(photos, added) };
}

test("however many are picked at once, never more are taken and kept than may go with an act", async () => {
  for (let have = 0; have <= mostPhotos + 2; have += 1)
    for (const picked of [0, 1, mostPhotos, mostPhotos + 1, 40]) {
      const going = some(Math.min(picked, Math.max(0, mostPhotos - have)), "new");
      const whole = [...some(have), ...going];
      expect(await picking(some(have), some(picked, "new"))).toEqual({ taken: going, failures: [], whole });
    }
});

test("there is a button for one more exactly while there is room for one", async () => {
  for (let have = 0; have <= mostPhotos + 2; have += 1) {
    const { taken } = await picking(some(have), ["one"]);
    expect(isRoomFor(some(have))).toBe(taken.length === 1);
  }
  expect([isRoomFor(some(mostPhotos - 1)), isRoomFor(some(mostPhotos))]).toEqual([true, false]);
});

test("the same photo is there once", async () => {
  expect((await picking(["a", "b"], ["b", "c", "c"])).whole).toEqual(["a", "b", "c"]);
});

test("one that cannot be taken stands in no other's way", async () => {
  const { whole, failures } = await picking(["a"], ["torn 1", "b", "torn 2", "c"]);
  expect([whole, failures]).toEqual([
    ["a", "b", "c"],
    ["torn 1", "torn 2"],
  ]);
});

test("what came to stand there while photos were made smaller leaves room for no more than there may be", () => {
  expect(withTaken(some(mostPhotos - 1), ["x", "y"])).toEqual([...some(mostPhotos - 1), "x"]);
  expect(withTaken(some(mostPhotos + 1), ["x"])).toEqual(some(mostPhotos + 1));
});

test("a photo is let go of only where nothing that was written and has no receipt goes with it", () => {
  const item = (state: "waiting" | "refused" | "received", photos?: readonly string[]) => ({
    state,
    body: photos ? { photos } : {},
  });
  expect(isNamed("a", [item("waiting", ["b", "a"])])).toBe(true);
  expect(isNamed("a", [item("refused", ["a"])])).toBe(true);
  expect(isNamed("a", [item("received", ["a"]), item("waiting", ["b"]), item("waiting")])).toBe(false);
});
