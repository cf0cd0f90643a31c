import { expect, test } from "vitest";
import { crossings } from "./borders.ts";
import { reckonedImports } from "./imports.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("nobody imports across a border", () => expect(crossings(here)).toEqual([]));

test("every import of the product says which file it means", () => expect(reckonedImports(here)).toEqual([]));

test.each([
  "const life = await import(`../../test/$" + "{name}.ts`);",
  "const life = await import(name);",
  'const life = await import("../../test/" + name);',
  "const life = require(name);",
  "const life = module.require(name);",
  'const life = import.meta.glob("../../../server/log/log-view.ts", { eager: true });',
  'const life = import.meta.glob("./*.ts");',
])("%s is caught", (line) => {
  const tree = plant({
    "server/simulation/chance.ts": `const name = "lives";\n${line}`,
    "web/Chance.tsx": line,
    "test/lives.ts": line,
  });
  expect(reckonedImports(tree)).toEqual([
    "server/simulation/chance.ts:2 imports what it reckons",
    "web/Chance.tsx:1 imports what it reckons",
  ]);
});

test("an import that says its file is none of these", () => {
  const text =
    'import a from "./a.ts";\nconst b = await import("./b.ts");\nconst c = require("./c.cjs");\nconst d = import.meta.glob("./*.en.json");';
  expect(reckonedImports(plant({ "server/log/log.ts": text }))).toEqual([]);
});

test.each([
  ["duty/log/log.ts", 'import postgres from "postgres";', "duty is pure"],
  ["duty/log/log.ts", 'import { Temporal } from "temporal-polyfill";', "duty is pure"],
  ["duty/log/log.ts", 'import { append } from "#server/journal/append-entries.ts";', "duty may not know server"],
  ["duty/log/log.ts", 'import {\n  sign,\n} from "#duty/handover/sign.ts";', "no noun knows another"],
  ["duty/log/log.ts", 'import type { Act } from "../nouns.ts";', "tables of contents"],
  ["duty/log/log.ts", 'import { WorkingSet } from "#duty/door/working-set.ts";', "does not know the door"],
  ["duty/grammar/act.ts", 'import { log } from "#duty/log/log.ts";', "stands under every noun"],
  ["solver/search.ts", 'import { sql } from "#server/sql.ts";', "solver may not know server"],
  ["solver/search.ts", 'import type { Shift } from "#duty/site/site.ts";', "solver may not know duty"],
  ["solver/search.ts", 'import postgres from "postgres";', "may know this package"],
  ["solver/search.ts", 'import { readFileSync } from "node:fs";', "may know this package"],
  ["connect/mail.ts", 'import { connect } from "node:net";', "may know this package"],
  ["server/log/log-view.ts", 'import sharp from "sharp";', "may know this package"],
  ["server/log/log-view.ts", 'import { parse } from "yaml";', "may know this package"],
  ["server/account/password.ts", 'import argon2 from "argon2";', "may know this package"],
  ["web/desk/Log.tsx", 'import { z } from "zod";', "may know this package"],
  ["web/desk/Log.tsx", 'import reactive from "react-reactive";', "may know this package"],
  ["cli/main.ts", 'import highs from "highs";', "may know this package"],
  ["solver/search.ts", 'const thread = new URL("../server/search.ts", import.meta.url);', "solver may not know server"],
  ["connect/mail.ts", 'import { callOut } from "#duty/grammar/obligation.ts";', "connect may not know duty"],
  ["server/http/app.ts", 'import { page } from "../../web/page.ts";', "server may not know web"],
  ["server/http/app.ts", 'const cli = await import("#cli/main.ts");', "server may not know cli"],
  ["web/desk/Log.tsx", 'import { routes } from "../../server/log/log-routes.ts";', "web may not know server"],
  ["web/desk/Log.tsx", 'import type { Row } from "../../server/log/log-view.ts";', "web may not know server"],
  ["web/desk/Log.tsx", 'import { row } from "../../server/log/log-answer.ts";', "web may not know server"],
  ["web/desk/Log.tsx", 'type Row = import("../../server/log/log-routes.ts").Row;', "web may not know server"],
  ["test/stories/log.story.test.ts", 'import { desk } from "../../web/desk.ts";', "test may not know web"],
  ["bench/line.ts", 'import { serve } from "#cli/serve.ts";', "bench may not know cli"],
  ["set-up/say.mjs", 'import { run } from "../cli/run.mjs";', "set-up may not know cli"],
  ["server/log/log-answer.ts", 'import { sql } from "#server/pool.ts";', "an answer knows zod and duty"],
  ["extra/log.ts", "export const log = 1;", "nobody has said what extra may know"],
  ["web/desk/Log.tsx", 'import type { Row } from "#server/log/log-routes.ts";', "web may not know server"],
  ["server/log/log-answer.ts", 'import type { Sql } from "postgres";', "zod and duty, nothing else"],
  ["web/phone/Log.tsx", 'import { z } from "zod";', "types, not schemas"],
  [
    "server/a/b.ts",
    'const texts = join(import.meta.dirname, "..", "..", "web", "languages");',
    "server may not know web",
  ],
  ["server/a/b.ts", 'read(new URL("../../web/languages/ui.en.json", import.meta.url));', "server may not know web"],
  ["web/ui/Button.tsx", 'import { readFileSync } from "node:fs";', "no Node"],
  ["server/log/log-view.ts", 'import { rows } from "#server/handover/handover-view.ts";', "not from another view"],
])("%s with %s is caught", (path, text, reason) => {
  expect(crossings(plant({ [path]: text }))).toEqual([expect.stringContaining(reason)]);
});

test("what is allowed is not caught", () => {
  const tree = plant({
    "duty/nouns.ts": 'import { sign } from "#duty/handover/sign.ts";\nimport { log } from "#duty/log/log.ts";',
    "duty/grammar/time.ts": 'import { Temporal } from "temporal-polyfill";',
    "duty/log/log.ts": 'import { z } from "zod";\nimport { at } from "#duty/grammar/time.ts";\nimport "./line.ts";',
    "server/log/log-view.ts": "export const rows = sql`select text from line`;",
    "solver/search.ts": 'import { Worker } from "node:worker_threads";\nimport "highs/wasm";',
    "server/http/app.ts": 'import { join } from "node:path";\nimport cookie from "@fastify/cookie";',
    "server/log/log.test.ts": 'import sharp from "sharp";',
    "bench/line.ts": 'import { request } from "undici";',
    "server/start/screens.ts": 'const screens = join(import.meta.dirname, "..", "..", "web", "dist");',
    "connect/mail.ts": 'import type { Call } from "#duty/grammar/obligation.ts";',
    "web/vite.config.ts": 'import { plugin } from "./plugin.ts";',
    "web/plugin.ts": 'import { readFileSync } from "node:fs";',
    "web/desk/Log.tsx": 'import type { Row } from "../../server/log/log-answer.ts";',
    "server/log/log-answer.ts": 'import { z } from "zod";\nimport { line } from "#duty/log/log-shapes.ts";',
  });
  expect(crossings(tree)).toEqual([]);
});
