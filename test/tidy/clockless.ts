import { type AstNode, childrenOf, everyNode, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * Where time and chance come in as arguments, nothing else may reach them. What is forbidden has too many spellings to be listed, so what is
 * allowed is: names that a file brings itself, and those of the language that answer the same tomorrow and on every machine.
 */

const STEADY = new Set([
  ...["undefined", "NaN", "Infinity", "Object", "Array", "Map", "Set", "WeakMap", "WeakSet", "Symbol", "JSON", "Math"],
  ...[
    "Number",
    "String",
    "Boolean",
    "BigInt",
    "RegExp",
    "Promise",
    "Error",
    "TypeError",
    "RangeError",
    "ReferenceError",
  ],
  ...["Float64Array", "Float32Array", "Int32Array", "Int16Array", "Int8Array", "Uint32Array", "Uint16Array"],
  ...["Uint8Array", "ArrayBuffer", "parseInt", "parseFloat", "isNaN", "isFinite", "arguments"],
]);
/** Names that lead to a clock, to chance or to whatever is global; a file may not take one for its own either, or nobody could tell them apart. */
const RESTLESS =
  /^(?:Date|Intl|Temporal|performance|process|crypto|globalThis|global|self|eval|Function|Reflect|Proxy|Atomics)$/;
/** What a value is asked and answers by the language, the zone or the insides of this machine. */
const BY_MACHINE = /^(?:toLocale\w*|localeCompare|constructor|__proto__)$/;
/** Of a name that may only be followed by a point: what may not stand behind it. */
const BEHIND: Readonly<Record<string, RegExp>> = { Math: /^random$/, Temporal: /^Now$/ };
const BETWEEN = /^TS(?:As|NonNull|Satisfies|Instantiation|TypeAssertion)\w*$/;

/** What single files may say beyond that, word for word: `name` where it is called as it stands, `name.member` otherwise. */
export const MAY: Readonly<Record<string, readonly string[]>> = {
  "duty/grammar/time.ts": [
    "Temporal.Instant",
    "Temporal.PlainDate",
    "Temporal.PlainTime",
    "Intl.supportedValuesOf", // the names of zones
  ],
  // A thread of the search, and who starts and stops them: with a limit of time instead of steps they must know it.
  "solver/search-worker.ts": [
    ...["from node:process", "from node:worker_threads"],
    ...["performance.now", "process.threadCpuUsage", "Atomics.load"],
  ],
  "solver/solve.ts": [
    ...["from node:worker_threads", "performance.now", "SharedArrayBuffer", "Atomics.load", "Atomics.store"],
    ...["setInterval", "clearInterval", "URL", "import.meta"],
  ],
};

type Said = { readonly start: number; readonly words: string };

/** Every place of `duty/` and `solver/` that could learn the time, draw lots, or ask this machine what it is. */
export function restless(tree: Tree, may = MAY): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!isClockless(path)) continue;
    const program = programOf(path, text);
    const own = new Set(declaredIn(program));
    const allowed = new Set(may[path] ?? []);
    for (const { start, words } of [...saidIn(program)].filter((each) => !isSteady(each.words, own)))
      if (!allowed.has(words)) found.add(`${path}:${lineNumberOf(text, start)} says ${words}`);
  }
  return [...found];
}

/** Permissions of files that say no such thing any more. */
export function idlePermissions(tree: Tree, may = MAY): string[] {
  return Object.entries(may).flatMap(([path, words]) => {
    const said = new Set([...saidIn(programOf(path, tree.get(path) ?? ""))].map((each) => each.words));
    return words.filter((each) => !said.has(each)).map((each) => `${path} no longer says ${each}`);
  });
}

function isClockless(path: string): boolean {
  return /^(?:duty|solver)\//.test(path) && /\.tsx?$/.test(path) && !isTest(path);
}

function isSteady(words: string, own: ReadonlySet<string>): boolean {
  const [name = "", member] = words.split(".");
  if (BY_MACHINE.test(member ?? "") || RESTLESS.test(name) || /^(?:import|from .*|)$/.test(name)) return false;
  const behind = BEHIND[name];
  if (behind) return member !== undefined && !behind.test(member);
  return STEADY.has(name) || own.has(name);
}

/** Every name that is used as a value, with what stands behind its point where something does; a member of something else as `.member`. */
function* saidIn(node: AstNode): Generator<Said> {
  const { type, start, object, property, key } = node;
  if (type.startsWith("TS") && !BETWEEN.test(type)) return;
  if (type === "MetaProperty") return yield { start, words: "import.meta" };
  if (type === "ImportExpression") yield { start, words: "import" };
  if (/^(?:Import|Export)\w*Declaration$/.test(type)) return yield* importedBy(node);
  if (type === "MemberExpression" && object) {
    const behind = memberOf(node);
    if (nameOf(object)) return yield* ofName(node, behind);
    if (behind !== undefined && BY_MACHINE.test(behind)) yield { start, words: `?.${behind}` };
    yield* saidIn(object);
    if (behind === undefined && property) yield* saidIn(property);
    return;
  }
  if (type === "Identifier") return yield { start, words: nameOf(node) };
  const isPlainKey =
    /^(?:Property|PropertyDefinition|MethodDefinition|AccessorProperty)$/.test(type) && !computed(node);
  if (isPlainKey && BY_MACHINE.test(spelled(key) ?? "") && type === "Property")
    yield { start, words: `?.${spelled(key)}` };
  for (const each of childrenOf(node)) if (!(isPlainKey && each === key)) yield* saidIn(each);
}

function* ofName({ start, object, property }: AstNode, behind: string | undefined): Generator<Said> {
  const name = nameOf(object);
  yield { start, words: behind === undefined ? name : `${name}.${behind}` };
  if (behind === undefined && property) yield* saidIn(property);
}

/** An import brings names of its own; only one that takes a restless name, or a whole package that has one, says something. */
function* importedBy(node: AstNode): Generator<Said> {
  if (node.declaration) return yield* saidIn(node.declaration);
  const from = String(node.source?.value ?? "");
  if (from.startsWith("node:")) yield { start: node.start, words: `from ${from}` };
  if (from !== "temporal-polyfill") return;
  const named = node.type === "ImportDeclaration" ? (node.specifiers ?? []) : [];
  const isPlain =
    named.length > 0 && named.every(({ imported, local }) => imported && nameOf(imported) === nameOf(local));
  if (!isPlain) yield { start: node.start, words: "import" };
}

function memberOf(node: AstNode): string | undefined {
  return computed(node) ? spelledText(node.property) : spelled(node.property);
}

function computed(node: AstNode): boolean {
  return (node as { readonly computed?: boolean }).computed === true;
}

function spelled(node: AstNode | undefined): string | undefined {
  return node?.type === "Identifier" ? node.name : spelledText(node);
}

function spelledText(node: AstNode | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Every name that a file brings itself: by import, declaration or parameter. */
function* declaredIn(program: AstNode): Generator<string> {
  for (const node of everyNode(program)) {
    const { type, id, local, params, handler } = node;
    if (/^Import\w*Specifier$/.test(type)) yield nameOf(local);
    if (/^(?:VariableDeclarator|(?:Function|Class)(?:Declaration|Expression))$/.test(type)) yield* namesOf(id);
    for (const each of params ?? []) yield* namesOf(each);
    if (handler) yield* namesOf((handler as { readonly param?: AstNode }).param);
  }
}

/** The names that a pattern binds. */
function* namesOf(pattern: AstNode | undefined): Generator<string> {
  if (!isNode(pattern)) return;
  const { type, left, argument, value, properties } = pattern;
  if (type === "Identifier") yield nameOf(pattern);
  if (type === "AssignmentPattern") yield* namesOf(left);
  if (type === "RestElement") yield* namesOf(argument);
  if (type === "Property" && isNode(value)) yield* namesOf(value);
  for (const each of properties ?? []) yield* namesOf(each);
  if (type === "ArrayPattern") for (const each of childrenOf(pattern)) yield* namesOf(each);
}
