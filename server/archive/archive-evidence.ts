import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, type WriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WrappedKey } from "#server/keys/keyring.ts";
import type { MasterKey } from "#server/keys/master-key.ts";
import type { KeptCommand } from "#server/seal/leaves.ts";
import type { Evidence, HeadEvidence, StreamEvidence } from "#server/verify/evidence.ts";
import {
  evidenceFrom,
  type KeptEntry,
  type KeptLeaf,
  type KeptPhoto,
  type KeptSite,
  type KeptText,
} from "#server/verify/kept-site.ts";
import { isManifest, readArchive } from "./read-archive.ts";

const proofTables = ["stream", "entry", "command", "seal_head", "seal_leaf", "secret_text", "photo", "wrapped_key"];

/** The records of an archive, unpacked site by site into a temporary folder that `dispose` removes. No database is needed. */
export interface ArchiveEvidence extends Evidence {
  dispose(): void;
}

/** @throws NoArchive where the file is none */
export async function archiveEvidence(path: string, master: MasterKey | undefined): Promise<ArchiveEvidence> {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-archive-"));
  const dispose = () => rmSync(folder, { recursive: true, force: true });
  try {
    const places = await unpack(path, folder);
    const kept = [...places].map(([name, at]) => keptUnder(name, at, places));
    return {
      dispose,
      sites: async function* () {
        for (const each of kept) if (each.site !== "") yield evidenceFrom(each, master);
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

/** Folder of each organisation and site (site empty: keys of the organisation), by `["org","site"]`. */
type Places = ReadonlyMap<string, string>;

async function unpack(path: string, folder: string): Promise<Places> {
  const places = new Map<string, string>();
  const files = new Map<string, WriteStream>();
  let table = "";
  for await (const part of readArchive(path)) {
    if (isManifest(part) || !proofTables.includes(part.table)) continue;
    if (part.table !== table) await finish(files);
    table = part.table;
    for (const line of part.lines) {
      const { org, site } = JSON.parse(line) as { org: string; site: string };
      const file = fileFor({ folder, places, files, name: JSON.stringify([org, site]), table: part.table });
      if (!file.write(`${line}\n`)) await once(file, "drain");
    }
  }
  await finish(files);
  return new Map([...places].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** One table after the other: a group of thousands of sites must not hold as many files open. */
async function finish(files: Map<string, WriteStream>): Promise<void> {
  for (const file of files.values()) {
    file.end();
    await once(file, "finish");
  }
  files.clear();
}

function fileFor(about: {
  folder: string;
  places: Map<string, string>;
  files: Map<string, WriteStream>;
  name: string;
  table: string;
}): WriteStream {
  const { folder, places, files, name, table } = about;
  const at = places.get(name) ?? join(folder, String(places.size));
  if (!places.has(name)) {
    mkdirSync(at);
    places.set(name, at);
  }
  const path = join(at, table);
  const file = files.get(path) ?? createWriteStream(path, { flags: "a" });
  files.set(path, file);
  return file;
}

interface RawRow {
  readonly [column: string]: string;
}

function keptUnder(name: string, at: string, places: Places): KeptSite {
  const [org, site] = JSON.parse(name) as [string, string];
  const whole = places.get(JSON.stringify([org, ""]));
  return {
    org,
    site,
    streams: () =>
      rowsOf<StreamEvidence, RawRow>(at, "stream", ({ head_hash, ...row }) => ({ ...row, hash: hex(head_hash) })),
    entries: () =>
      rowsOf<KeptEntry, RawRow>(at, "entry", (row) => ({ ...row, hash: hex(row.hash), bytes: bytes(row.bytes) })),
    commands: () => rowsOf<KeptCommand, RawRow>(at, "command", (row) => ({ ...row, bodyHash: hex(row.body_hash) })),
    heads: () => rowsOf<HeadEvidence, RawRow>(at, "seal_head", (row) => ({ ...row, publicKey: row.public_key })),
    leaves: () => rowsOf<KeptLeaf, RawRow>(at, "seal_leaf", (row) => ({ ...row, hash: hex(row.hash) })),
    texts: () => rowsOf<KeptText, RawRow>(at, "secret_text", keptText),
    photos: () =>
      rowsOf<KeptPhoto, RawRow>(at, "photo", (row) => {
        return { hash: row.hash, bytes: row.bytes ? bytes(row.bytes) : null, erased: row.erased_at !== null };
      }),
    keys: async () => [...(await keysUnder(whole)), ...(await keysUnder(at))],
  };
}

function keptText({ commitment, kind, cipher, key_id, erased_at }: RawRow): unknown {
  return { commitment, kind, cipher: cipher ? bytes(cipher) : null, keyId: key_id, erased: erased_at !== null };
}

async function keysUnder(at: string | undefined): Promise<WrappedKey[]> {
  if (at === undefined) return [];
  const keys = rowsOf<WrappedKey, RawRow>(at, "wrapped_key", (row) => ({
    ...row,
    keyId: row.key_id,
    masterId: row.master_id,
    wrapped: bytes(row.wrapped),
    publicKey: row.public_key ? bytes(row.public_key) : undefined,
  }));
  const list: WrappedKey[] = [];
  for await (const key of keys) list.push(key);
  return list;
}

/** Rows were written in the order of their keys, which is the order that the checks want. */
async function* rowsOf<T, R>(at: string, table: string, make: (row: R) => unknown): AsyncGenerator<T> {
  const file = await openOrNot(join(at, table));
  if (!file) return;
  for await (const line of file.readLines()) yield make(JSON.parse(line) as R) as T;
}

async function openOrNot(path: string): Promise<Awaited<ReturnType<typeof open>> | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined; // the site has no row of this table
    throw error;
  }
}

/** PostgreSQL writes bytes into JSON as `\x` and hexadecimal digits. */
function hex(text: string | undefined): string {
  return (text ?? "").replace(/^\\x/, "");
}

function bytes(text: string | undefined): Buffer {
  return Buffer.from(hex(text), "hex");
}
