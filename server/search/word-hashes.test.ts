import { createSecretKey, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { wordHasher } from "./word-hashes.ts";

const salt = createSecretKey(randomBytes(32));
const hashes = wordHasher({ salt });

test("the same words of a site have the same hashes, whenever they are made and in whichever order they stand", () => {
  expect(wordHasher({ salt })("tower", ["泵", "消防"])).toEqual(hashes("tower", ["消防", "泵", "泵"]));
  expect(hashes("tower", ["泵", "消防"])).toHaveLength(2);
});

test("at another site, and by another key, they are other numbers", () => {
  const [here, there] = [hashes("tower", ["泵", "消防"]), hashes("mall", ["泵", "消防"])];
  const [elsewhere] = [wordHasher({ salt: createSecretKey(randomBytes(32)) })("tower", ["泵", "消防"])];
  expect(there.filter((each) => here.includes(each))).toEqual([]);
  expect(elsewhere.filter((each) => here.includes(each))).toEqual([]);
});
