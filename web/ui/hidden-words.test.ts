import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/* Words that only a screen reader has are clipped, and still take their room: a long name made the page wider than a phone. */

const web = join(import.meta.dirname, "..");
const sheets = readdirSync(web, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".css") && !file.startsWith("dist"))
  .map((file) => readFileSync(join(web, file), "utf8"));

test("what is clipped away is one pixel wide, however long it is; but the way past the bar, which shows itself when it is reached", () => {
  const rules = sheets.flatMap((sheet) => [...sheet.matchAll(/([^{}]+)\{([^{}]*clip-path: inset\(50%\)[^{}]*)\}/g)]);
  const named = rules.map(([, selector = "", said = ""]) => ({ selector: selector.trim(), said }));
  const wide = named.filter(({ said }) => !/(^|[;{\s])width: 1px;/.test(said) || !/overflow: hidden;/.test(said));
  expect(named.length).toBeGreaterThan(3);
  expect(wide.map(({ selector }) => selector.split("\n").at(-1)?.trim())).toEqual([".skip"]);
});
