import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../tidy/tree.ts";
import type { DrillResult } from "../drill-result.ts";
import { HERE, mutateFolder } from "./mutate-folder.ts";

const FLOORS = join(ROOT, "test", "drill", "stryker-floors.json");

/** The folders of `duty/`, each with the least of a hundred mutants that its tests must kill. `.` are the files directly in it. */
export function floors(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(FLOORS, "utf8"));
}

/** What can be mutated: every folder of `duty/`, and the files that stand directly in it. */
export function foldersOfDuty(): string[] {
  const folders = readdirSync(join(ROOT, "duty"), { withFileTypes: true }).filter((each) => each.isDirectory());
  return [HERE, ...folders.map(({ name }) => name)].toSorted();
}

/**
 * The code that carries the rules out, changed in one place at a time: would a unit test, a property or a case notice? Folder after folder,
 * each held against its floor, which only rises: `raise` writes a better score down. Survivors are listed in `drill-history/`.
 */
export async function strykerDrill(named: readonly string[], { raise }: { raise: boolean }): Promise<DrillResult> {
  const least = floors();
  const reached: Record<string, number> = {};
  const counts: Record<string, number> = {};
  const failures: string[] = [];
  for (const folder of named.length > 0 ? named : foldersOfDuty()) {
    const { score, killed, survivors, list } = await mutateFolder(folder);
    reached[folder] = Math.max(score, least[folder] ?? 0);
    counts[`${folder}: of 1000 killed`] = Math.round(score * 10);
    counts[`${folder}: killed`] = killed;
    counts[`${folder}: survived`] = survivors.length;
    console.error(
      `${folder}: ${score} % of ${killed + survivors.length} killed, floor ${least[folder] ?? "none"}; survivors in ${list}`,
    );
    if (score < (least[folder] ?? 0))
      failures.push(`duty/${folder}: ${score} % killed, and the floor is ${least[folder]} %`);
  }
  if (raise) writeFloors({ ...least, ...reached });
  return { name: "stryker", passed: failures.length === 0, counts, failures };
}

function writeFloors(next: Readonly<Record<string, number>>): void {
  const sorted = Object.fromEntries(Object.entries(next).toSorted(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(FLOORS, `${JSON.stringify(sorted, null, 2)}\n`);
}
