import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/*
 * What is typed into a field for a PIN or a password is in that field and in one request. A journey watches every storage of a browser while
 * such fields are used; this holds that what has such a field cannot reach a storage at all.
 */

const web = join(import.meta.dirname, "..");
const files = readdirSync(web, { recursive: true, encoding: "utf8" }).filter(
  (file) => /\.tsx?$/.test(file) && !/\.test\.ts$|^dist/.test(file),
);
const sources = new Map(files.map((file) => [file, readFileSync(join(web, file), "utf8")]));

function saying(pattern: RegExp): string[] {
  return files.filter((file) => pattern.test(sources.get(file) ?? "")).sort();
}

const secretInput = /Input\.Password|type="password"|autoComplete="(?:current|new)-password"/;

test("a secret is typed in two places only, and neither they nor the forms around them keep a draft", () => {
  expect(saying(secretInput)).toEqual(["desk/account/AccountInputs.tsx", "ui/PinPad.tsx"]);
  const around = ["desk/account/AccountInputs.tsx", "ui/PinPad.tsx", "desk/account/AccountForm.tsx"].concat(
    "desk/account/use-account-act.ts",
    saying(/<(?:AccountForm|PinPad|OwnPin)\b/),
    saying(/\buseSigned\(/),
  );
  expect(around.length).toBeGreaterThan(8);
  const keeping = /\buse(?:Own)?(?:Draft|Text)\b|sessionStorage|localStorage|indexedDB|\bcaches\b|document\.cookie/;
  expect(around.filter((file) => keeping.test(sources.get(file) ?? ""))).toEqual([]);
});
