import { expect, test } from "vitest";
import { canonicalText, entryHash } from "#server/journal/envelope.ts";
import {
  appendSample,
  commitment,
  evidenceOf,
  publicKey,
  type Records,
  receiptsOf,
  records,
  samplePhoto,
} from "#test/sample-records.ts";
import type { EntryEvidence, HeadEvidence, LeafEvidence, StreamEvidence, Witnesses } from "./evidence.ts";
import { verifySite } from "./verify-site.ts";

async function faultsOf(kept: Records, witnesses: Partial<Witnesses> = {}): Promise<string[]> {
  const { discrepancies } = await verifySite(evidenceOf(kept), { receipts: [], anchors: [], ...witnesses });
  return discrepancies.map(({ code, at }) => `${code} ${at}`);
}

async function limitsOf(kept: Records, witnesses: Partial<Witnesses> = {}): Promise<string[]> {
  const { limits } = await verifySite(evidenceOf(kept), { receipts: [], anchors: [], ...witnesses });
  return limits.map(({ code }) => code);
}

const day = "log/lobby/2026-11-21/day";

test("records that nobody touched have no fault and, with every head anchored, one limit: what came after", async () => {
  const kept = records();
  expect(await faultsOf(kept, { receipts: receiptsOf(kept), anchors: kept.heads })).toEqual([]);
  expect(await limitsOf(kept, { anchors: kept.heads })).toEqual(["tail-unsealed"]);
});

type Offence = readonly [title: string, commit: (kept: Records) => void, found: string];

const offences: readonly Offence[] = [
  [
    "a letter of an entry is changed",
    (kept) => patch(kept.entries, 1, { bytes: altered(kept.entries[1]) }),
    `entry.hash-differs ${day}@2`,
  ],
  [
    "an entry is changed and its own hash made to fit",
    (kept) => {
      const bytes = altered(kept.entries[1]);
      patch(kept.entries, 1, { bytes, hash: entryHash(String(bytes)) });
    },
    `entry.chain-broken ${day}@3`,
  ],
  [
    "an entry is written in another form that says the same",
    (kept) => {
      const bytes = Buffer.from(JSON.stringify(JSON.parse(String(kept.entries[0]?.bytes)), null, 1));
      patch(kept.entries, 0, { bytes, hash: entryHash(String(bytes)) });
    },
    `entry.not-canonical ${day}@1`,
  ],
  ["an entry is taken out", (kept) => kept.entries.splice(1, 1), `entry.missing ${day}@2`],
  ["the last entry is taken off", (kept) => kept.entries.splice(2, 1), `entry.missing ${day}@3`],
  [
    "the last entry is taken off and the stream set back",
    (kept) => {
      kept.entries.splice(2, 1);
      kept.streams[0] = { ...kept.entries[1] } as StreamEvidence;
    },
    `seal.entry-missing ${day}@3`,
  ],
  [
    "only a column is changed",
    (kept) => patch(kept.entries, 2, { columns: { at: 1 } }),
    `entry.column-differs ${day}@3`,
  ],
  ["the head of a stream is changed", (kept) => patch(kept.streams, 0, { hash: "0" }), `stream.head-differs ${day}`],
  ["a stream loses its row", (kept) => kept.streams.splice(0, 1), `stream.missing ${day}`],
  ["a command is taken out", (kept) => kept.commands.splice(0, 1), "command.missing c-lobby/2026-11-21/day-1"],
  [
    "the answer to a command is changed",
    (kept) => patch(kept.commands, 0, { bytes: Buffer.from("{}") }),
    "seal.command-differs c-lobby/2026-11-21/day-1",
  ],
  ["a leaf is taken out", (kept) => kept.leaves.splice(1, 1), "seal.root-differs 1"],
  ["two leaves change places", (kept) => swapLeaves(kept), "seal.root-differs 1"],
  ["a head is taken out", (kept) => kept.heads.splice(0, 1), "seal.missing 1"],
  ["a signature is changed", (kept) => patch(kept.heads, 1, { signature: "AAAA" }), "seal.signature-differs 2"],
  ["the seal key is exchanged", (kept) => kept.keys.set("k1", { publicKey, vouched: false }), "seal.key-differs 1"],
  ["the seal key is gone", (kept) => kept.keys.clear(), "seal.key-unknown 1"],
  ["a text is exchanged", (kept) => patch(kept.secrets, 0, { opens: false }), `secret.changed ${commitment}`],
  ["a text is gone", (kept) => kept.secrets.splice(0), `secret.missing ${commitment}`],
  [
    "a text is erased and nobody ordered it",
    (kept) => patch(kept.secrets, 0, { erased: true }),
    `secret.erased-without-order ${commitment}`,
  ],
  ["a photo is exchanged", (kept) => patch(kept.photos, 0, { actual: "0" }), `photo.changed ${samplePhoto}`],
  ["a photo is gone", (kept) => kept.photos.splice(0), `photo.missing ${samplePhoto}`],
];

test.each(offences)("when %s, that is found by name", async (_, commit, found) => {
  const kept = records();
  commit(kept);
  expect(await faultsOf(kept)).toContain(found);
});

test("a text and a photo that an entry ordered to be erased leave no fault", async () => {
  const kept = records();
  appendSample(kept, "lobby/orders", "erased on demand", {});
  const order = kept.entries.at(-1) as EntryEvidence;
  const envelope = {
    ...JSON.parse(String(order.bytes)),
    type: "redaction.ordered",
    body: { erases: [commitment, samplePhoto] },
  };
  const text = canonicalText(envelope);
  const hash = entryHash(text);
  kept.entries[kept.entries.length - 1] = { ...order, bytes: Buffer.from(text), hash, columns: {} };
  kept.streams[kept.streams.length - 1] = { noun: "log", id: order.id, version: 1, hash };
  kept.commands.pop();
  kept.commands.push({ id: "c-lobby/orders-1", bytes: Buffer.from("{}") });
  patch(kept.secrets, 0, { erased: true });
  patch(kept.photos, 0, { erased: true, actual: undefined });
  expect(await faultsOf(kept)).toEqual([]);
});

test("a tail that was cut off before it was sealed leaves no fault without a receipt, and is said not to be provable", async () => {
  const kept = records();
  appendSample(kept, "lobby/2026-11-21/night", "line 4");
  appendSample(kept, "lobby/2026-11-21/night", "line 5");
  const receipts = receiptsOf(kept);
  cutTail(kept, 2);
  expect(await faultsOf(kept)).toEqual([]);
  expect(await limitsOf(kept)).toContain("tail-unsealed");
  expect(await faultsOf(kept, { receipts })).toEqual([
    "receipt.missing log/lobby/2026-11-21/night@4",
    "receipt.missing log/lobby/2026-11-21/night@5",
  ]);
});

test("records cut back to an earlier head fit within themselves; an anchor tells", async () => {
  const kept = records();
  const anchors = [...kept.heads];
  kept.heads.pop();
  kept.leaves = kept.leaves.filter(({ head }) => head === 1);
  kept.entries = kept.entries.filter(({ id }) => id.endsWith("day"));
  kept.streams = kept.streams.filter(({ id }) => id.endsWith("day"));
  kept.commands = kept.commands.filter(({ id }) => id.includes("day"));
  expect(await faultsOf(kept)).toEqual([]);
  expect(await limitsOf(kept)).toContain("heads-unanchored");
  expect(await faultsOf(kept, { anchors })).toEqual(["anchor.missing 2"]);
});

test("an anchor whose signature does not hold is not believed", async () => {
  const kept = records();
  const [head] = kept.heads;
  const anchors = [{ ...(head as HeadEvidence), signature: "AAAA" }];
  expect(await faultsOf(kept, { anchors })).toEqual(["anchor.signature-differs 1"]);
});

test("receipts of another site say nothing here", async () => {
  const receipts = [{ site: "mall", stream: "log/x", version: 1, hash: "0" }];
  expect(await faultsOf(records(), { receipts })).toEqual([]);
});

test("a site that was never sealed is said to be so", async () => {
  const kept = records();
  kept.heads = [];
  kept.leaves = [];
  expect(await limitsOf(kept)).toEqual(["unsealed-at-all"]);
});

test("texts that could not be opened are counted as not proven", async () => {
  const kept = records();
  patch(kept.secrets, 0, { opens: undefined });
  expect(await limitsOf(kept)).toContain("texts-unopened");
});

function cutTail(kept: Records, entries: number): void {
  kept.entries.splice(-entries);
  kept.commands.splice(-entries);
  kept.streams[1] = kept.entries.at(-1) as StreamEvidence;
}

function patch<T>(list: T[], index: number, change: Partial<T>): void {
  list[index] = { ...(list[index] as T), ...change };
}

function altered(entry: EntryEvidence | undefined): Buffer {
  return Buffer.from(String(entry?.bytes).replace('"line ', '"lime '));
}

function swapLeaves(kept: Records): void {
  const [one, other] = kept.leaves as [LeafEvidence, LeafEvidence];
  kept.leaves.splice(0, 2, { ...other, position: 0 }, { ...one, position: 1 });
}
