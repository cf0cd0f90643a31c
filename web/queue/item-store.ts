import { type DBSchema, openDB } from "idb";
import type { Item } from "./item.ts";

/*
 * Where items are kept: a database of this browser, one for all its pages, which outlasts reloads, closed pages and a browser that ends. What a page
 * changes it changes in one transaction, so that two that do so at once both count.
 */

export interface ItemStore {
  /** All that is kept, in the order in which it was made; undefined where the browser does not tell. */
  read(): Promise<readonly Item[] | undefined>;
  /** Keeps what was just made, with its number; undefined where there is no room or no store. */
  add(made: Omit<Item, "number">): Promise<Item | undefined>;
  /** Writes what `how` makes of some of the items; answers all as they are then, or undefined where it was not written. */
  amend(how: (items: readonly Item[]) => readonly Item[]): Promise<readonly Item[] | undefined>;
  /** Lets go of one for good. */
  drop(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  item: { key: string; value: Item; indexes: { number: number } };
  count: { key: "made"; value: number };
}

/** So many of the latest that have their receipt are remembered, for pages that wait to hear of it. */
const mostReceived = 40;

/**
 * The store of this name; opened when it is first used. A browser may refuse any of it (no room, storage switched off): then nothing is kept,
 * `read` finds nothing, and `add` says so.
 */
export function itemStore(name: string): ItemStore {
  const open = () =>
    openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore("item", { keyPath: "id" }).createIndex("number", "number", { unique: true });
        database.createObjectStore("count");
      },
      // Another page has a newer release of this: it may go on, and this one opens it anew when it needs it.
      blocking(_, __, event) {
        (event.target as IDBDatabase).close();
        opened = undefined;
      },
      terminated() {
        opened = undefined;
      },
    });
  let opened: ReturnType<typeof open> | undefined;
  const database = async () => {
    opened ??= open();
    try {
      return await opened;
    } catch (thrown) {
      opened = undefined;
      throw thrown;
    }
  };
  const writing = async () => (await database()).transaction(["item", "count"], "readwrite", { durability: "strict" });
  return {
    read: () => unlessRefused(async () => (await database()).getAllFromIndex("item", "number")),
    add: (made) =>
      unlessRefused(async () => {
        const tx = await writing();
        const number = ((await tx.objectStore("count").get("made")) ?? 0) + 1;
        const item = { ...made, number };
        await tx.objectStore("count").put(number, "made");
        await tx.objectStore("item").put(item);
        await tx.done;
        return item;
      }),
    amend: (how) =>
      unlessRefused(async () => {
        const tx = await writing();
        const items = tx.objectStore("item");
        for (const item of how(await items.index("number").getAll())) await items.put(item);
        const after = await items.index("number").getAll();
        const forgotten = after.filter(({ state }) => state === "received").slice(0, -mostReceived);
        for (const { id } of forgotten) await items.delete(id);
        await tx.done;
        return after.filter((each) => !forgotten.includes(each));
      }),
    drop: async (id) => unlessRefused(async () => (await database()).delete("item", id)),
  };
}

/** Undefined where the browser keeps nothing, or nothing more. */
async function unlessRefused<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    // QuotaExceededError, SecurityError, InvalidStateError: there is no room, or storage is switched off. A ReferenceError: there is none at all.
    if (thrown instanceof DOMException || thrown instanceof ReferenceError) return undefined;
    throw thrown;
  }
}
