import { expect, test } from "vitest";
import { newerThanFirstNode } from "./first-node.ts";
import { plant, repository } from "./tree.ts";

test("what runs before Node 24 is there asks nothing of Node that 18 does not have", () => {
  expect(newerThanFirstNode(repository())).toEqual([]);
});

const path = "set-up/say.mjs";

test.each([
  ["const here = import.meta.dirname;", "import.meta.dirname"],
  ['const there = import.meta.resolve("yaml");', "import.meta.resolve"],
  ['import lock from "../package-lock.json" with { type: "json" };', 'type: "json"'],
  ['const lock = await import("../package-lock.json", { with: { type: "json" } });', "an import with options"],
  ['import { styleText as style } from "node:util";', "styleText"],
  ['import { DatabaseSync } from "node:sqlite";', "node:sqlite"],
  ["process.loadEnvFile();", "loadEnvFile"],
  ["const one = AbortSignal.any([a, b]);", "AbortSignal.any"],
  ['const line = new WebSocket("ws://localhost");', "WebSocket"],
  ["const spoken = navigator.language;", "navigator"],
  ["const letters = /[\\p{L}--[a-z]]/v;", "the flag v"],
  ["using file = open();", "using"],
])("%s is caught", (text, newer) => {
  expect(newerThanFirstNode(plant({ [path]: text }))).toEqual([`${path}:1 ${newer} is newer than Node 18`]);
});

test("what 18 has is none of these, nor is what runs on Node 24", () => {
  const text = `
    import { parseArgs } from "node:util";
    const here = new URL("..", import.meta.url);
    const yaml = await import("yaml");
    const late = AbortSignal.timeout(5);`;
  const newer = "const here = import.meta.dirname;";
  expect(newerThanFirstNode(plant({ [path]: text, "cli/main.ts": newer, "web/no.mjs": newer }))).toEqual([]);
});
