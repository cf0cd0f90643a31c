import { expect, test } from "vitest";
import { hidden, mask } from "./masking.ts";

test.each([
  ["王芳", "王＊"],
  ["欧阳建国", "欧＊＊"],
  ["阿依古丽·买买提", "阿＊＊"],
  ["李", "＊"],
])("of the name %s only %s is shown", (name, shown) => expect(mask("name", name)).toBe(shown));

test.each([
  ["13812345678", "138****5678"],
  ["+86 138 1234 5678", "861****5678"],
  ["110", "****"],
])("of the telephone %s only %s is shown", (phone, shown) => expect(mask("phone", phone)).toBe(shown));

test("of free text nothing is shown", () => expect(mask("free-text", "13812345678 王芳")).toBe(hidden));
