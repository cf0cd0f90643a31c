import { parseArgs } from "node:util";
import { readShelf } from "#server/regulation/published.ts";
import { faultLine } from "#server/regulation/yaml-text.ts";

/**
 * `regulations check [--json] [--regulations DIR]`: whether every edition reads, says only what there are words for, and cites only rules
 * that it has. Answers the status to end with: 0 well, 1 with faults, 2 for an argument that is wrong.
 */
export async function regulations(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean" }, regulations: { type: "string", default: "regulations" } },
  });
  const [verb] = positionals;
  if (verb === "check" && positionals.length === 1) return check(values.regulations, values.json === true);
  console.error("usage: regulations check [--json]");
  return 2;
}

function check(folder: string, json: boolean): number {
  const { published, faults } = readShelf(folder);
  const editions = published.map(({ id, edition, hash }) => ({ id, edition, hash }));
  if (json) console.log(JSON.stringify({ regulations: editions, faults }, undefined, 2));
  else {
    for (const { id, edition, hash } of editions) console.log(`${id} ${edition} ${hash.slice(0, 16)} is well`);
    for (const fault of faults) console.error(faultLine(fault));
  }
  return faults.length === 0 ? 0 : 1;
}
