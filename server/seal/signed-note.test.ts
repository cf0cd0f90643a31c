import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { isSignedNote, parseNote, rawPublicKey, readVerifierKey, signNote, verifierKey } from "./signed-note.ts";

/* What others have written: the example of golang.org/x/mod/sumdb/note, and a checkpoint of sum.golang.org, which another signed. */
const peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const petersSecret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const petersText =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const petersNote = `${petersText}\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
const sumKey = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
const sumNote =
  "go.sum database tree\n15081221\nBoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=\n\n" +
  "\u2014 sum.golang.org Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R+C8j0jGY1WnUADGMkok3U0m2Zgo=\n";

function isGood(note: string, ...keys: readonly string[]): boolean {
  const read = parseNote(note);
  return (
    read !== undefined &&
    isSignedNote(
      read,
      keys.flatMap((each) => readVerifierKey(each) ?? []),
    )
  );
}

test.each([
  [peter, petersNote],
  [sumKey, sumNote],
])("what somebody else signed is read by %s", (key, note) => {
  expect(verifierKey(readVerifierKey(key) as NonNullable<ReturnType<typeof readVerifierKey>>)).toBe(key);
  expect(isGood(note, key)).toBe(true);
  expect(isGood(note.replace("problem", "trouble").replace("15081221", "15081222"), key)).toBe(false);
  expect(isGood(note)).toBe(false);
});

test("a note that the same key signs here is the same to the byte", () => {
  const seed = Buffer.from(petersSecret, "base64").subarray(1);
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const secret = createPrivateKey({ key: der, type: "pkcs8", format: "der" });
  const pair = { private: secret, public: createPublicKey(secret) };
  expect(signNote(petersText, "PeterNeumann", pair)).toBe(petersNote);
  expect(() => signNote(petersText, "Peter Neumann", pair)).toThrow("cannot be signed");
  expect(() => signNote("without an end", "PeterNeumann", pair)).toThrow("cannot be signed");
});

test("signatures of others say nothing, and one of a known key that does not hold spoils the note", () => {
  const strange = sumNote.trimEnd().split("\n").at(-1);
  expect(isGood(`${petersNote}${strange}\n`, peter)).toBe(true);
  expect(isGood(`${petersNote}${strange}\n`, peter, sumKey)).toBe(false);
  const pair = generateKeyPairSync("ed25519");
  const note = signNote(petersText, "PeterNeumann", { private: pair.privateKey, public: pair.publicKey });
  expect(isGood(note, peter)).toBe(false);
});

test.each([
  ["no empty line", petersNote.replace("\n\n", "\n")],
  ["no end", petersNote.slice(0, -1)],
  ["a tab", petersNote.replace("If you", "If\tyou")],
  ["a name with a plus", petersNote.replace("\u2014 Peter", "\u2014 Peter+")],
  ["seventeen signatures", petersNote + `${petersNote.split("\n").at(-2)}\n`.repeat(16)],
])("%s is no note", (_, note) => {
  expect(parseNote(note)).toBeUndefined();
});

test("a key of another kind is none, nor one whose hash is another's", () => {
  expect(readVerifierKey(peter.replace("c74f20a3", "c74f20a4"))).toBeUndefined();
  expect(readVerifierKey("PeterNeumann")).toBeUndefined();
  const { publicKey } = generateKeyPairSync("x25519");
  expect(rawPublicKey(publicKey.export({ type: "spki", format: "der" }))).toBeUndefined();
});
