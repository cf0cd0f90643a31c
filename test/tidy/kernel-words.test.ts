import { expect, test } from "vitest";
import { OLD_WORDS, oldKernelWords } from "./kernel-words.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("nothing is called by a word that the kernel gave up", () => expect(oldKernelWords(here)).toEqual([]));

test("what each old word is now called stands in the glossary, or is said in its place", () => {
  const glossary = here.get("GLOSSARY.md") ?? "";
  const said = OLD_WORDS.flatMap(({ now }) => now.split(/, | or /)).filter((now) => !glossary.includes(`| ${now}`));
  expect(new Set(said)).toEqual(
    new Set(["facts", "adoption in force", "batch of calls", "run a command", "one word for each meaning"]),
  );
});

test.each([
  ["server/door/execute.ts", "function write(desk: unknown) {}", "names desk: working set"],
  ["duty/door/run-command.ts", "class Desk {}", "names Desk: working set"],
  ["cli/regulations.ts", "const shelf = read();", "names shelf: locked reads"],
  ["server/journal/read.ts", "/* Kept on\n * the shelf. */", "read.ts:2 says shelf: locked reads"],
  ["server/keys/keyring.ts", "const memory = new Map();", "names memory: remembered reads"],
  ["server/door/execute.ts", "// What breaks on old memories", "says old memories: remembered reads"],
  ["duty/site/site.ts", "export function settingOf() {}", "names settingOf: shift occurrence"],
  ["test/two-products.ts", "class TwoHouses { #houses = 1 }", "names TwoHouses: services"],
  ["test/two-products.ts", "class Two { #houses = 1 }", "names houses: services"],
  ["server/simulation/stage.ts", "const clockDoor = open();", "names clockDoor: runtime"],
  ["server/http/routes.ts", "interface SignInSurroundings {}", "names SignInSurroundings: environment"],
  ["server/clock/clock.ts", "// so that berths are kept", "says berths: lock scope"],
  ["server/door/prefetch.ts", "/** Rehearses again. */", "says Rehears: prefetch"],
  ["bench/statements.ts", "const { ofOneFlight } = bench;", "names ofOneFlight: round trip"],
  ["server/http/app.ts", "const fewAtOnce = 4;", "names fewAtOnce: concurrency limit"],
])("%s with %s is caught", (path, text, reason) => {
  expect(oldKernelWords(plant({ [path]: text }))).toContainEqual(expect.stringContaining(reason));
});

test("the same words in other senses are not", () => {
  const tree = plant({
    "server/account/desk-session.ts": "export interface Desk { desk: string }",
    "server/postgres/durable-settings.ts": "const settings = rows; const setting = 1;",
    "duty/wiring/composition.ts": 'export const house = "zhiban-house"; const theHouse = 1; // under the house',
    "duty/world.ts": "// in memory, as at the door",
    "bench/path.ts": "const memory = process.memoryUsage(); const url = 'in-flight';",
    "web/desk/account/SignIn.tsx": "const a = <p>a shelf, a berth</p>; const choosePinAtDoor = 1;",
    "duty/site/site.ts": "const doors = { round: [] };",
  });
  expect(oldKernelWords(tree)).toEqual([]);
});
