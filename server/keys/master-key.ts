import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { KEY_BYTES } from "./aes-gcm.ts";

/** The one key that stands outside the database; it wraps all others. Whoever has it and a copy of the database reads everything. */
export interface MasterKey {
  /** Tells keys apart without telling anything of them. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** The master key cannot be had. The message is one line for the person at the terminal. */
export class MasterKeyError extends Error {}

/** Where the embedded installation keeps its master key. No backup holds this folder. */
export function masterKeyPath(dataDir: string): string {
  return join(dataDir, "keys", "master.key");
}

/**
 * The master key of this installation: `ZHIBAN_MASTER_KEY` (64 hexadecimal digits), or the file that
 * `ZHIBAN_MASTER_KEY_FILE` names, or `keys/master.key` in the data folder. `mayCreate` says that no key in the database
 * depends on one yet; a lost master key is never replaced by a new one.
 * @throws MasterKeyError naming the place and what to do
 */
export function findMasterKey(about: {
  dataDir: string;
  mayCreate: boolean;
  env?: Readonly<Record<string, string | undefined>>;
}): MasterKey {
  const { dataDir, mayCreate, env = process.env } = about;
  if (env.ZHIBAN_MASTER_KEY) return parseMasterKey(env.ZHIBAN_MASTER_KEY, "ZHIBAN_MASTER_KEY");
  const named = env.ZHIBAN_MASTER_KEY_FILE;
  const path = named ?? masterKeyPath(dataDir);
  const found = readMasterKey(path);
  if (found) return found;
  if (named) throw new MasterKeyError(`ZHIBAN_MASTER_KEY_FILE names ${path}, which does not exist.`);
  if (!mayCreate) throw new MasterKeyError(lostMessage(path));
  createMasterKey(path);
  const created = readMasterKey(path);
  if (!created) throw new MasterKeyError(`The master key ${path} was written and cannot be read.`);
  return created;
}

/**
 * Reads the file; undefined where there is none.
 * @throws MasterKeyError when others may read it or it holds no key
 */
export function readMasterKey(path: string): MasterKey | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new MasterKeyError(`The master key ${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
  if (process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0)
    throw new MasterKeyError(`The master key ${path} is readable by others: run chmod 600 ${path}`);
  return parseMasterKey(text.trim(), path);
}

function lostMessage(path: string): string {
  return `The master key ${path} is missing, and this database cannot be read without it: put the file back, or set ZHIBAN_MASTER_KEY or ZHIBAN_MASTER_KEY_FILE.`;
}

/** @throws MasterKeyError where `text` is not 64 hexadecimal digits; `place` is where it stood */
export function parseMasterKey(text: string, place: string): MasterKey {
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new MasterKeyError(`${place} holds no master key (64 hexadecimal digits).`);
  return masterKeyOf(Buffer.from(text, "hex"));
}

export function freshMasterKey(): MasterKey {
  return masterKeyOf(randomBytes(KEY_BYTES));
}

function masterKeyOf(bytes: Buffer): MasterKey {
  const id = createHash("sha256").update("zhiban/master-key-id/1\0").update(bytes).digest("hex").slice(0, 16);
  return { id, bytes };
}

/** Writes a new key. Two programs that start together agree on one: a link never replaces what is there. */
function createMasterKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}`;
  writeMasterKey(unfinished, freshMasterKey());
  try {
    linkSync(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished);
  }
  const folder = openSync(dirname(path), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** Writes the key to a new file that only its owner may read, and through to the disk. */
export function writeMasterKey(path: string, key: MasterKey): void {
  const file = openSync(path, "wx", 0o600);
  writeSync(file, `${key.bytes.toString("hex")}\n`);
  fsyncSync(file);
  closeSync(file);
}
