import { merkleRoot } from "#server/seal/merkle.ts";
import { headHash, isSignedBy, readHead, type SealHead } from "#server/seal/seal-head.ts";
import type { HeadEvidence, LeafEvidence, SiteEvidence } from "./evidence.ts";
import type { Notebook } from "./findings.ts";

/** What the seals of a site turned out to be. */
export interface Seals {
  /** Hash of every head by its number. */
  readonly heads: ReadonlyMap<number, string>;
  readonly last: { readonly number: number; readonly hash: string; readonly at: number } | undefined;
  /** Names of entries and commands that some head covers. */
  readonly entries: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
}

export interface Recomputed {
  readonly entries: ReadonlyMap<string, string>;
  readonly commands: ReadonlyMap<string, string>;
}

/** Follows the chain of heads from the first, checks each signature, and builds each tree again from what is there now. */
export async function checkSeals(evidence: SiteEvidence, notebook: Notebook, recomputed: Recomputed): Promise<Seals> {
  const leaves = await leavesByHead(evidence);
  const keys = await evidence.sealKeys();
  const heads = new Map<number, string>();
  let last: Seals["last"];
  for await (const signed of evidence.heads()) {
    const at = String(signed.number);
    const head = readHead(signed);
    if (!head) {
      notebook.discrepancy("seal.unreadable", at);
      continue;
    }
    checkPlace(evidence, notebook, { signed, head, last });
    checkSignature(notebook, { signed, head, keys });
    checkRoot(notebook, { head, leaves: leaves.get(signed.number) ?? [], recomputed });
    leaves.delete(signed.number);
    const hash = headHash(signed);
    heads.set(signed.number, hash);
    last = { number: signed.number, hash, at: head.at };
  }
  for (const number of leaves.keys()) notebook.discrepancy("seal.missing", String(number));
  return { heads, last, ...covered(await leavesByHead(evidence)) };
}

async function leavesByHead(evidence: SiteEvidence): Promise<Map<number, LeafEvidence[]>> {
  const leaves = new Map<number, LeafEvidence[]>();
  for await (const leaf of evidence.leaves()) {
    const list = leaves.get(leaf.head);
    if (list) list.push(leaf);
    else leaves.set(leaf.head, [leaf]);
  }
  return leaves;
}

function covered(leaves: ReadonlyMap<number, readonly LeafEvidence[]>): Pick<Seals, "entries" | "commands"> {
  const entries = new Set<string>();
  const commands = new Set<string>();
  for (const { kind, name } of [...leaves.values()].flat()) (kind === "entry" ? entries : commands).add(name);
  return { entries, commands };
}

function checkPlace(
  evidence: SiteEvidence,
  notebook: Notebook,
  { signed, head, last }: { signed: HeadEvidence; head: SealHead; last: Seals["last"] },
): void {
  const at = String(signed.number);
  const expected = (last?.number ?? 0) + 1;
  if (signed.number > expected) notebook.discrepancy("seal.missing", String(expected), { until: signed.number - 1 });
  const isHere = head.org === evidence.org && head.site === evidence.site && head.number === signed.number;
  if (!isHere || head.prev !== (last?.hash ?? "")) notebook.discrepancy("seal.chain-broken", at);
}

function checkSignature(
  notebook: Notebook,
  about: { signed: HeadEvidence; head: SealHead; keys: Awaited<ReturnType<SiteEvidence["sealKeys"]>> },
): void {
  const { signed, head, keys } = about;
  const at = String(signed.number);
  const key = keys.get(head.key);
  if (!key) {
    notebook.discrepancy("seal.key-unknown", at, { key: head.key });
    return;
  }
  if (key.vouched === false || key.publicKey !== signed.publicKey)
    notebook.discrepancy("seal.key-differs", at, { key: head.key });
  if (!isSignedBy(signed, key.publicKey)) notebook.discrepancy("seal.signature-differs", at);
}

/** Each leaf is held against what stands in the journal now, so that a leaf that was rewritten along with its entry breaks the root. */
function checkRoot(
  notebook: Notebook,
  { head, leaves, recomputed }: { head: SealHead; leaves: readonly LeafEvidence[]; recomputed: Recomputed },
): void {
  for (const { kind, name, hash } of leaves) {
    const actual = (kind === "entry" ? recomputed.entries : recomputed.commands).get(name);
    if (actual === undefined) notebook.discrepancy(`seal.${kind}-missing`, name, { head: head.number });
    else if (actual !== hash) notebook.discrepancy(`seal.${kind}-differs`, name, { head: head.number });
  }
  const ordered = leaves.every(({ position }, index) => position === index);
  const root = merkleRoot(leaves.map(({ hash }) => Buffer.from(hash, "hex"))).toString("hex");
  if (!ordered || leaves.length !== head.leaves || root !== head.root)
    notebook.discrepancy("seal.root-differs", String(head.number));
}
