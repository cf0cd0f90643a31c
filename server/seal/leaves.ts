import { createHash } from "node:crypto";
import canonicalize from "canonicalize";

/** Everything that is kept of a command. The answer is compared as a value: the order of its keys says nothing. */
export interface KeptCommand {
  readonly org: string;
  readonly id: string;
  readonly site: string;
  readonly act: string;
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** SHA-256 of what was asked, hexadecimal. */
  readonly bodyHash: string;
  readonly answer: unknown;
}

/** RFC 8785 bytes of a command and its answer: what its leaf stands for. */
export function commandBytes({ org, id, site, act, actor, at, bodyHash, answer }: KeptCommand): Buffer {
  const text = canonicalize({ org, id, site, act, actor, at, bodyHash, answer });
  if (text === undefined) throw new Error(`command ${id} has no canonical form`);
  return Buffer.from(text, "utf8");
}

/** Data of a command's leaf, hexadecimal. That of an entry's leaf is the entry's own hash. */
export function commandHash(bytes: Uint8Array): string {
  return createHash("sha256").update("zhiban/command/1\n").update(bytes).digest("hex");
}

/** One leaf as it stands in `seal_leaf`: of an entry, or of a command (noun empty, version 0). */
export interface Leaf {
  readonly noun: string;
  readonly id: string;
  readonly version: number;
  /** Hexadecimal. */
  readonly hash: string;
}
