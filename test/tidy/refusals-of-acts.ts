import { acts } from "#duty/nouns.ts";
import { formatted } from "./formatted.ts";
import { importsOf } from "./imports.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/** A declaration at the top of a file: its text, and where the names in it come from. */
interface Declared {
  readonly file: string;
  readonly text: string;
}

const BEGINNING = /^(?=(?:export )?(?:async )?(?:function\*?|const) \w+)/m;
const NAME = /^(?:export )?(?:async )?(?:function\*?|const) (\w+)/;
const CODE = /\b(?:refuse|hindrance)\(\s*"([a-z-]+\.[a-z-]+)"|\bcode: "([a-z-]+\.[a-z-]+)"/g;
const ACT = /^ {2}"([a-z-]+\.[a-z-]+)": (?:act\()?\{/gm;

/**
 * The codes with which each act may refuse, read from the code: what its decision and its facts call, and what that calls. A branch that
 * never happens counts, so it may name a code too many; it never misses one that is spelled out.
 */
export function refusalsOfActs(tree: Tree): Readonly<Record<string, readonly string[]>> {
  const all = declarationsOf(tree);
  const found: Record<string, readonly string[]> = {};
  for (const [path, text] of tree) {
    if (!path.startsWith("duty/wiring/") || isTest(path)) continue;
    const starts = [...text.matchAll(ACT)];
    for (const [index, { 1: act = "", index: at }] of starts.entries()) {
      const block = text.slice(at, starts[index + 1]?.index ?? text.length);
      const codes = new Set<string>();
      reach(all, { file: path, text: block.split("\n} satisfies")[0] ?? block }, new Set(), codes);
      found[act] = [...codes].sort();
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => (one < other ? -1 : 1)));
}

export const ACT_REFUSALS = "duty/act-refusals.json";

/** Those of acts that people send: what the product does by itself answers nobody. */
export function ofSentActs(found: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> {
  const sent = new Set(Object.entries(acts).flatMap(([act, { shape }]) => (shape ? [act] : [])));
  return Object.fromEntries(Object.entries(found).filter(([act]) => sent.has(act)));
}

/** The file that tells them to the rest of the product. */
export function writtenRefusals(found: Readonly<Record<string, readonly string[]>>): string {
  return formatted(ACT_REFUSALS, JSON.stringify(found));
}

interface Declarations {
  readonly byFile: ReadonlyMap<string, ReadonlyMap<string, Declared>>;
  readonly imported: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

function declarationsOf(tree: Tree): Declarations {
  const byFile = new Map<string, Map<string, Declared>>();
  const imported = new Map<string, Map<string, string>>();
  for (const [file, source] of tree) {
    if (!file.startsWith("duty/") || !isScript(file) || isTest(file)) continue;
    const own = new Map<string, Declared>();
    for (const text of source.split(BEGINNING)) {
      const name = NAME.exec(text)?.[1];
      if (name) own.set(name, { file, text });
    }
    byFile.set(file, own);
    imported.set(file, namesImported(file, source));
  }
  return { byFile, imported };
}

function namesImported(file: string, source: string): Map<string, string> {
  const places = new Map(importsOf(file, source).map(({ specifier, file: place }) => [specifier, place]));
  const names = new Map<string, string>();
  for (const [, list = "", specifier = ""] of source.matchAll(/^import (?:type )?\{([^}]*)\} from "([^"]+)"/gm)) {
    const place = places.get(specifier);
    for (const name of list.split(",")) if (place) names.set(name.trim().replace(/^type /, ""), place);
  }
  return names;
}

function reach(all: Declarations, { file, text }: Declared, seen: Set<string>, codes: Set<string>): void {
  for (const [, refused, listed] of text.matchAll(CODE)) codes.add(refused ?? listed ?? "");
  for (const word of new Set(text.match(/\b[a-z]\w*\b/g))) {
    const place = all.imported.get(file)?.get(word) ?? file;
    const next = all.byFile.get(place)?.get(word);
    const name = `${place}#${word}`;
    // Kinds, shapes and other acts of the same table are named without being called.
    if (!next || seen.has(name) || /^own$|(?:Kind|Acts|Entries|Body|Shape)$/.test(word)) continue;
    seen.add(name);
    reach(all, next, seen, codes);
  }
}
