import { createSecretKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrganisationKeys } from "#server/keys/keyring.ts";
import { open, type Sealable, sealerWith } from "./sealer.ts";

function keysOf(org: string): OrganisationKeys {
  const key = createSecretKey(randomBytes(32));
  return {
    org,
    current: { id: "k1", key },
    salt: createSecretKey(randomBytes(32)),
    dataKey: (id) => (id === "k1" ? key : undefined),
  };
}

const keys = keysOf("wanda");
const sealer = sealerWith(keys);
const line: Sealable = {
  org: "wanda",
  site: "tower",
  kind: "free-text",
  text: "大堂西侧玻璃门有裂纹",
  command: "c-1",
  index: 0,
};

test("a second try of a command commits to the same", () => {
  const { sealed: first } = sealer.seal(line);
  expect(sealer.seal(line).sealed).toEqual(first);
});

test("the same text in another place of the command, in another command or site commits to something else", () => {
  const others = [line, { ...line, index: 1 }, { ...line, command: "c-2" }, { ...line, site: "mall" }];
  const commitments = others.map((each) => sealer.seal(each).sealed.sealed);
  expect(new Set(commitments).size).toBe(others.length);
});

test("without the salt key a known text cannot be found again from its commitment", () => {
  const elsewhere = sealerWith({ ...keys, salt: createSecretKey(randomBytes(32)) });
  expect(elsewhere.seal(line).sealed.sealed).not.toBe(sealer.seal(line).sealed.sealed);
});

test("every text that can be stored comes back as it was", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, index) => {
      const { row } = sealer.seal({ ...line, text, index });
      expect(open(keys, row)).toEqual({ text });
    }),
  );
});

test("the cipher shows nothing of the text", () => {
  const { row } = sealer.seal(line);
  expect(row.cipher.includes(Buffer.from("玻璃门"))).toBe(false);
});

test.each([
  ["a changed byte", (row: ReturnType<typeof sealer.seal>["row"]) => ({ ...row, cipher: flipped(row.cipher) })],
  ["another site", (row: ReturnType<typeof sealer.seal>["row"]) => ({ ...row, site: "mall" })],
  ["another commitment", (row: ReturnType<typeof sealer.seal>["row"]) => ({ ...row, commitment: "0".repeat(64) })],
  ["another kind", (row: ReturnType<typeof sealer.seal>["row"]) => ({ ...row, kind: "name" as const })],
  ["nothing left of it", (row: ReturnType<typeof sealer.seal>["row"]) => ({ ...row, cipher: Buffer.of(1) })],
])("a stored text with %s does not open", (_, change) => {
  expect(open(keys, change(sealer.seal(line).row))).toEqual({ problem: "changed" });
});

test("a text exchanged by somebody who holds the data key does not open as the one that was sealed", () => {
  const one = sealer.seal(line).row;
  const forger = sealerWith({ ...keys, salt: createSecretKey(randomBytes(32)) });
  const other = forger.seal({ ...line, text: "一切正常" }).row;
  expect(open(keys, { ...other, commitment: one.commitment })).toEqual({ problem: "changed" });
});

test("a text under a key that is not there says so", () =>
  expect(open(keys, { ...sealer.seal(line).row, keyId: "k0" })).toEqual({ problem: "key-unknown" }));

test("texts of one organisation never meet the keys of another", () =>
  expect(() => sealer.seal({ ...line, org: "vanke" })).toThrow("vanke"));

function flipped(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length - 1) ^ 1, copy.length - 1);
  return copy;
}
