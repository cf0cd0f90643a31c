import fc from "fast-check";
import { expect, test } from "vitest";
import { consistencyPath, inclusionPath, isConsistent, merkleRoot, rootFromPath } from "./merkle.ts";

/** The reference tree of Certificate Transparency: its first eight leaves and the roots over the first n of them. */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

test.each(roots.map((root, size) => ({ root, size })))("the root over $size leaves is the published one", (about) => {
  const data = leaves.slice(0, about.size).map((hex) => Buffer.from(hex, "hex"));
  expect(merkleRoot(data).toString("hex")).toBe(about.root);
});

const tree = fc
  .array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { minLength: 1, maxLength: 70 })
  .chain((data) => fc.record({ data: fc.constant(data), index: fc.nat(data.length - 1) }));

test("every leaf's path leads to the root, and to another root from any other place", () => {
  fc.assert(
    fc.property(tree, ({ data, index }) => {
      const path = inclusionPath(data, index);
      const leaf = data[index] as Uint8Array;
      const root = merkleRoot(data);
      expect(rootFromPath({ data: leaf, index, size: data.length, path })).toEqual(root);
      const elsewhere = (index + 1) % data.length;
      if (elsewhere !== index)
        expect(rootFromPath({ data: leaf, index: elsewhere, size: data.length, path })).not.toEqual(root);
    }),
  );
});

test("a path that is too long or too short leads nowhere", () => {
  const data = [1, 2, 3].map((byte) => Buffer.alloc(32, byte));
  const path = inclusionPath(data, 0);
  const about = { data: data[0] as Buffer, index: 0, size: 3 };
  expect(rootFromPath({ ...about, path: path.slice(1) })).toBeUndefined();
  expect(rootFromPath({ ...about, path: [...path, Buffer.alloc(32)] })).toBeUndefined();
  expect(rootFromPath({ ...about, index: 3, path })).toBeUndefined();
});

test("there is no path to a leaf that is not there", () => expect(() => inclusionPath([], 0)).toThrow(RangeError));

test("a tree is shown to go on from each of its beginnings, and from nothing else", () => {
  const leaves = Array.from({ length: 21 }, (_, index) => Buffer.alloc(32, index));
  for (let size = 1; size <= leaves.length; size += 1) {
    const after = { size, root: merkleRoot(leaves.slice(0, size)) };
    for (let earlier = 0; earlier <= size; earlier += 1) {
      const path = consistencyPath(leaves.slice(0, size), earlier);
      const before = { size: earlier, root: merkleRoot(leaves.slice(0, earlier)) };
      expect(isConsistent({ before, after, path }), `${earlier} of ${size}`).toBe(true);
      if (earlier === 0) continue;
      const other = { size: earlier, root: merkleRoot([...leaves.slice(1, earlier), Buffer.alloc(32, 99)]) };
      expect(isConsistent({ before: other, after, path }), `another ${earlier} of ${size}`).toBe(false);
      expect(isConsistent({ before, after, path: [...path, after.root] })).toBe(false);
      expect(isConsistent({ before, after, path: path.slice(0, -1) })).toBe(path.length === 0);
    }
  }
  expect(() => consistencyPath(leaves, 22)).toThrow(RangeError);
  const [one, two] = [1, 2].map((size) => ({ size, root: merkleRoot(leaves.slice(0, size)) }));
  expect(
    isConsistent({ before: two as NonNullable<typeof two>, after: one as NonNullable<typeof one>, path: [] }),
  ).toBe(false);
});
