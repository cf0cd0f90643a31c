import { expect, test } from "vitest";
import { inheritedEnvironments } from "./given-environment.ts";
import { plant, repository } from "./tree.ts";

test("whatever program is started is told what it gets of our environment, in which secrets stand", () => {
  expect(inheritedEnvironments(repository())).toEqual([]);
});

const found = (text: string, path = "server/a.ts") => inheritedEnvironments(plant({ [path]: text }));

test.each([
  'spawn("sh", [])',
  'spawnSync("sh", [], { stdio: "ignore" })',
  'spawn("sh", [], { env: process.env })',
  'spawn("sh", [], { env: { ...process.env, A: "b" } })',
  'const { env } = process; spawn("sh", [], { env });',
  'const options = { cwd: "/" }; execFile("sh", [], options);',
  'spawn("sh", [], { env: environmentOf(node) })',
  'spawn("sh", [], { stdio: "inherit", ...options })',
  "runChild(node, [])",
])("%s is caught", (text) => {
  expect(found(text)).toHaveLength(1);
});

test.each([
  'spawn("sh", [], { env: {} })',
  'spawn("sh", [], { env: bareEnvironment() })',
  'const options = { env: { ...withoutSecrets(), A: "b" } }; runChild("sh", [], options);',
  "const env = environmentOf(node); runNode(node, [], { env });",
  "/a/.exec(text)",
])("%s is none", (text) => {
  expect(found(text)).toEqual([]);
});
