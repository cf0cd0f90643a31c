import { randomFillSync } from "node:crypto";

export const NONCE_BYTES = 12;

/** Few, so that little lies in memory; enough that asking for them hardly counts beside encrypting. */
const drawnAtOnce = 64;
const drawn = Buffer.alloc(drawnAtOnce * NONCE_BYTES);
let left = 0;

/** Random bytes that no other text of this process is encrypted with; drawn for several at once, since a draw takes longer than the cipher. */
export function freshNonce(): Buffer {
  if (left === 0) {
    randomFillSync(drawn);
    left = drawnAtOnce;
  }
  left -= 1;
  const from = left * NONCE_BYTES;
  // A copy: the next draw overwrites what was handed out.
  return Buffer.from(drawn.subarray(from, from + NONCE_BYTES));
}
