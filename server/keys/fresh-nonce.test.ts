import { createSecretKey, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { decrypt, encrypt, KEY_BYTES } from "./aes-gcm.ts";
import { freshNonce, NONCE_BYTES } from "./fresh-nonce.ts";

const several = 1000;

test("no nonce is handed out twice, and one that was stays as it was when others are drawn", () => {
  const nonces = Array.from({ length: several }, freshNonce);
  const spelt = nonces.map((each) => each.toString("hex"));
  expect(new Set(spelt).size).toBe(several);
  expect(new Set(nonces.map(({ length }) => length))).toEqual(new Set([NONCE_BYTES]));
  Array.from({ length: several }, freshNonce);
  expect(nonces.map((each) => each.toString("hex"))).toEqual(spelt);
  // Bytes that nobody drew are zero: of a thousand random ones none is, and none has half of its bytes alike.
  for (const each of nonces) expect(new Set(each).size).toBeGreaterThan(NONCE_BYTES / 2);
});

test("the same text is never the same bytes, and opens each time", () => {
  const key = createSecretKey(randomBytes(KEY_BYTES));
  const plain = Buffer.from("大堂巡查");
  const encrypted = Array.from({ length: several }, () => encrypt(key, plain, ["here"]));
  expect(new Set(encrypted.map((each) => each.toString("hex"))).size).toBe(several);
  for (const each of encrypted) expect(decrypt(key, each, ["here"])).toEqual(plain);
});
