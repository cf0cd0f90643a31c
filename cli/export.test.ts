import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { writeAnchors } from "./export.ts";

const head = (bytes: string) => ({ bytes, signature: "s", publicKey: "k" });

test("heads go into a new file, one a line, and over no file that is there", () => {
  const folder = mkdtempSync(join(tmpdir(), "zhiban-anchors-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "heads.ndjson");
  writeAnchors(path, [head("one"), head("two")]);
  const kept = readFileSync(path, "utf8");
  expect(kept).toBe(`${JSON.stringify(head("one"))}\n${JSON.stringify(head("two"))}\n`);
  expect(() => writeAnchors(path, [])).toThrow("EEXIST");
  expect(readFileSync(path, "utf8")).toBe(kept);
});
