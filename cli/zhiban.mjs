#!/usr/bin/env node
// The command `zhiban`: finds a Node that is new enough and runs cli/main.ts on it.
import { join } from "node:path";
import { environmentOf, findNode, noNodeMessage, PRODUCT_ROOT } from "../set-up/find-node.mjs";
import { runNode } from "../set-up/run-child.mjs";

const node = findNode();
if (node) {
  process.exitCode = await runNode(node, [join(PRODUCT_ROOT, "cli", "main.ts"), ...process.argv.slice(2)], {
    env: environmentOf(node),
  });
} else {
  console.error(noNodeMessage());
  process.exitCode = 2;
}
