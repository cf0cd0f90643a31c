import { parseArgs } from "node:util";
import type { Bench } from "#bench/measured.ts";

/** One file per measurement, loaded only when it is asked for. */
const benches: Readonly<Record<string, () => Promise<Bench>>> = {
  append: async () => (await import("#bench/line-path.ts")).appendBench,
  rebuild: async () => (await import("#bench/rebuild-speed.ts")).rebuildSpeed,
  tower: async () => (await import("#bench/tower-bench.ts")).towerBench,
};

/**
 * `bench NAME [--json]`: measures, each figure beside its reference of the same run. Status 1 where a figure could not be measured, 2
 * where there is no such measurement.
 */
export async function benchCommand(args: readonly string[], known = benches): Promise<number> {
  if (args[0] === "roster") return (await import("#bench/roster-bench.ts")).rosterBench(args.slice(1));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: "boolean" } },
  });
  const [name = ""] = positionals;
  const load = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!load) {
    console.error(`usage: bench ${Object.keys(known).join("|")} [--json], bench roster FOLDER [--json]`);
    return 2;
  }
  const measure = await load();
  const result = await measure((line) => console.error(line));
  if (values.json) console.log(JSON.stringify(result, undefined, 2));
  else
    for (const { name: of, value, unit, reference, ratio } of result.figures) {
      const beside = reference === undefined ? "" : `  beside ${reference}, ratio ${ratio}`;
      console.log(`${of}: ${value} ${unit}${beside}`);
    }
  const { unmeasured = [] } = result;
  for (const missing of unmeasured) console.error(`not measured: ${missing}`);
  return unmeasured.length > 0 ? 1 : 0;
}
