import { type DBSchema, openDB } from "idb";
import { mostSealed, triesAlone } from "#duty/grammar/limits.ts";
import {
  type Keyed,
  makePinLock,
  makeSealKey,
  openPinLock,
  type PinLock,
  type SealedText,
  sealText,
  unsealText,
} from "./pin-seal.ts";

/*
 * What this browser keeps sealed for each person who has proved here by their PIN who they are, and how often it was tried in vain since. A try is
 * counted before it is looked at, in one transaction: whoever ends the page in the middle of it has it counted all the same.
 */

/** Whose it is, as the lock shows them, and until when. What stands here is not sealed. */
export interface SealedFor {
  readonly person: string;
  readonly name: string;
  /** The opening that is sealed, and the device that signs by it. */
  readonly opening: string;
  readonly device: string;
  /** When it was kept and until when it is good, milliseconds since 1970 by the server's clock. */
  readonly since: number;
  readonly until: number;
}

interface SealedPart extends SealedFor {
  readonly lock: PinLock;
  readonly proof: SealedText;
  /** What was read last, where anything was. */
  readonly read?: SealedText | undefined;
  /** Wrong tries since the last right one. */
  readonly tries: number;
}

/** What a right PIN opens. */
export interface OpenedPart {
  readonly proof: string;
  readonly read: string | undefined;
}

export type TriedAlone =
  | { readonly verdict: "right"; readonly part: OpenedPart }
  | { readonly verdict: "wrong"; readonly left: number }
  /** Five were wrong: nothing is looked at here any more before the house has heard the right one. */
  | { readonly verdict: "shut" }
  /** Nothing is kept here of this person, or not any more. */
  | { readonly verdict: "unknown" };

interface Schema extends DBSchema {
  key: { key: "own"; value: CryptoKey };
  part: { key: string; value: SealedPart };
  /** Wrong tries of each person of which the house was not told. */
  untold: { key: string; value: number };
}

export interface SealedParts {
  /** Keeps a person's part under their PIN, in the place of the one before. Answers whether it is kept. */
  keep(pin: string, whose: SealedFor, proof: string): Promise<boolean>;
  /** Keeps what was read last, for who has a part; without it, none. */
  keepRead(person: string, read: string | undefined): Promise<void>;
  /** All that `now` has not ended, by name. */
  known(now: number): Promise<readonly SealedFor[]>;
  try(person: string, pin: string, now: number): Promise<TriedAlone>;
  /** Forgets every part that was kept before `now` and whose opening is none of these. */
  keepOnly(openings: readonly string[], now: number): Promise<void>;
  untold(): Promise<readonly { readonly person: string; readonly wrong: number }[]>;
  /** The house has counted them. */
  told(counted: readonly { readonly person: string; readonly wrong: number }[]): Promise<void>;
}

/** The parts under this name. A browser may refuse all of it: then nothing is kept, and nobody is known. `rounds`: of a PIN, fewer in tests. */
export function partsUnderPin(name: string, rounds?: number): SealedParts {
  const within = withinStore(name);
  return {
    keep: async (pin, whose, proof) => {
      const lock = await within(async (store) => await lockFor(store, pin, whose.person, rounds));
      if (!lock) return false;
      const part: SealedPart = { ...whose, lock, proof: await sealText(lock, proof), tries: 0 };
      const kept = await within(async (store) => {
        const tx = store.transaction("part", "readwrite", { durability: "strict" });
        const others = (await tx.store.getAll()).filter(({ person }) => person !== whose.person);
        // Whoever was here longest ago goes first.
        const tooMany = others.toSorted((one, other) => other.until - one.until).slice(mostSealed - 1);
        for (const { person } of tooMany) await tx.store.delete(person);
        await tx.store.put(part, whose.person);
        await tx.done;
        return true;
      });
      return kept ?? false;
    },
    keepRead: async (person, read) => {
      await within(async (store) => {
        const before = await store.get("part", person);
        if (!before) return;
        const sealed = read === undefined ? undefined : await sealText(before.lock, read);
        const tx = store.transaction("part", "readwrite");
        const part = await tx.store.get(person);
        // Under another lock meanwhile, nobody could open it.
        if (part?.opening === before.opening) await tx.store.put({ ...part, read: sealed }, person);
        await tx.done;
      });
    },
    known: async (now) => {
      const parts = (await within((store) => store.getAll("part"))) ?? [];
      return parts
        .filter(({ until }) => until > now)
        .map(({ lock: _, proof: __, read: ___, tries: ____, ...whose }) => whose)
        .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    },
    try: async (person, pin, now) =>
      (await within((store) => triedAt(store, { person, pin, now }))) ?? { verdict: "unknown" },
    ...telling(within),
  };
}

type Store = Awaited<ReturnType<typeof openDB<Schema>>>;
type Within = <T>(work: (store: Store) => Promise<T>) => Promise<T | undefined>;

function telling(within: Within): Pick<SealedParts, "keepOnly" | "untold" | "told"> {
  return {
    keepOnly: async (openings, now) => {
      await within(async (store) => {
        const tx = store.transaction("part", "readwrite");
        // An answer from before somebody was let in knows nothing of what was kept since.
        for (const { person, opening, since } of await tx.store.getAll())
          if (!openings.includes(opening) && since <= now) await tx.store.delete(person);
        await tx.done;
      });
    },
    untold: async () => {
      const told = await within(async (store) => {
        const tx = store.transaction("untold");
        const [people, counts] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
        return people
          .map((person, index) => ({ person, wrong: Math.min(counts[index] ?? 0, triesAlone) }))
          .filter(({ wrong }) => wrong > 0);
      });
      return told ?? [];
    },
    told: async (counted) => {
      await within(async (store) => {
        const tx = store.transaction("untold", "readwrite");
        for (const { person, wrong } of counted) {
          const left = ((await tx.store.get(person)) ?? 0) - wrong;
          if (left > 0) await tx.store.put(left, person);
          else await tx.store.delete(person);
        }
        await tx.done;
      });
    },
  };
}

interface PinTriedAlone {
  readonly person: string;
  readonly pin: string;
  readonly now: number;
}

async function triedAt(store: Store, { person, pin, now }: PinTriedAlone): Promise<TriedAlone> {
  const sealKey = await store.get("key", "own");
  const part = await counted(store, person, 1);
  if (!part || !sealKey || part.until <= now) return { verdict: "unknown" };
  if (part.tries > triesAlone) return { verdict: "shut" };
  const key = await openPinLock(part.lock, pin, { person, sealKey });
  const proof = key && (await unsealText(key, part.proof));
  if (!key || proof === undefined) {
    const left = triesAlone - part.tries;
    return left === 0 ? { verdict: "shut" } : { verdict: "wrong", left };
  }
  await counted(store, person, -part.tries);
  return { verdict: "right", part: { proof, read: part.read && (await unsealText(key, part.read)) } };
}

/** The part with so many more tries, of which the house will be told; what is shut already is counted no more. */
async function counted(store: Store, person: string, more: number): Promise<SealedPart | undefined> {
  const tx = store.transaction(["part", "untold"], "readwrite", { durability: "strict" });
  const [parts, untold] = [tx.objectStore("part"), tx.objectStore("untold")];
  const part = await parts.get(person);
  const isShut = part !== undefined && part.tries >= triesAlone && more > 0;
  if (!part || isShut) {
    await tx.done;
    return part && { ...part, tries: part.tries + more };
  }
  const after = { ...part, tries: Math.max(0, part.tries + more) };
  await parts.put(after, person);
  // Of those taken back one was right; the wrong ones before it are told all the same.
  const told = ((await untold.get(person)) ?? 0) + Math.max(more, -1);
  await untold.put(told, person);
  await tx.done;
  return after;
}

async function lockFor(store: Store, pin: string, person: string, rounds: number | undefined): Promise<PinLock> {
  const of: Keyed = { person, sealKey: await sealKeyOf(store) };
  return await makePinLock(pin, of, rounds);
}

/** Made when it is first needed; of two pages that do so at once, both take the one that was kept first. */
async function sealKeyOf(store: Store): Promise<CryptoKey> {
  const kept = await store.get("key", "own");
  if (kept) return kept;
  const made = await makeSealKey();
  const tx = store.transaction("key", "readwrite");
  const first = await tx.store.get("own");
  if (!first) await tx.store.put(made, "own");
  await tx.done;
  return first ?? made;
}

function withinStore(name: string): Within {
  const open = () =>
    openDB<Schema>(name, 1, {
      upgrade(database) {
        for (const each of ["key", "part", "untold"] as const) database.createObjectStore(each);
      },
    });
  return async (work) => {
    try {
      const store = await open();
      try {
        return await work(store);
      } finally {
        store.close();
      }
    } catch (thrown) {
      // No room, storage switched off, or none at all.
      if (thrown instanceof DOMException || thrown instanceof ReferenceError) return undefined;
      throw thrown;
    }
  };
}
