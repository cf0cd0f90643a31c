import { type DBSchema, openDB } from "idb";
import type { WrittenProof } from "#server/http/written-answer.ts";
import type { KnownProblem } from "./heard.ts";

/*
 * Photos that the house does not have yet, in a database of this browser of their own: what is large must not stand in the way of words. The name of one
 * is the SHA-256 of its bytes, so that the same picture is kept, sent and stored once, however many lines it goes with.
 */

export interface WaitingPhoto {
  readonly site: string;
  readonly name: string;
  /** Who took it, and when by the clock of the device, milliseconds since 1970. */
  readonly as: string;
  readonly deviceTime: number;
  /** UUID under which its proof was made. */
  readonly id: string;
  readonly bytes: ArrayBuffer;
  /** By it the photo goes whoever acts here. */
  readonly proof?: WrittenProof | undefined;
  /** Why the house did not take it when it was last asked. */
  readonly problem?: KnownProblem | undefined;
}

/** Where one stands: the same picture may be taken at two sites. */
export type PhotoKey = readonly [site: string, name: string];

export interface KeptPhotos {
  /** Whether it is kept: where there is no room for it beside what is written, or no store, it is not. */
  keep(photo: WaitingPhoto): Promise<boolean>;
  read(key: PhotoKey): Promise<WaitingPhoto | undefined>;
  /** All of them, without a byte of them; nothing where the browser does not tell. */
  keys(): Promise<readonly PhotoKey[]>;
  /** Notes what was said of one that is still there. */
  note(key: PhotoKey, problem: KnownProblem | undefined): Promise<void>;
  drop(key: PhotoKey): Promise<void>;
}

interface Schema extends DBSchema {
  photo: { key: [string, string]; value: WaitingPhoto };
}

/** Bytes of the browser's store that photos leave free: a year of lines takes less. */
const leftForWords = 16 * 1024 * 1024;

/** `room`: how many bytes the browser has left for all that it keeps; undefined where it does not say. */
export function keptPhotos(name: string, room: () => Promise<number | undefined> = roomLeft): KeptPhotos {
  const within = async <T>(work: (database: Awaited<ReturnType<typeof open>>) => Promise<T>) => {
    try {
      const database = await open(name);
      try {
        return await work(database);
      } finally {
        database.close();
      }
    } catch (thrown) {
      // No room, storage switched off, or none at all.
      if (thrown instanceof DOMException || thrown instanceof ReferenceError) return undefined;
      throw thrown;
    }
  };
  const keyOf = ([site, photo]: PhotoKey): [string, string] => [site, photo];
  return {
    keep: async (photo) => {
      const left = await room();
      if (left !== undefined && left - photo.bytes.byteLength < leftForWords) return false;
      return (await within((database) => database.put("photo", photo))) !== undefined;
    },
    read: (key) => within((database) => database.get("photo", keyOf(key))),
    keys: async () => (await within((database) => database.getAllKeys("photo"))) ?? [],
    note: async (key, problem) => {
      await within(async (database) => {
        const tx = database.transaction("photo", "readwrite");
        const photo = await tx.store.get(keyOf(key));
        if (photo) await tx.store.put({ ...photo, problem });
        await tx.done;
      });
    },
    drop: async (key) => {
      await within((database) => database.delete("photo", keyOf(key)));
    },
  };
}

function open(name: string) {
  return openDB<Schema>(name, 1, {
    upgrade: (database) => void database.createObjectStore("photo", { keyPath: ["site", "name"] }),
  });
}

async function roomLeft(): Promise<number | undefined> {
  const { storage } = navigator as Partial<Pick<Navigator, "storage">>;
  const { quota, usage } = (await storage?.estimate?.()) ?? {};
  return quota === undefined || usage === undefined ? undefined : quota - usage;
}
