import { dirname } from "node:path/posix";
import { importsOf } from "./imports.ts";
import { everyNode, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/**
 * Imports of a file in a room by what stands directly in a folder above the room. What stands there puts the rooms together; who imports it
 * from below turns the house upside down.
 */
export function upwardImports(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isScript(path) || isTest(path)) continue;
    for (const file of filesOf(tree, path, text)) {
      const above = dirname(file);
      if (above !== "." && dirname(path).startsWith(`${above}/`))
        found.push(`${path} imports ${file}, which stands above it`);
    }
  }
  return found;
}

/** Scripts that stand directly in a folder, tests left out. */
export function looseFiles(tree: Tree, folder: string): string[] {
  return [...tree.keys()].filter((path) => isScript(path) && !isTest(path) && dirname(path) === folder);
}

/** Names that are exported from more than one file of the tree, with the files. */
export function homonyms(tree: Tree): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const [path, text] of tree) {
    if (!isScript(path)) continue;
    for (const name of exportsOf(path, text)) places.set(name, [...(places.get(name) ?? []), path]);
  }
  return new Map([...places].filter(([, paths]) => paths.length > 1));
}

const exported = new Map<string, readonly string[]>();

function exportsOf(path: string, text: string): readonly string[] {
  const key = `${path}\n${text}`;
  const before = exported.get(key);
  if (before) return before;
  const names = new Set<string>();
  for (const { type, declaration, specifiers, source } of everyNode(programOf(path, text))) {
    if (type !== "ExportNamedDeclaration" || source) continue;
    if (declaration?.id?.name) names.add(declaration.id.name);
    for (const { id } of declaration?.declarations ?? []) if (id?.name) names.add(id.name);
    for (const { exported: as } of specifiers ?? []) if (as?.name) names.add(as.name);
  }
  exported.set(key, [...names]);
  return [...names];
}

function filesOf(tree: Tree, path: string, text: string): ReadonlySet<string> {
  return new Set(importsOf(path, text).flatMap(({ file }) => (file !== undefined && tree.has(file) ? [file] : [])));
}
