import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import type { LostItem } from "#server/account/waiting-answer.ts";
import { itemStore } from "./item-store.ts";
import { type RememberedItem, type TellingGround, WaitingTeller } from "./waiting-teller.ts";

/* Of one browser: what it tells of its store and of one that is gone. The house is played here, the store is the real one. */

type Told = Parameters<TellingGround["deliver"]>[0];

let named = 0;

class PlayedTelling {
  memory: readonly RememberedItem[] | undefined;
  /** What the house answers; undefined: it does not. */
  answer: readonly LostItem[] | undefined = [];
  /** What befalls a telling before it is on its way. */
  breaks: Error | undefined;
  readonly told: Told[] = [];
  store = itemStore("");
  teller = this.#begin();

  /** The store is emptied, and the page opens anew. */
  empty(): void {
    this.teller = this.#begin();
  }

  async write(as = "lin") {
    const made = { act: "log.write-line", site: "tower", body: { text: "停水" }, as, deviceTime: 7, page: "p" };
    const item = await this.store.add({ ...made, id: crypto.randomUUID(), state: "waiting", tries: 0 });
    if (!item) throw new Error("it is kept");
    return item;
  }

  #begin(): WaitingTeller {
    named += 1;
    this.store = itemStore(`told-${named}`);
    return new WaitingTeller({
      store: this.store,
      remembered: () => {
        if (this.breaks) throw this.breaks;
        return this.memory;
      },
      remember: (items) => {
        this.memory = items;
      },
      deliver: async (told) => {
        this.told.push(told);
        return this.answer;
      },
    });
  }
}

test("it tells what waits and what was refused, and no words; the same is told once", async () => {
  const played = new PlayedTelling();
  const { id } = await played.write();
  const refused = await played.write();
  await played.store.amend((items) =>
    items.map((each) => (each.id === refused.id ? { ...each, state: "refused" } : each)),
  );
  await played.teller.tell();
  await played.teller.tell();
  const item = { site: "tower", as: "lin", deviceTime: 7 };
  expect(played.told.map(({ waiting }) => waiting)).toEqual([
    [
      { id, ...item },
      { id: refused.id, ...item },
    ],
  ]);
});

test("whether the house has heard is answered, and a telling that breaks keeps no later one back", async () => {
  const played = new PlayedTelling();
  await played.write();
  played.answer = undefined;
  expect(await played.teller.tell()).toBeUndefined();
  played.breaks = new Error("the store is at fault");
  await expect(played.teller.tell()).rejects.toThrow(played.breaks);
  played.breaks = undefined;
  played.answer = [];
  expect(await played.teller.tell()).toEqual([]);
  expect(played.told).toHaveLength(2);
});

test("what has its receipt is told no more, and what was put away is named until the house has heard of it", async () => {
  const played = new PlayedTelling();
  const [received, away] = [await played.write(), await played.write()];
  await played.store.amend((items) =>
    items.map((each) => (each.id === received.id ? { ...each, state: "received" } : each)),
  );
  await played.store.drop(away.id);
  played.answer = undefined;
  await played.teller.tell();
  played.answer = [];
  await played.teller.tell();
  await played.write();
  await played.teller.tell();
  expect(played.told.map(({ waiting, letGo, round }) => [waiting.length, letGo, round])).toEqual([
    [0, [away.id], 1],
    [0, [away.id], 2],
    [1, [], 3],
  ]);
});

test("a store that was emptied is another one, and what waited in it is remembered until the house has heard of it", async () => {
  const played = new PlayedTelling();
  await played.teller.tell();
  const { id } = await played.write();
  played.answer = undefined;
  await played.teller.tell();
  played.empty();
  const next = await played.write();
  await played.teller.tell();
  const lost = [{ id, person: "lin", writtenAt: 7 }];
  played.answer = lost;
  expect(await played.teller.tell()).toEqual(lost);
  const [first, , emptied] = played.told;
  expect(first?.store).not.toBe(emptied?.store);
  expect([emptied?.former?.map((each) => each.id), emptied?.waiting.map((each) => each.id)]).toEqual([[id], [next.id]]);
  await played.write();
  await played.teller.tell();
  expect(played.told.at(-1)?.former).toEqual([]);
});

test("where nothing is remembered it says so, so that all counts that the house was told of", async () => {
  const played = new PlayedTelling();
  played.answer = undefined;
  await played.teller.tell();
  await played.write();
  await played.teller.tell();
  played.answer = [];
  await played.teller.tell();
  expect(played.told.map(({ former }) => former)).toEqual([null, null, null]);
  expect(played.memory).toHaveLength(1);
});

test("of more than it may tell at once it tells the oldest", async () => {
  const played = new PlayedTelling();
  const ids: string[] = [];
  for (let n = 0; n < 201; n += 1) ids.push((await played.write()).id);
  await played.teller.tell();
  expect(played.told.map(({ waiting }) => waiting.map(({ id }) => id))).toEqual([ids.slice(0, 200)]);
});

test("of what waited in stores that are gone it tells no more at once than the house takes", async () => {
  const played = new PlayedTelling();
  const { id } = await played.write();
  played.memory = Array.from({ length: 201 }, () => ({ id, site: "tower", as: "lin", deviceTime: 7, store: -1 }));
  await played.teller.tell();
  expect(played.told.map(({ former }) => former?.length)).toEqual([200]);
});
