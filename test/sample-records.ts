import { generateKeyPairSync } from "node:crypto";
import { canonicalText, type Envelope, entryHash } from "#server/journal/envelope.ts";
import type { SealKey } from "#server/keys/keyring.ts";
import { commandHash } from "#server/seal/leaves.ts";
import { merkleRoot } from "#server/seal/merkle.ts";
import { headHash, signHead } from "#server/seal/seal-head.ts";
import type {
  CommandEvidence,
  EntryEvidence,
  HeadEvidence,
  LeafEvidence,
  PhotoEvidence,
  SecretEvidence,
  SiteEvidence,
  StoredReceipt,
  StreamEvidence,
} from "#server/verify/evidence.ts";

const pair = generateKeyPairSync("ed25519");
const sealKey: SealKey = { id: "k1", private: pair.privateKey, public: pair.publicKey };
export const publicKey = pair.publicKey.export({ type: "spki", format: "der" }).toString("base64");
const place = { org: "wanda", site: "tower" };
export const commitment = "c".repeat(64);
export const samplePhoto = "f".repeat(64);

export interface Records {
  streams: StreamEvidence[];
  entries: EntryEvidence[];
  commands: CommandEvidence[];
  heads: HeadEvidence[];
  leaves: LeafEvidence[];
  secrets: SecretEvidence[];
  photos: PhotoEvidence[];
  keys: Map<string, { publicKey: string; vouched: boolean | undefined }>;
}

/** Two log pages of three lines each; the first line of each page carries a text and a photo. Everything sealed under two heads. */
export function records(): Records {
  const kept: Records = {
    streams: [],
    entries: [],
    commands: [],
    heads: [],
    leaves: [],
    secrets: [{ commitment, kind: "free-text", erased: false, opens: true }],
    photos: [{ hash: samplePhoto, erased: false, actual: samplePhoto }],
    keys: new Map([["k1", { publicKey, vouched: true }]]),
  };
  for (const page of ["day", "night"]) {
    for (let version = 1; version <= 3; version += 1) appendSample(kept, `lobby/2026-11-21/${page}`, `line ${version}`);
    seal(kept);
  }
  return kept;
}

export function appendSample(
  kept: Records,
  id: string,
  what: string,
  extra: object = {},
  about: Partial<Pick<Envelope, "actor" | "type">> = {},
): void {
  const before = kept.entries.findLast((each) => each.id === id);
  const version = (before?.version ?? 0) + 1;
  const command = `c-${id}-${version}`;
  const envelope: Envelope = {
    ...place,
    noun: "log",
    stream: id,
    version,
    type: "log.line-written",
    body: { what, text: { sealed: commitment, kind: "free-text" }, photos: [samplePhoto], ...extra },
    actor: { person: "lin" },
    device: null,
    command,
    deviceTime: null,
    at: 1000 + kept.entries.length,
    prev: before?.hash ?? "",
    ...about,
  };
  const text = canonicalText(envelope);
  const hash = entryHash(text);
  const columns = { type: envelope.type, at: envelope.at, command };
  kept.entries.push({ noun: "log", id, version, hash, bytes: Buffer.from(text), columns });
  kept.streams = [...kept.streams.filter((each) => each.id !== id), { noun: "log", id, version, hash }];
  const receipt = { site: place.site, stream: `log/${id}`, version, hash };
  kept.commands.push({ id: command, bytes: Buffer.from(`{"id":"${command}"}`), receipt });
}

function seal(kept: Records): void {
  const number = kept.heads.length + 1;
  const covered = new Set(kept.leaves.map(({ name }) => name));
  const entries = kept.entries.map((each) => {
    return { kind: "entry" as const, name: `log/${each.id}@${each.version}`, hash: each.hash };
  });
  const commands = kept.commands.map(({ id, bytes }) => {
    return { kind: "command" as const, name: id, hash: commandHash(bytes) };
  });
  const fresh = [...entries, ...commands].filter(({ name }) => !covered.has(name));
  kept.leaves.push(...fresh.map((each, position) => ({ ...each, head: number, position })));
  const before = kept.heads.at(-1);
  const head = {
    ...place,
    number,
    leaves: fresh.length,
    root: merkleRoot(fresh.map(({ hash }) => Buffer.from(hash, "hex"))).toString("hex"),
    prev: before ? headHash(before) : "",
    at: 5000 + number,
  };
  kept.heads.push({ ...signHead(head, sealKey), number });
}

export function receiptsOf(kept: Records): StoredReceipt[] {
  return kept.commands.flatMap(({ receipt }) => (receipt ? [receipt] : []));
}

async function* each<T>(list: readonly T[]): AsyncGenerator<T> {
  yield* list;
}

export function evidenceOf(kept: Records): SiteEvidence {
  const entries = kept.entries.toSorted((a, b) => a.id.localeCompare(b.id, "en") || a.version - b.version);
  return {
    ...place,
    streams: () => each(kept.streams),
    entries: () => each(entries),
    commands: () => each(kept.commands),
    heads: () => each(kept.heads),
    leaves: () => each(kept.leaves),
    secrets: () => each(kept.secrets),
    photos: () => each(kept.photos),
    sealKeys: async () => kept.keys,
  };
}
