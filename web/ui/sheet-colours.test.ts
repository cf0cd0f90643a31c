import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { contrastOf } from "#test/contrast-of.ts";
import { cssVariables, type Light, palettes } from "./tokens.ts";

/* Colour and ground that are set together, or for one thing in two rules, are a pair that nobody looked at unless it is asked. */

const lights = Object.keys(palettes) as Light[];
const ui = join(import.meta.dirname, "..");
const sheets = readdirSync(ui, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".css") && !file.startsWith("dist"))
  .map((file) => readFileSync(join(ui, file), "utf8"));

interface Worn {
  readonly selector: string;
  readonly colour: string;
  readonly ground: string;
}

/** The token of a declaration that names one and nothing else. */
const tokenOf = (rule: string, property: RegExp) =>
  new RegExp(`(?:^|;)\\s*(?:${property.source}):\\s*var\\((--[\\w-]+)\\)\\s*(?:;|$)`).exec(rule)?.[1];

/** What is worn by tokens in a sheet: a rule without a ground of its own stands on that of the same thing in another state. */
function wornIn(sheet: string): readonly Worn[] {
  const plain = sheet.replace(/\/\*[\s\S]*?\*\//g, "");
  const rules = [...plain.matchAll(/([^{};]+)\{([^{}]*)\}/g)].flatMap(([, selectors = "", said = ""]) =>
    selectors.split(/,(?![^(]*\))/).map((selector) => {
      const ground = tokenOf(said, /background(?:-color)?/);
      const isBare = /(?:^|;)\s*background(?:-color)?:/.test(said) && ground === undefined;
      return { selector: selector.trim().replace(/\s+/g, " "), colour: tokenOf(said, /color/), ground, isBare };
    }),
  );
  return rules.flatMap(({ selector, colour, ground, isBare }) => {
    const below = isBare
      ? undefined
      : (ground ?? rules.find((each) => each.ground && isStateOf(selector, each.selector))?.ground);
    const above = colour ?? rules.find((each) => each.colour && isStateOf(selector, each.selector))?.colour;
    return above && below && (colour ?? ground) ? [{ selector, colour: above, ground: below }] : [];
  });
}

/** `.choice:hover`, `.choice[aria-pressed="true"]` and `.status.well` are states of `.choice` and of `.status`. */
function isStateOf(selector: string, base: string): boolean {
  return (
    selector.startsWith(base) &&
    /^(?::(?!:)[\w-]+(?:\([^()]*\))?|\[[^\]]*\]|\.[\w-]+)+$/.test(selector.slice(base.length))
  );
}

function unreadable(sheet: string, light: Light): string[] {
  const values = cssVariables(light, "ordinary");
  return wornIn(sheet)
    .filter(({ colour, ground }) => contrastOf(values[colour] ?? "", values[ground] ?? "") < 4.5)
    .map(({ selector, colour, ground }) => `${selector}: ${colour} on ${ground}`);
}

test.each(lights)("in %s, what sets its colour and its ground can be read on it", (light) => {
  const worn = sheets.flatMap(wornIn);
  expect(worn.length).toBeGreaterThan(40);
  expect(sheets.flatMap((sheet) => unreadable(sheet, light))).toEqual([]);
});

test.each([
  [".face .initial { background: var(--accent); color: var(--accent); }", ".face .initial: --accent on --accent"],
  [
    ".face { background: var(--accent-soft); } .face:hover { color: var(--on-accent); }",
    ".face:hover: --on-accent on --accent-soft",
  ],
  [
    ".face { color: var(--text-soft); } .face[aria-pressed] { background-color: var(--accent); }",
    ".face[aria-pressed]: --text-soft on --accent",
  ],
  ["@media print { .a, .b.c { color: var(--surface); background: var(--raised) } }", ".a: --surface on --raised"],
])("%s is caught", (sheet, said) => {
  expect(unreadable(sheet, "light")).toContain(said);
});

test.each([
  ".face { background: var(--accent); color: var(--on-accent); }",
  ".face { background: var(--accent); color: var(--on-accent); } .face.add { background: none; color: var(--accent); }",
  ".face { background: var(--accent); } .face .initial { color: var(--accent); }",
])("%s can be read", (sheet) => {
  expect(unreadable(sheet, "light")).toEqual([]);
});
