import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import type { SealKey } from "#server/keys/keyring.ts";
import { checkCode, headHash, isSignedBy, readHead, signHead } from "./seal-head.ts";

function sealKey(id: string): SealKey {
  const pair = generateKeyPairSync("ed25519");
  return { id, private: pair.privateKey, public: pair.publicKey };
}

const key = sealKey("k1");
const head = { org: "wanda", site: "tower", number: 1, leaves: 3, root: "a".repeat(64), prev: "", at: 1000 };
const signed = signHead(head, key);

test("a head is read back as it was signed", () => expect(readHead(signed)).toEqual({ ...head, key: "k1" }));

test("its signature holds for its bytes and its key alone", () => {
  expect(isSignedBy(signed, signed.publicKey)).toBe(true);
  const altered = signed.bytes.replace('"leaves":3', '"leaves":4');
  expect(isSignedBy({ ...signed, bytes: altered }, signed.publicKey)).toBe(false);
  expect(isSignedBy(signed, signHead(head, sealKey("k1")).publicKey)).toBe(false);
  expect(isSignedBy(signed, "no key")).toBe(false);
});

test.each(["", "{", "{}", JSON.stringify({ ...head, key: "k1" })])(
  "bytes that are no canonical head are none: %s",
  (bytes) => expect(readHead({ bytes })).toBeUndefined(),
);

test("two heads that differ anywhere have different hashes", () =>
  expect(headHash(signHead({ ...head, at: 1001 }, key))).not.toBe(headHash(signed)));

test("the code for paper has eight characters that cannot be misread", () => {
  expect(checkCode("00000000000000")).toBe("0000-0000");
  expect(checkCode(`ffffffffff${"0".repeat(54)}`)).toBe("ZZZZ-ZZZZ");
  expect(checkCode(headHash(signed))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});
