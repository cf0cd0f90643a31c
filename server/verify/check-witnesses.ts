import { logOrigin } from "#server/seal/checkpoint.ts";
import { merkleRoot } from "#server/seal/merkle.ts";
import { headHash, isSignedBy, readHead } from "#server/seal/seal-head.ts";
import { isSignedNote, rawPublicKey } from "#server/seal/signed-note.ts";
import type { CheckedEntries } from "./check-entries.ts";
import type { Seals } from "./check-seals.ts";
import type { SiteEvidence, Witnesses } from "./evidence.ts";
import type { Notebook } from "./findings.ts";

/** Names of entries that a receipt vouches for, and the highest head that an anchor vouches for. */
export interface Vouched {
  readonly receipts: ReadonlyMap<string, number>;
  readonly anchor: number;
}

/**
 * Holds what was kept elsewhere against the records. This alone finds records that were cut off at the end or rewritten as a
 * whole: inside such a database everything fits.
 */
export async function checkWitnesses(
  evidence: SiteEvidence,
  notebook: Notebook,
  about: { witnesses: Witnesses; checked: CheckedEntries; seals: Seals },
): Promise<Vouched> {
  const anchor = await checkAnchors(evidence, notebook, about);
  const logged = await checkCheckpoints(evidence, notebook, about);
  return { receipts: checkReceipts(evidence, notebook, about), anchor: Math.max(anchor, logged) };
}

function checkReceipts(
  evidence: SiteEvidence,
  notebook: Notebook,
  { witnesses, checked }: { witnesses: Witnesses; checked: CheckedEntries },
): Map<string, number> {
  const highest = new Map<string, number>();
  for (const { org, site, stream, version, hash } of witnesses.receipts) {
    if (site !== evidence.site || (org !== undefined && org !== evidence.org) || version === 0) continue;
    const at = `${stream}@${version}`;
    const actual = checked.entries.get(at);
    if (actual === undefined) notebook.discrepancy("receipt.missing", at);
    else if (actual !== hash) notebook.discrepancy("receipt.differs", at);
    highest.set(stream, Math.max(version, highest.get(stream) ?? 0));
  }
  return highest;
}

async function checkAnchors(
  evidence: SiteEvidence,
  notebook: Notebook,
  { witnesses, seals }: { witnesses: Witnesses; seals: Seals },
): Promise<number> {
  const keys = await evidence.sealKeys();
  let highest = 0;
  for (const anchor of witnesses.anchors) {
    const head = readHead(anchor);
    if (head?.org !== evidence.org || head.site !== evidence.site) continue;
    const at = String(head.number);
    const known = seals.heads.get(head.number);
    if (!isSignedBy(anchor, anchor.publicKey)) notebook.discrepancy("anchor.signature-differs", at);
    else if (known === undefined) notebook.discrepancy("anchor.missing", at);
    else if (known !== headHash(anchor) || keys.get(head.key)?.publicKey !== anchor.publicKey)
      notebook.discrepancy("anchor.differs", at);
    highest = Math.max(highest, head.number);
  }
  return highest;
}

/** Whether the log of now goes on from the checkpoints that others kept; answers the highest head that one vouches for. */
async function checkCheckpoints(
  evidence: SiteEvidence,
  notebook: Notebook,
  { witnesses, seals }: { witnesses: Witnesses; seals: Seals },
): Promise<number> {
  const name = logOrigin(evidence);
  const keys = [...(await evidence.sealKeys()).values()].flatMap((each) => {
    const publicKey = rawPublicKey(Buffer.from(each.publicKey, "base64"));
    return publicKey ? [{ name, publicKey }] : [];
  });
  const leaves = [...seals.heads].toSorted(([one], [other]) => one - other).map(([, hash]) => Buffer.from(hash, "hex"));
  let highest = 0;
  for (const { checkpoint, note } of witnesses.checkpoints ?? []) {
    const { origin, size, root } = checkpoint;
    if (origin !== name) continue;
    const at = String(size);
    if (!isSignedNote(note, keys)) notebook.discrepancy("checkpoint.signature-differs", at);
    else if (size > leaves.length) notebook.discrepancy("checkpoint.missing", at, { heads: leaves.length });
    else if (!merkleRoot(leaves.slice(0, size)).equals(root)) notebook.discrepancy("checkpoint.differs", at);
    highest = Math.max(highest, size);
  }
  return highest;
}
