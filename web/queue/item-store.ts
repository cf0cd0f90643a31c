import { type DBSchema, type IDBPObjectStore, type IDBPTransaction, openDB } from "idb";
import { mostTold } from "#duty/grammar/limits.ts";
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
  /** Lets go of one for good, and remembers its id until it was told. */
  drop(id: string): Promise<void>;
  /** What is told of this store; undefined where the browser does not say. */
  tell(): Promise<Telling | undefined>;
  /** These were told, and are remembered no longer. */
  forgetLetGo(ids: readonly string[]): Promise<void>;
}

/** A store as it is told of. */
export interface Telling {
  /** Drawn when the store was made: another number is another store. */
  readonly store: number;
  /** The how-manieth telling of it. */
  readonly round: number;
  readonly items: readonly Item[];
  /** Put away by people since it was told last. */
  readonly letGo: readonly string[];
}

interface Schema extends DBSchema {
  item: { key: string; value: Item; indexes: { number: number } };
  count: { key: "made" | "round" | "store" | "let-go"; value: number | readonly string[] };
}

/** So many of the latest that have their receipt are remembered, for pages that wait to hear of it. */
const mostReceived = 40;

/**
 * The store of this name; opened when it is first used. A browser may refuse any of it (no room, storage switched off): then nothing is kept,
 * `read` finds nothing, and `add` says so.
 */
export function itemStore(name: string): ItemStore {
  const database = openedStore(name);
  const writing: Writing = async () =>
    (await database()).transaction(["item", "count"], "readwrite", { durability: "strict" });
  return {
    read: () => unlessRefused(async () => (await database()).getAllFromIndex("item", "number")),
    add: (made) =>
      unlessRefused(async () => {
        const tx = await writing();
        const number = await counted(tx.objectStore("count"), "made");
        const item = { ...made, number };
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
    drop: async (id) => {
      await unlessRefused(async () => {
        const tx = await writing();
        const counts = tx.objectStore("count");
        const ids = (await counts.get("let-go")) as readonly string[] | undefined;
        await counts.put([...(ids ?? []), id].slice(-mostTold), "let-go");
        await tx.objectStore("item").delete(id);
        await tx.done;
      });
    },
    ...tellings(writing),
  };
}

/** Opened when it is first used, and anew once it was closed or could not be opened. */
function openedStore(name: string) {
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
  return async () => {
    opened ??= open();
    try {
      return await opened;
    } catch (thrown) {
      opened = undefined;
      throw thrown;
    }
  };
}

type Writing = () => Promise<IDBPTransaction<Schema, ("item" | "count")[], "readwrite">>;

/** What a store is told of, and how much of that was heard. */
function tellings(writing: Writing): Pick<ItemStore, "tell" | "forgetLetGo"> {
  return {
    tell: () =>
      unlessRefused(async () => {
        const tx = await writing();
        const counts = tx.objectStore("count");
        const store = ((await counts.get("store")) as number | undefined) ?? drawn();
        await counts.put(store, "store");
        const round = await counted(counts, "round");
        const letGo = ((await counts.get("let-go")) as readonly string[] | undefined) ?? [];
        const items = await tx.objectStore("item").index("number").getAll();
        await tx.done;
        return { store, round, items, letGo };
      }),
    forgetLetGo: async (told) => {
      await unlessRefused(async () => {
        const tx = await writing();
        const counts = tx.objectStore("count");
        const ids = ((await counts.get("let-go")) as readonly string[] | undefined) ?? [];
        await counts.put(
          ids.filter((id) => !told.includes(id)),
          "let-go",
        );
        await tx.done;
      });
    },
  };
}

type Counts = IDBPObjectStore<Schema, ("item" | "count")[], "count", "readwrite">;

async function counted(counts: Counts, what: "made" | "round"): Promise<number> {
  const next = (((await counts.get(what)) as number | undefined) ?? 0) + 1;
  await counts.put(next, what);
  return next;
}

/** By which a store is told from every other: 48 bits, which any number holds whole. */
function drawn(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2));
  return (high % 0x10000) * 0x100000000 + low;
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
