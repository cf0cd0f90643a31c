import { createHash } from "node:crypto";

/*
 * Merkle trees as RFC 6962 §2.1 (Certificate Transparency) defines them: leaves and inner nodes are hashed under
 * different first bytes, so that neither can be passed off as the other.
 */

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Hash of one leaf; `data` is the 32 bytes of what it stands for. */
export function leafHash(data: Uint8Array): Buffer {
  return createHash("sha256").update(LEAF).update(data).digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(NODE).update(left).update(right).digest();
}

/** Root over the data of all leaves in their order; of none, the hash of nothing. */
export function merkleRoot(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0) return createHash("sha256").digest();
  return rootOf(leaves.map(leafHash));
}

function rootOf(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (hashes.length === 1 && only) return only;
  const split = splitOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
}

/** The hashes that lead from one leaf to the root, nearest first. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (!(index >= 0 && index < leaves.length)) throw new RangeError(`no leaf ${index} among ${leaves.length}`);
  return pathTo(leaves.map(leafHash), index);
}

function pathTo(hashes: readonly Buffer[], index: number): Buffer[] {
  if (hashes.length === 1) return [];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return index < split ? [...pathTo(left, index), rootOf(right)] : [...pathTo(right, index - split), rootOf(left)];
}

/** The root that a path leads to (RFC 9162 §2.1.3.2); undefined where the path cannot belong to a tree of that size. */
export function rootFromPath(about: {
  data: Uint8Array;
  index: number;
  size: number;
  path: readonly Uint8Array[];
}): Buffer | undefined {
  const { data, index, size, path } = about;
  if (!(index >= 0 && index < size)) return undefined;
  let [node, last, root] = [index, size - 1, leafHash(data)];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (node % 2 === 1 || node === last) {
      root = nodeHash(sibling, root);
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      root = nodeHash(root, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 ? root : undefined;
}

/** The largest power of two smaller than `size`. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

/** The hashes that show that a tree of all these leaves goes on from the one of its first `before` (RFC 6962 §2.1.2); none where it is the same. */
export function consistencyPath(leaves: readonly Uint8Array[], before: number): Buffer[] {
  if (!(before >= 0 && before <= leaves.length)) throw new RangeError(`no ${before} leaves among ${leaves.length}`);
  if (before === 0 || before === leaves.length) return [];
  return pathFrom(leaves.map(leafHash), before, true);
}

/** `whole`: whether the tree before is a tree that whoever checks has the root of already. */
function pathFrom(hashes: readonly Buffer[], before: number, whole: boolean): Buffer[] {
  if (before === hashes.length) return whole ? [] : [rootOf(hashes)];
  const split = splitOf(hashes.length);
  const [left, right] = [hashes.slice(0, split), hashes.slice(split)];
  return before <= split
    ? [...pathFrom(left, before, whole), rootOf(right)]
    : [...pathFrom(right, before - split, false), rootOf(left)];
}

/** Whether the tree of `size` leaves with `root` goes on from that of `before` leaves (RFC 9162 §2.1.4.2). */
export function isConsistent(about: {
  before: { readonly size: number; readonly root: Uint8Array };
  after: { readonly size: number; readonly root: Uint8Array };
  path: readonly Uint8Array[];
}): boolean {
  const { before, after, path } = about;
  if (before.size === 0) return path.length === 0;
  if (before.size === after.size) return path.length === 0 && Buffer.compare(before.root, after.root) === 0;
  if (before.size > after.size || path.length === 0) return false;
  const isFull = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = isFull ? [before.root, ...path] : path;
  if (!first) return false;
  let [node, last] = [before.size - 1, after.size - 1];
  while (node % 2 === 1) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  let [older, newer]: [Buffer, Buffer] = [Buffer.from(first), Buffer.from(first)];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [older, newer] = [nodeHash(sibling, older), nodeHash(sibling, newer)];
      while (node % 2 === 0 && node !== 0) [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
    } else {
      newer = nodeHash(newer, sibling);
    }
    [node, last] = [Math.floor(node / 2), Math.floor(last / 2)];
  }
  return last === 0 && older.equals(before.root) && newer.equals(after.root);
}
