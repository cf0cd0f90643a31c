import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RuleId } from "#duty/grammar/decision.ts";

const source = join(import.meta.dirname, "..", "..", "duty");

/** The platform's own rules that stand in code, by rule: `duty/handover/sign-handover.ts#ZB-03`. Told by the citations in the code itself. */
export function builtInMechanisms(): ReadonlyMap<RuleId, readonly string[]> {
  const found = new Map<RuleId, string[]>();
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    // The list of them carries nothing out.
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && file !== "built-in-rules.ts",
  );
  for (const file of files.toSorted()) {
    const cited = new Set(
      [...readFileSync(join(source, file), "utf8").matchAll(/\b(ZB-\d{2})\b/g)].map(([, id = ""]) => id),
    );
    for (const id of cited) found.set(id, [...(found.get(id) ?? []), `duty/${file}#${id}`]);
  }
  return found;
}
