import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vitest/config";
import { ROOT } from "../tidy/tree.ts";
import { type RefusalSpot, type Refusers, refusalSpots, refusersIn } from "./refusal-places.ts";

/**
 * Lets the tests hear at which place of `duty/` each refusal is given: every expression that may be one is handed on as it is, and told with
 * the names of its places. Nothing is put on a line of its own, so that what fails still names its line.
 */
export function hearPlaces(): Plugin {
  let refusers: Refusers | undefined;
  return {
    name: "hear-places",
    enforce: "pre",
    transform(text, id) {
      const path = relative(ROOT, id.split("?")[0] ?? id);
      if (!/^duty\/.*\.ts$/.test(path)) return undefined;
      refusers ??= refusersIn(dutyOnDisk());
      return tapped(text, refusalSpots(path, text, refusers));
    },
  };
}

/** A file with its spots tapped. */
export function tapped(text: string, spots: readonly RefusalSpot[]): string | undefined {
  if (spots.length === 0) return undefined;
  // Of two that begin or end together, the wider one is opened first and closed last.
  const wide = spots.toSorted((one, other) => other.end - other.start - (one.end - one.start));
  const put = [
    ...wide.map(({ start }, index) => ({ at: start, words: `tellPlace(${index}, ` })),
    ...wide.toReversed().map(({ end }) => ({ at: end, words: ")" })),
  ].sort((one, other) => one.at - other.at);
  let written = "";
  let from = 0;
  for (const { at, words } of put) {
    written += text.slice(from, at) + words;
    from = at;
  }
  const places = JSON.stringify(wide.map((each) => each.places));
  const tell = "(at, value) => { globalThis.hearPlace?.(toldPlaces[at], value); return value; }";
  return `const toldPlaces = ${places}; const tellPlace = ${tell}; ${written}${text.slice(from)}`;
}

function dutyOnDisk(): ReadonlyMap<string, string> {
  const paths = readdirSync(join(ROOT, "duty"), { recursive: true, encoding: "utf8" }).filter((each) =>
    each.endsWith(".ts"),
  );
  return new Map(paths.map((each) => [`duty/${each}`, readFileSync(join(ROOT, "duty", each), "utf8")]));
}
