import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What runs before Node 24 is there runs on any Node from 18.0 on. The compiler, with its library held to ES2022, tells newer methods of the
 * language; the types of Node are those of today, so what Node itself learnt since is told by name (https://nodejs.org/api, "Added in").
 */

const FIRST = /^(?:bootstrap\.mjs|cli\/zhiban\.mjs|(?:set-up|patches)\/.*\.mjs)$/;
const MODULES = new Set(["node:sqlite", "node:sea"]);
/** Functions and keys of Node's own modules and globals. */
const NAMES = new Set(
  (
    "availableParallelism canParse closeAllConnections getBuiltinModule getCallSites glob globSync isBuiltin loadEnvFile " +
    "mkdtempDisposable openAsBlob parentPath parseEnv stripTypeScriptTypes styleText " +
    "navigator WebSocket CloseEvent EventSource localStorage"
  ).split(" "),
);
/** Of `import.meta`; `url` is as old as modules. */
const OF_META = new Set(["dirname", "filename", "main", "resolve"]);

/** Every place in what runs first that a Node 18 does not know. */
export function newerThanFirstNode(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!FIRST.test(path) || !isScript(path) || isTest(path)) continue;
    for (const node of everyNode(programOf(path, text))) {
      const newer = newerIn(node, text);
      if (newer) found.push(`${path}:${lineNumberOf(text, node.start)} ${newer} is newer than Node 18`);
    }
  }
  return found;
}

function newerIn(
  node: AstNode & { readonly kind?: string; readonly regex?: { readonly flags: string } },
  text: string,
) {
  const { type, object, property, source, imported } = node;
  if (type === "ImportAttribute") return text.slice(node.start, node.end);
  if (type === "ImportExpression" && "options" in node && node.options) return "an import with options";
  if (type === "VariableDeclaration" && /using$/.test(node.kind ?? "")) return node.kind;
  if (type === "Literal" && node.regex?.flags.includes("v")) return "the flag v";
  if (source && MODULES.has(String(source.value))) return String(source.value);
  if (type === "ImportSpecifier" && NAMES.has(nameOf(imported))) return nameOf(imported);
  if (type !== "MemberExpression" && type !== "NewExpression") return undefined;
  const name = type === "NewExpression" ? nameOf(node.callee) : nameOf(property);
  if (object?.type === "MetaProperty") return OF_META.has(name) ? `import.meta.${name}` : undefined;
  if (nameOf(object) === "AbortSignal" && name === "any") return "AbortSignal.any";
  return [name, nameOf(object)].find((each) => NAMES.has(each));
}
