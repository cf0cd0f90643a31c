import { readdirSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/*
 * Rules of the house that stand in code have no element to leave out. What carries them out is found where the code refuses something and
 * cites them, and where a function that answers yes or no is said to be about them. A thread that loads `duty/` with `loadWithLosses` can then
 * lose each of these, one at a time: the refusal is not made and the code goes on, the answer is turned round. A citation counts for nothing
 * unless losing what it stands at is noticed.
 */

const source = join(import.meta.dirname, "..", "..", "duty");

export interface CodePart {
  /** `duty/handover/sign-handover.ts#handover.same-person`. */
  readonly name: string;
  readonly cites: readonly string[];
  readonly loss: "the refusal is lost" | "the answer is turned round";
}

/** A part with its place in a text: what is written there instead. */
interface Found extends CodePart {
  readonly from: number;
  readonly to: number;
  readonly lossy: string;
}

/** Everything in `duty/` that cites a rule with this prefix and can be lost. */
export function codeParts(prefix: string): CodePart[] {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(isRule);
  return files
    .toSorted()
    .flatMap((file) => partsIn(`duty/${file}`, readFileSync(join(source, file), "utf8"), prefix))
    .map(({ name, cites, loss }) => ({ name, cites, loss }));
}

function isRule(file: string): boolean {
  return file.endsWith(".ts") && !file.endsWith(".test.ts");
}

const slot = "lostPartOfCode";

/** From here on this thread loads `duty/` so that its parts can be lost. To be called before anything of it is loaded. */
export function loadWithLosses(prefix: string): void {
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      const path = url.startsWith("file:") ? fileURLToPath(url.split("?")[0] ?? url) : "";
      if (!path.startsWith(source) || !isRule(path) || !loaded.source) return loaded;
      const text = typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source);
      return { ...loaded, source: lossyText(`duty${path.slice(source.length).replaceAll("\\", "/")}`, text, prefix) };
    },
  });
}

/** Loses a part until the next one is lost; undefined: none. */
export function lose(name: string | undefined): void {
  Object.assign(globalThis, { [slot]: name });
}

/** The text of a file in which each part that cites a rule with this prefix can be lost. */
export function lossyText(file: string, text: string, prefix: string): string {
  return partsIn(file, text, prefix)
    .toSorted((one, other) => other.from - one.from)
    .reduce((before, { from, to, lossy }) => before.slice(0, from) + lossy + before.slice(to), text);
}

function partsIn(file: string, text: string, prefix: string): Found[] {
  const found = [...refusalsIn(text, prefix), ...answersIn(text, prefix)];
  return found.map(({ called, make, ...part }, index) => {
    const before = found.slice(0, index).filter((each) => each.called === called).length;
    const name = `${file}#${called}${before === 0 ? "" : `:${before + 1}`}`;
    return { ...part, name, lossy: make(`globalThis.${slot} === ${JSON.stringify(name)}`) };
  });
}

type Part = Omit<Found, "name" | "lossy"> & { readonly called: string; make(isLost: string): string };

function refusalsIn(text: string, prefix: string): Part[] {
  return [...text.matchAll(/\brefuse\(\s*"([^"]+)"/g)].flatMap((match): Part[] => {
    const [, called = ""] = match;
    const from = match.index;
    const to = closing(text, from + "refuse".length) + 1;
    const call = text.slice(from, to);
    const cites = idsIn(`${call} ${meantBy(call, text.slice(0, from))}`, prefix);
    if (cites.length === 0 || isComment(text, from)) return [];
    const part = { called, cites, loss: "the refusal is lost" as const };
    const isStatement = /[;{})\n]\s*(?:if \([^\n]*\)\s*)?return $/.test(text.slice(0, from));
    if (!isStatement) return [{ ...part, from, to, make: (isLost) => `(${isLost} ? undefined : ${call})` }];
    const start = from - "return ".length;
    return [{ ...part, from: start, to, make: (isLost) => `if (!(${isLost})) return ${call}` }];
  });
}

/** What the list of rules in a call means where it is a name and stands further up. */
function meantBy(call: string, before: string): string {
  const name = /^refuse\(\s*"[^"]+",\s*(\w+)/.exec(call)?.[1];
  const told = name === undefined ? [] : [...before.matchAll(new RegExp(`const ${name} = ([^;]*);`, "g"))];
  return told.at(-1)?.[1] ?? "";
}

const answer = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(export )?function (\w+)(\([^)]*\)): boolean \{/g;

function answersIn(text: string, prefix: string): Part[] {
  return [...text.matchAll(answer)].flatMap((match): Part[] => {
    const [whole, about = "", exported = "", called = "", parameters = ""] = match;
    const cites = idsIn(about, prefix);
    if (cites.length === 0) return [];
    const to = match.index + whole.length;
    const from = to - `${exported}function ${called}${parameters}: boolean {`.length;
    const make = (isLost: string) =>
      `${exported}function ${called}(...all: Parameters<typeof ${called}Kept>): boolean { return (${isLost}) !== ${called}Kept(...all); }\n` +
      `function ${called}Kept${parameters}: boolean {`;
    return [{ called, cites, loss: "the answer is turned round", from, to, make }];
  });
}

function idsIn(text: string, prefix: string): string[] {
  return [...new Set([...text.matchAll(new RegExp(`\\b${prefix}-\\d{2}\\b`, "g"))].map(([id]) => id))];
}

/** Whether a place stands in a comment. */
function isComment(text: string, at: number): boolean {
  return /^\s*(?:\/?\*|\/\/)/.test(text.slice(text.lastIndexOf("\n", at) + 1, at));
}

/** Where the bracket that opens at a place is closed; what stands in quotes is passed over. */
function closing(text: string, opens: number): number {
  let depth = 0;
  for (let at = opens; at < text.length; at += 1) {
    const sign = text[at] ?? "";
    if (`"'\``.includes(sign)) at = endOfQuote(text, at, sign);
    else if (sign === "(") depth += 1;
    else if (sign === ")") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error("a bracket is never closed");
}

function endOfQuote(text: string, from: number, sign: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === sign) return at;
  }
  return text.length;
}
