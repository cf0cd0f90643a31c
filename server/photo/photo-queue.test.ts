import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mostPhotos } from "#duty/grammar/limits.ts";
import { nextInQueue, photoQueue, type Sender } from "./photo-queue.ts";
import { largestUpload } from "./reencode-photo.ts";

const tower = (person: string): Sender => ({ org: "tower", person });
const mall = (person: string): Sender => ({ org: "mall", person });

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
function drawing(turns: ReturnType<typeof photoQueue>) {
  return async (sender: Sender, work: () => Promise<string>) => {
    const place = turns(sender, 1);
    try {
      return await place?.draw(work);
    } finally {
      place?.leave();
    }
  };
}

test("what is still received counts as in hand, by number and by bytes, until it has gone", () => {
  const take = photoQueue();
  const [one, ...others] = Array.from({ length: 4 }, () => take(tower("lin"), largestUpload));
  expect([one, ...others].every((each) => each !== undefined)).toBe(true);
  expect(take(tower("lin"), 1)).toBeUndefined();
  expect(take(tower("wu"), largestUpload)?.leave).toBeTypeOf("function");
  one?.leave();
  one?.leave();
  expect(take(tower("lin"), largestUpload)?.leave).toBeTypeOf("function");
  expect(take(tower("lin"), 1)).toBeUndefined();
});

test("whoever sends many photos keeps nobody from sending one", async () => {
  const turns = drawing(photoQueue());
  const { begun, work, end } = works();
  const many = ["a", "b", "c"].map((name) => turns(tower("lin"), work(name)));
  const one = turns(tower("wu"), work("d"));
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
  const turns = photoQueue();
  const { begun, work, end } = works();
  const places = ["a", "b"].map((name) => ({ name, place: turns(tower("lin"), 1) }));
  const drawn = places.map(({ name, place }) => place?.draw(work(name)));
  await settled();
  for (const { place } of places) place?.leave();
  const next = turns(tower("lin"), 1)?.draw(work("c"));
  const other = turns(tower("wu"), 1)?.draw(work("d"));
  await settled();
  expect(begun, "one slot each").toEqual(["a", "d"]);
  end("a");
  await settled();
  expect(begun).toEqual(["a", "d", "c"]);
  for (const name of ["c", "d"]) end(name);
  expect(await Promise.all([...drawn, next, other])).toEqual(["a", undefined, "c", "d"]);
});

test("what somebody drops while it waits is out of memory at once, and what is drawn when that ends", async () => {
  const turns = photoQueue();
  const { begun, work, end } = works();
  for (const who of ["wu", "sun"]) void turns(tower(who), 1)?.draw(work(`long of ${who}`));
  for (let n = 0; n < 5; n += 1) {
    const place = turns(tower("lin"), largestUpload);
    const drawn = place?.draw(work("never"));
    place?.leave();
    expect(await drawn).toBeUndefined();
  }
  for (const who of ["wu", "sun"]) end(`long of ${who}`);
  await settled();
  expect(begun).toEqual(["long of wu", "long of sun"]);
});

test("the work of whoever goes is told, and keeps what it holds until it has ended", async () => {
  const turns = photoQueue();
  const { work, end } = works();
  const places = Array.from({ length: 4 }, () => turns(tower("lin"), largestUpload));
  let told: AbortSignal | undefined;
  const drawn = places[0]?.draw(async (left) => {
    told = left;
    return await work("long")();
  });
  await settled();
  expect(told?.aborted).toBe(false);
  places[0]?.leave();
  expect(told?.aborted).toBe(true);
  expect(turns(tower("lin"), 1)).toBeUndefined();
  end("long");
  await drawn;
  expect(turns(tower("lin"), 1)?.leave).toBeTypeOf("function");
});

test("many people of one organisation keep those of another waiting for no more than what is drawn already", async () => {
  const turns = drawing(photoQueue());
  const { begun, work, end } = works();
  const crowd = ["lin", "wu", "zhao", "qian", "sun"].map((person) => turns(tower(person), work(person)));
  const one = turns(mall("li"), work("one"));
  await settled();
  expect(begun).toEqual(["lin", "wu"]);
  end("lin");
  await crowd[0];
  await settled();
  expect(begun).toEqual(["lin", "wu", "one"]);
  for (const name of ["wu", "one", "zhao", "qian", "sun"]) {
    end(name);
    await settled();
  }
  expect(await one).toBe("one");
  expect(await Promise.all(crowd)).toEqual(["lin", "wu", "zhao", "qian", "sun"]);
});

const senders = fc.array(
  fc.record({ org: fc.constantFrom("tower", "mall", "port"), person: fc.constantFrom("lin", "wu", "zhao") }),
  { maxLength: 12 },
);

test("a free turn goes to the organisation with the fewest drawn, among equals to whoever waits longest, and never to one who has theirs", () => {
  fc.assert(
    fc.property(senders, senders, (waiting, drawn) => {
      const at = nextInQueue(waiting, drawn);
      const drawnOf = ({ org }: Sender) => drawn.filter((each) => each.org === org).length;
      const hasTurn = (sender: Sender) =>
        drawn.some((each) => each.org === sender.org && each.person === sender.person);
      const may = waiting.flatMap((sender, index) => (hasTurn(sender) ? [] : [{ index, drawn: drawnOf(sender) }]));
      const fewest = Math.min(...may.map((each) => each.drawn));
      expect(at).toBe(may.find((each) => each.drawn === fewest)?.index);
    }),
  );
});

test("whatever others send, whoever waits has their turn after no more of any other organisation than were drawn when they came", () => {
  fc.assert(
    fc.property(senders, (crowd) => {
      const late = { org: "late", person: "li" };
      const next = nextInQueue([...crowd, late], crowd.slice(0, 2));
      const chosen = next === undefined ? undefined : [...crowd, late][next];
      const hasNone = crowd.filter(({ org }) => !crowd.slice(0, 2).some((each) => each.org === org));
      expect(chosen).toEqual(hasNone[0] ?? late);
    }),
  );
});

test("somebody has as many in hand as go with one line, and no more, until one is done", async () => {
  const turns = drawing(photoQueue());
  const { begun, work, end } = works();
  const names = Array.from({ length: mostPhotos }, (_, n) => `photo ${n}`);
  const sent = names.map((name) => turns(tower("lin"), work(name)));
  expect(await turns(tower("lin"), work("one more"))).toBeUndefined();
  await settled();
  end("photo 0");
  await sent[0];
  const later = turns(tower("lin"), work("later"));
  for (const name of [...names, "later"]) {
    end(name);
    await settled();
  }
  expect(await later).toBe("later");
  expect(begun).toEqual([...names, "later"]);
});

test("of many people who send photos at once, two have theirs drawn and the others wait", async () => {
  const turns = drawing(photoQueue());
  const { begun, work, end } = works();
  const all = ["lin", "wu", "zhao", "qian"].map((person) => turns(tower(person), work(person)));
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
