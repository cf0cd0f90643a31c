import type { Tree } from "./tree.ts";

/** A rule of style as it stands in a file. */
export interface StyleRule {
  readonly selector: string;
  /** Under which conditions it holds, as `@media print`; nothing where it always does. */
  readonly under: string;
  /** Property → value. */
  readonly says: ReadonlyMap<string, string>;
}

/** Every rule of the screens, one for each of the selectors that share it. */
export function styleRules(styles: Tree): StyleRule[] {
  return [...styles].flatMap(([path, text]) => (/^web\/.*\.css$/.test(path) ? rulesIn(text) : []));
}

function rulesIn(text: string): StyleRule[] {
  const rules: StyleRule[] = [];
  const around: string[] = [];
  for (const [, before = "", mark] of text.replaceAll(/\/\*[\s\S]*?\*\//g, "").matchAll(/([^{}]*)([{}])/g)) {
    if (mark === "{") {
      around.push(before.trim().replaceAll(/\s+/g, " "));
      continue;
    }
    const selectors = around.pop() ?? "";
    const under = around.join(" ");
    if (selectors.startsWith("@") || before.trim() === "") continue;
    for (const selector of partsOf(selectors)) rules.push({ selector, under, says: saidIn(before) });
  }
  return rules;
}

/** `a, b:is(c, d)` → two. */
function partsOf(selectors: string): string[] {
  return selectors.split(/,(?![^(]*\))/).map((each) => each.trim());
}

function saidIn(declarations: string): Map<string, string> {
  const each = declarations.split(";").map((one) => one.split(":"));
  return new Map(
    each.flatMap(([name = "", ...value]) => (value.length > 0 ? [[name.trim(), value.join(":").trim()] as const] : [])),
  );
}
