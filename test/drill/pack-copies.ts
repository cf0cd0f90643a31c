import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { examineAll } from "#server/regulation/examine-packs.ts";
import { readPacks } from "#server/regulation/published.ts";
import { manyPacks } from "../changed-pack.ts";
import type { Drill } from "./drill-result.ts";

/** As many rules as the catalogue has texts for, in copies of packs under other names: each must be as whole as what it is a copy of. */
export const packsDrill: Drill = async ({ short }) => {
  const root = mkdtempSync(join(tmpdir(), "zhiban-packs-"));
  try {
    const folder = join(root, "regulations");
    const packs = manyPacks(folder, short ? 60 : 938);
    const { published, errors } = readPacks(folder);
    const theHouse = readPacks("regulations").published.find(({ id }) => id === "zhiban-house");
    if (!theHouse) throw new Error("the regulations hold no house");
    const examined = await examineAll(published, theHouse);
    const rules = examined.reduce((sum, each) => sum + each.rules.length, 0);
    const killed = examined.flatMap((each) => each.rules).reduce((sum, { mutants }) => sum + mutants.killed, 0);
    const lacking = examined.filter(({ whole }) => !whole).map(({ id }) => `${id} is not whole`);
    const failures = [...errors.map(({ file, message }) => `${file}: ${message}`), ...lacking];
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
    const counts = { packs, rules, "mutants noticed": killed, "megabytes at most": megabytes };
    return { name: "packs", passed: failures.length === 0 && packs === examined.length, counts, failures };
  } finally {
    rmSync(root, { recursive: true });
  }
};
