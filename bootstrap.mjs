// What `npm start`, `npm test` and the other scripts go through: everything that a fresh clone lacks is made first, on
// whatever Node from 18 on is there, and then the command runs on Node 24. Nothing is asked, and nothing is asked of the
// network when nothing changed. Messages go to standard error; standard output belongs to the command.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildWeb } from "./set-up/build-web.mjs";
import { environmentOf, findNode, noNodeMessage, PRODUCT_ROOT } from "./set-up/find-node.mjs";
import { installPackages } from "./set-up/install-packages.mjs";
import { runNode } from "./set-up/run-child.mjs";
import { findBrowser } from "./set-up/system-packages.mjs";

const COMMANDS = {
  start: { program: "cli/main.ts", words: ["serve"], packages: "product" },
  test: { program: "node_modules/vitest/vitest.mjs", words: ["run"], browser: true },
  drill: { program: "test/drill/drill.ts", words: [], browser: true },
  bench: { program: "cli/main.ts", words: ["bench"] },
  journeys: { program: "test/journeys/run-journeys.ts", words: [], browser: true },
  screens: { program: "test/screens/take-screens.ts", words: [], browser: true },
};

/** What can be said in one line to the person at the terminal. */
class Refusal extends Error {}

/** @param {string[]} words */
async function main([name = "", ...rest]) {
  const command = COMMANDS[name];
  if (!command) throw new Refusal(`Usage: node bootstrap.mjs ${Object.keys(COMMANDS).join("|")} …`);
  const failed = await installPackages(PRODUCT_ROOT, command.packages ?? "everything");
  if (failed) return failed;
  const node = findNode();
  if (!node) throw new Refusal(noNodeMessage());
  const env = environmentOf(node);
  if (command.browser) {
    const { browser, refusal } = await findBrowser();
    if (refusal) throw new Refusal(refusal);
    env.ZHIBAN_CHROMIUM = browser;
  }
  const broken = await buildWeb(PRODUCT_ROOT, node, env);
  if (broken) return broken;
  const program = join(PRODUCT_ROOT, command.program);
  if (!existsSync(program)) throw new Refusal(`There is no ${command.program} in this release, so nothing to ${name}.`);
  return runNode(node, [program, ...command.words, ...rest], { cwd: PRODUCT_ROOT, env });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
