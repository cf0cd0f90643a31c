import type { SealKey } from "#server/keys/keyring.ts";
import { consistencyPath, inclusionPath, merkleRoot } from "./merkle.ts";
import { headHash, type SignedHead } from "./seal-head.ts";
import type { SiteName } from "./seal-site.ts";
import { parseNote, signNote, type UnverifiedNote } from "./signed-note.ts";

/*
 * The log of a site: its leaves are the hashes of its heads, in their order. Published as https://c2sp.org/tlog-checkpoint says, so that somebody
 * who has nothing of ours can keep one and ask later whether the log of then goes on from it.
 */

/** What a log says of itself: how many heads there are, and the root over them. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** Which log it is, and the name of its key: without spaces or plus signs, whatever organisation and site are called. */
export function logOrigin({ org, site }: SiteName): string {
  return ["zhiban", org, site].map((each) => encodeURIComponent(each)).join("/");
}

/** Leaves of the log, from heads in the order of their numbers. */
export function logLeaves(heads: readonly Pick<SignedHead, "bytes">[]): Buffer[] {
  return heads.map((head) => Buffer.from(headHash(head), "hex"));
}

/** Signs what the log of a site is now. */
export function signCheckpoint(place: SiteName, leaves: readonly Buffer[], key: SealKey): string {
  const origin = logOrigin(place);
  return signNote(`${origin}\n${leaves.length}\n${merkleRoot(leaves).toString("base64")}\n`, origin, key);
}

/** Reads a checkpoint, and the note that it is; undefined where it is none. Says nothing about the signature. */
export function readCheckpoint(text: string): { checkpoint: Checkpoint; note: UnverifiedNote } | undefined {
  const note = parseNote(text);
  const [origin = "", size = "", base64 = ""] = note?.text.split("\n") ?? [];
  const root = Buffer.from(base64, "base64");
  const isOne = origin !== "" && /^(?:0|[1-9]\d{0,14})$/.test(size) && root.toString("base64") === base64;
  return note && isOne && root.length === 32 ? { checkpoint: { origin, size: Number(size), root }, note } : undefined;
}

/** That the log goes on from its first `before` leaves, in the form that witnesses are asked in (https://c2sp.org/tlog-witness). */
export function consistencyText(leaves: readonly Buffer[], before: number, checkpoint: string): string {
  const path = consistencyPath(leaves, before).map((each) => `${each.toString("base64")}\n`);
  return `old ${before}\n${path.join("")}\n${checkpoint}`;
}

/** That the leaf of a place stands in the log, in the form of https://c2sp.org/tlog-proof. */
export function inclusionText(leaves: readonly Buffer[], index: number, checkpoint: string): string {
  const path = inclusionPath(leaves, index).map((each) => `${each.toString("base64")}\n`);
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${path.join("")}\n${checkpoint}`;
}
