import { expect, test } from "vitest";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { isRoomFor, withPicked } from "./photo-room.ts";

const some = (count: number, name = "kept") => Array.from({ length: count }, (_, index) => `${name}-${index}`);

async function picking(photos: readonly string[], picked: readonly string[]) {
  const sent: string[] = [];
  const whole = await withPicked(photos, picked, async (file) => {
    sent.push(file);
    return file;
  });
  return { sent, whole };
}

test("however many are picked at once, never more are sent and kept than may go with an act", async () => {
  for (let have = 0; have <= mostPhotos + 2; have += 1)
    for (const picked of [0, 1, mostPhotos, mostPhotos + 1, 40]) {
      const going = some(Math.min(picked, Math.max(0, mostPhotos - have)), "new");
      expect(await picking(some(have), some(picked, "new"))).toEqual({
        sent: going,
        whole: [...some(have), ...going],
      });
    }
});

test("there is a button for one more exactly while there is room for one", async () => {
  for (let have = 0; have <= mostPhotos + 2; have += 1) {
    const { sent } = await picking(some(have), ["one"]);
    expect(isRoomFor(some(have))).toBe(sent.length === 1);
  }
  expect([isRoomFor(some(mostPhotos - 1)), isRoomFor(some(mostPhotos))]).toEqual([true, false]);
});

test("the same photo is there once", async () => {
  expect((await picking(["a", "b"], ["b", "c", "c"])).whole).toEqual(["a", "b", "c"]);
});
