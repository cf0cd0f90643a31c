import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { refusalsOfActs } from "./read-act-refusals.ts";
import { ROOT, repository } from "./tree.ts";

/* Writes down with which codes each act may refuse; a test holds the file against the code. Run: node test/tidy/write-act-refusals.ts */

const found = refusalsOfActs(repository());
const lines = Object.entries(found).map(([act, codes]) => `  ${JSON.stringify(act)}: ${JSON.stringify(codes)},`);
const text = `/** With which codes each act may refuse. Written by \`test/tidy/write-act-refusals.ts\` from the code, never by hand. */
export const actRefusals: Readonly<Record<string, readonly string[]>> = {
${lines.join("\n")}
};
`;
writeFileSync(join(ROOT, "duty", "act-refusals.ts"), text);
