import { expect, test } from "vitest";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { photoTurns } from "./photo-turns.ts";
import { largestUpload } from "./reencode-photo.ts";

/** Work that ends when it is told to, and says when it began. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    return name;
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

/** What has been set going has gone as far as it can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Takes a place, draws in it and leaves it. */
function drawing(turns: ReturnType<typeof photoTurns>) {
  return async (person: string, work: () => Promise<string>) => {
    const place = turns(person, 1);
    try {
      return await place?.draw(work);
    } finally {
      place?.leave();
    }
  };
}

test("what is still received counts as in hand, by number and by bytes, until it has gone", () => {
  const take = photoTurns();
  const [one, ...others] = Array.from({ length: 4 }, () => take("lin", largestUpload));
  expect([one, ...others].every((each) => each !== undefined)).toBe(true);
  expect(take("lin", 1)).toBeUndefined();
  expect(take("wu", largestUpload)?.leave).toBeTypeOf("function");
  one?.leave();
  one?.leave();
  expect(take("lin", largestUpload)?.leave).toBeTypeOf("function");
  expect(take("lin", 1)).toBeUndefined();
});

test("whoever sends many photos keeps nobody from sending one", async () => {
  const turns = drawing(photoTurns());
  const { begun, work, end } = works();
  const many = ["a", "b", "c"].map((name) => turns("lin", work(name)));
  const one = turns("wu", work("d"));
  await settled();
  expect(begun).toEqual(["a", "d"]);
  end("d");
  expect(await one).toBe("d");
  await settled();
  expect(begun).toEqual(["a", "d"]);
  for (const name of ["a", "b", "c"]) {
    end(name);
    await settled();
  }
  expect(await Promise.all(many)).toEqual(["a", "b", "c"]);
});

test("whoever goes while a photo is drawn keeps the turn, and what had not begun is not drawn", async () => {
  const turns = photoTurns();
  const { begun, work, end } = works();
  const places = ["a", "b"].map((name) => ({ name, place: turns("lin", 1) }));
  const drawn = places.map(({ name, place }) => place?.draw(work(name)));
  await settled();
  for (const { place } of places) place?.leave();
  const next = turns("lin", 1)?.draw(work("c"));
  const other = turns("wu", 1)?.draw(work("d"));
  await settled();
  expect(begun, "one slot each").toEqual(["a", "d"]);
  end("a");
  await settled();
  expect(begun).toEqual(["a", "d", "c"]);
  for (const name of ["c", "d"]) end(name);
  expect(await Promise.all([...drawn, next, other])).toEqual(["a", undefined, "c", "d"]);
});

test("what somebody sends and drops counts until it is out of memory", async () => {
  const turns = photoTurns();
  const { work, end } = works();
  for (const who of ["wu", "sun"]) turns(who, 1)?.draw(work(`long of ${who}`));
  const drop = () => {
    const place = turns("lin", largestUpload);
    const drawn = place?.draw(work("never"));
    place?.leave();
    return drawn;
  };
  const dropped = Array.from({ length: 5 }, drop);
  expect(dropped.map((each) => each !== undefined)).toEqual([true, true, true, true, false]);
  for (const who of ["wu", "sun"]) end(`long of ${who}`);
  await settled();
  expect(await Promise.all(dropped)).toEqual(Array(5).fill(undefined));
  expect(turns("lin", largestUpload)?.leave).toBeTypeOf("function");
});

test("somebody has as many in hand as go with one line, and no more, until one is done", async () => {
  const turns = drawing(photoTurns());
  const { begun, work, end } = works();
  const names = Array.from({ length: mostPhotos }, (_, n) => `photo ${n}`);
  const sent = names.map((name) => turns("lin", work(name)));
  expect(await turns("lin", work("one more"))).toBeUndefined();
  await settled();
  end("photo 0");
  await sent[0];
  const later = turns("lin", work("later"));
  for (const name of [...names, "later"]) {
    end(name);
    await settled();
  }
  expect(await later).toBe("later");
  expect(begun).toEqual([...names, "later"]);
});

test("of many people who send photos at once, two have theirs drawn and the others wait", async () => {
  const turns = drawing(photoTurns());
  const { begun, work, end } = works();
  const all = ["lin", "wu", "zhao", "qian"].map((person) => turns(person, work(person)));
  await settled();
  expect(begun).toEqual(["lin", "wu"]);
  end("lin");
  await all[0];
  await settled();
  expect(begun).toEqual(["lin", "wu", "zhao"]);
  for (const person of ["wu", "zhao", "qian"]) {
    end(person);
    await settled();
  }
  expect(await Promise.all(all)).toEqual(["lin", "wu", "zhao", "qian"]);
});
