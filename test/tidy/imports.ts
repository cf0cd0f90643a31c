import { dirname, join } from "node:path/posix";
import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

export type Import = {
  /** As it stands between the quotes. */
  readonly specifier: string;
  /** The file in the repository that it means, or undefined for a package. */
  readonly file: string | undefined;
  readonly typeOnly: boolean;
  /** `export … from`. */
  readonly passesOn: boolean;
};

const known = new Map<string, readonly Import[]>();

/** The imports of a script: statements, calls, types that name a file, and scripts that it starts. */
export function importsOf(path: string, text: string): readonly Import[] {
  if (!isScript(path)) return [];
  const name = `${path}\n${text}`;
  const before = known.get(name);
  if (before) return before;
  const found = [...everyNode(programOf(path, text))].flatMap((node) => importOf(path, node) ?? []);
  known.set(name, found);
  return found;
}

function importOf(path: string, node: AstNode): Import | undefined {
  const { type, source, importKind, exportKind } = node;
  const specifier = source?.value ?? threadIn(node);
  if (typeof specifier !== "string") return undefined;
  const typeOnly = importKind === "type" || exportKind === "type" || type === "TSImportType";
  return { specifier, file: fileOf(path, specifier), typeOnly, passesOn: type.startsWith("Export") };
}

/** A script that is named beside this one, to run in a thread or process of its own: `new URL("./search-worker.ts", import.meta.url)`. */
function threadIn({ type, callee, arguments: handed }: AstNode): unknown {
  const [first, base] = handed ?? [];
  const value = type === "NewExpression" && callee?.name === "URL" && base ? first?.value : undefined;
  return typeof value === "string" && value.startsWith(".") && isScript(value) ? value : undefined;
}

/** What a script finds from where it lies itself: `join(import.meta.dirname, "..", "web")`, `new URL("../web", import.meta.url)`. */
export function placesBeside(path: string, text: string): string[] {
  if (!text.includes("import.meta.")) return [];
  return [...everyNode(programOf(path, text))].flatMap(({ type, callee, arguments: handed = [] }) => {
    const [first, ...rest] = handed;
    const name = callee === undefined ? "" : nameOf(callee.property ?? callee);
    const isUrl = type === "NewExpression" && name === "URL" && typeof first?.value === "string" && rest.length > 0;
    if (isUrl) return [join(dirname(path), String(first.value))];
    const isJoined = /^(?:join|resolve)$/.test(name) && nameOf(first?.property) === "dirname";
    return isJoined ? [join(dirname(path), ...rest.map(({ value }) => (typeof value === "string" ? value : "*")))] : [];
  });
}

function fileOf(path: string, specifier: string): string | undefined {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return join(dirname(path), specifier);
  return undefined;
}

/** Where a file is loaded while it runs. */
const CALLED = /\b(?:import|require)\s*\(|\bimport\.meta\.glob\b/;

/** Texts beside a script may be gathered by their names; scripts, and what lies elsewhere, are named one by one. */
const TEXTS_BESIDE = /^\.\/[^/]+\.json$/;

/** Every import of the product whose file is reckoned while it runs: nobody could say which border it crosses. */
export function reckonedImports(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!isScript(path) || isTest(path) || !CALLED.test(text)) return [];
    const reckoned = [...everyNode(programOf(path, text))].filter(isReckoned);
    return reckoned.map(({ start }) => `${path}:${lineNumberOf(text, start)} imports what it reckons`);
  });
}

function isReckoned({ type, source, callee, arguments: handed = [] }: AstNode): boolean {
  if (type === "ImportExpression") return typeof source?.value !== "string";
  const [first] = handed;
  const called = callee?.name ?? callee?.property?.name;
  if (type !== "CallExpression") return false;
  if (called === "glob") return typeof first?.value !== "string" || !TEXTS_BESIDE.test(first.value);
  return called === "require" && typeof first?.value !== "string";
}
