import { expect, test } from "vitest";
import { idlePermissions, MAY, restless } from "./clockless.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("nothing in duty or in the search reaches a clock, chance or the machine", () =>
  expect(restless(here)).toEqual([]));
test("every permission is used", () => expect(idlePermissions(here)).toEqual([]));

test.each([
  ["const at = Date.now();", "Date.now"],
  ["const at = new Date();", "Date"],
  ["const said = Date();", "Date"],
  ["const { now } = Date;", "Date"],
  ['const today = new Intl.DateTimeFormat("en-CA").format();', "Intl.DateTimeFormat"],
  ["const at = performance.now();", "performance.now"],
  ["const at = process.hrtime();", "process.hrtime"],
  ["const id = crypto.randomUUID();", "crypto.randomUUID"],
  ["const chance = Math.random();", "Math.random"],
  ['const chance = Math["random"]();', "Math.random"],
  ["const { random } = Math;", "Math"],
  ["const chance = Math[key]();", "Math"],
  ["const at = globalThis.Date.now();", "globalThis.Date"],
  ["const at = eval('Date')();", "eval"],
  ["const at = [].constructor.constructor('return Date')();", "?.constructor"],
  ["const told = (5).toLocaleString();", "?.toLocaleString"],
  ["const { toLocaleString: tell } = 5;", "?.toLocaleString"],
  ["const sorted = names.toSorted((a, b) => a.localeCompare(b));", "a.localeCompare"],
  ["const timer = setTimeout(go, 5);", "setTimeout"],
  ["const loaded = import('./clock.ts');", "import"],
  ["const here = import.meta.url;", "import.meta"],
  ['import * as time from "temporal-polyfill";', "import"],
  ['import { Temporal as time } from "temporal-polyfill";', "import"],
  ['export { Temporal } from "temporal-polyfill";', "import"],
  ['import { hrtime } from "node:process";', "from node:process"],
  ["function late(Date) { return Date.now(); }", "Date.now"],
])("%s is caught", (line, words) => {
  const tree = plant({ "duty/log/log.ts": `\n\n${line}` });
  expect(restless(tree)).toContain(`duty/log/log.ts:3 says ${words}`);
  expect(restless(plant({ "solver/log.ts": line }))).toContain(`solver/log.ts:1 says ${words}`);
  expect(restless(plant({ "server/log.ts": line, "duty/log/log.test.ts": line }))).toEqual([]);
});

test("what a file may say, it may say in those words only", () => {
  const clock =
    'import { Temporal } from "temporal-polyfill";\nconst now = Temporal.Now.instant();\nconst zone = Temporal;';
  expect(restless(plant({ "duty/grammar/time.ts": clock }))).toEqual([
    "duty/grammar/time.ts:2 says Temporal.Now",
    "duty/grammar/time.ts:3 says Temporal",
  ]);
  const told = "const told = new Intl.DateTimeFormat().format();\nconst at: Date = performance.now();";
  expect(restless(plant({ "duty/grammar/time.ts": told }))).toHaveLength(2);
  expect(restless(plant({ "solver/solve.ts": "const at = performance.now();" }))).toEqual([]);
  expect(restless(plant({ "solver/solve.ts": "const at = performance.timeOrigin + Date.now();" }))).toHaveLength(2);
});

test("what answers the same tomorrow is not caught", () => {
  const steady = `import { z } from "zod";
    interface Dated { readonly Date: Date; process: string }
    const of = ({ at = 1, ...rest }, [first]) => ({ process: Math.max(at, first), now: rest.Date ?? page.performance });
    const page = z.object({ crypto: z.string() }).parse(JSON.parse("{}"));
    class Book { constructor(at) { this.at = at; } }
    try { of(new Book(Number("1"))); } catch (cause) { throw new Error("torn", { cause }); }`;
  const found = restless(plant({ "duty/log/log.ts": steady, "duty/log/log.test.ts": "Date.now();" }));
  expect(found).toEqual([]);
});

test("a permission that nobody needs is caught", () =>
  expect(idlePermissions(plant({}), { "duty/a.ts": ["Intl.x"], ...MAY })).toContain("duty/a.ts no longer says Intl.x"));
