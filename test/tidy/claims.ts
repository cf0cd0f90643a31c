import { importsOf } from "./imports.ts";
import {
  type AstNode,
  childrenOf,
  everyNode,
  isFunction,
  isNode,
  lineNumberOf,
  nameOf,
  programOf,
  rootOf,
} from "./syntax.ts";
import { isScript, type Tree } from "./tree.ts";

/*
 * Tests that cannot fail. A test claims something where it calls a matcher on what it expects, asserts a property, or calls a function of the
 * tests that does so. Methods are known by their names: this asks whether somebody meant to claim something, not whether it is enough.
 */

/** Every test without a claim. */
export function silentTests(tree: Tree): string[] {
  const claiming = claimingOf(tree);
  return [...claiming.files].flatMap(([path, { text, program }]) => {
    if (!TEST_FILE.test(path)) return [];
    const silent = bodiesIn(program).filter((body) => !claiming.claims(path, body));
    return silent.map((body) => `${path}:${lineNumberOf(text, body.start)} a test claims nothing`);
  });
}

/** Every claim whose failure is caught and goes no further: by a `catch` that neither throws nor claims, or by nobody asking how it ended. */
export function swallowedClaims(tree: Tree): string[] {
  const claiming = claimingOf(tree);
  return [...claiming.files].flatMap(([path, { text, program }]) => {
    const swallowed = [...everyNode(program)].filter((node) => {
      const { tried, caught } = caughtBy(node);
      if (!tried?.some((each) => claiming.claims(path, each))) return false;
      return !caught || !(claiming.claims(path, caught) || throws(isFunction(caught) ? caught.body : caught));
    });
    return swallowed.map(
      ({ start }) => `${path}:${lineNumberOf(text, start)} a claim that fails is caught and forgotten`,
    );
  });
}

/** What a node tries, and what it does when that fails; without the latter, nobody asks. */
function caughtBy(node: AstNode): { tried?: readonly AstNode[]; caught?: AstNode } {
  const { type, block, handler, callee, arguments: handed = [] } = node;
  if (type === "TryStatement") return block && handler ? { tried: [block], caught: handler } : {};
  if (type === "ExpressionStatement") {
    const call = node.expression?.type === "AwaitExpression" ? node.expression.argument : node.expression;
    return nameOf(call?.callee?.property) === "allSettled" ? { tried: call?.arguments ?? [] } : {};
  }
  if (type !== "CallExpression" || !callee?.object) return {};
  const method = nameOf(callee.property);
  const caught = method === "catch" ? handed[0] : method === "then" ? handed[1] : undefined;
  return caught ? { tried: [callee.object], caught } : {};
}

/** Whether it throws, or hands on as a failure, by itself: what a function within it would do is not done yet. */
function throws(node: unknown): boolean {
  if (!isNode(node) || isFunction(node)) return false;
  const says = node.callee && /^(?:reject|fail|unreachable)$/.test(nameOf(node.callee.property ?? node.callee));
  return node.type === "ThrowStatement" || says || childrenOf(node).some(throws);
}

/** What a test does: the function that is handed to `test("…")` or `test.each(rows)("…")`, or the name of one. */
function bodiesIn(program: AstNode): AstNode[] {
  const bodies: AstNode[] = [];
  for (const { type, callee, arguments: handed = [] } of everyNode(program)) {
    const isTest = type === "CallExpression" && callee && /^(?:test|it)$/.test(rootOf(callee));
    if (!isTest || handed.length < 2) continue; // `test.each(rows)` by itself is no test
    const body = handed.findLast((each) => each.type === "Identifier" || isFunction(each));
    if (body) bodies.push(body);
  }
  return bodies;
}

const TEST_FILE = /\.test\.tsx?$/;
/** Methods that everything has; that somebody also wrote one of this name that claims something says nothing. */
const BUILT_IN = new Set(
  [Array, Map, Set, String, Promise, Object].flatMap((each) => Object.getOwnPropertyNames(each.prototype)),
);

/** What a body calls: a matcher or a property, or else functions and methods by their names. */
interface Called {
  readonly claims: boolean;
  readonly names: readonly string[];
  readonly methods: readonly string[];
}

/** Which functions of the tests claim something, themselves or through others that they name or import. */
class Claiming {
  readonly files = new Map<string, { text: string; program: AstNode }>();
  /** `file#function` and `.method` that are known to claim. */
  readonly #claiming = new Set<string>();
  /** By file and name, `file#function` of what it imports under that name. */
  readonly #imported = new Map<string, ReadonlyMap<string, string>>();
  /** Every body is asked again until nothing more is known to claim. */
  readonly #called = new WeakMap<AstNode, Called>();

  constructor(tree: Tree) {
    for (const [path, text] of tree) {
      if (!isOfTests(path)) continue;
      const program = programOf(path, text);
      this.files.set(path, { text, program });
      this.#imported.set(path, importedIn(path, text, program));
    }
    const functions = [...this.files].flatMap(([path, { program }]) =>
      everyNode(program).flatMap((node) => namesOf(node).map((name) => ({ path, ...name }))),
    );
    for (let before = -1; before !== this.#claiming.size; ) {
      before = this.#claiming.size;
      for (const { path, name, method, body } of functions)
        if (this.claims(path, body)) this.#claiming.add(method ? `.${name}` : `${path}#${name}`);
    }
  }

  claims(path: string, body: AstNode): boolean {
    if (body.type === "Identifier") return this.#isClaiming(path, body.name ?? "");
    const known = this.#called.get(body) ?? calledIn(body);
    this.#called.set(body, known);
    if (known.claims || known.names.some((each) => this.#isClaiming(path, each))) return true;
    return known.methods.some((each) => this.#claiming.has(`.${each}`));
  }

  /** Whether a name, as this file uses it, is a function that claims: its own, or one that it imports. */
  #isClaiming(path: string, name: string): boolean {
    const imported = this.#imported.get(path)?.get(name);
    return this.#claiming.has(`${path}#${name}`) || (imported !== undefined && this.#claiming.has(imported));
  }
}

function calledIn(body: AstNode): Called {
  const called = { claims: false, names: [] as string[], methods: [] as string[] };
  for (const { type, callee } of everyNode(body)) {
    if (type !== "CallExpression" || !callee) continue;
    const method = nameOf(callee.property);
    if (callee.type === "Identifier" && callee.name !== "assert") called.names.push(callee.name ?? "");
    else if (callee.type === "Identifier" || isMatcher(callee) || isAssert(callee)) called.claims = true;
    else if (!BUILT_IN.has(method)) called.methods.push(method);
  }
  return called;
}

/** By the names under which a file imports them, `file#function`. */
function importedIn(path: string, text: string, program: AstNode): ReadonlyMap<string, string> {
  const files = new Map(importsOf(path, text).map(({ specifier, file }) => [specifier, file]));
  return new Map(
    childrenOf(program).flatMap(({ type, source, specifiers = [] }) =>
      type === "ImportDeclaration"
        ? specifiers.map(({ local, imported }) => [
            local?.name ?? "",
            `${files.get(String(source?.value))}#${imported?.name}`,
          ])
        : [],
    ),
  );
}

const known = new WeakMap<Tree, Claiming>();

function claimingOf(tree: Tree): Claiming {
  const claiming = known.get(tree) ?? new Claiming(tree);
  known.set(tree, claiming);
  return claiming;
}

function isOfTests(path: string): boolean {
  return TEST_FILE.test(path) || (path.startsWith("test/") && isScript(path));
}

function namesOf({ type, id, key, init, value, body }: AstNode): { name: string; method: boolean; body: AstNode }[] {
  if (type === "FunctionDeclaration" && id?.name && isNode(body)) return [{ name: id.name, method: false, body }];
  if (type === "VariableDeclarator" && id?.name && isFunction(init))
    return [{ name: id.name, method: false, body: init }];
  const holder = type === "MethodDefinition" || type === "Property" || type === "PropertyDefinition";
  return holder && key?.name && isFunction(value) ? [{ name: key.name, method: true, body: value }] : [];
}

function isAssert({ object, property }: AstNode): boolean {
  return nameOf(object) === "fc" && nameOf(property) === "assert";
}

/** `expect(x).not.toBe`: a key of what `expect` answers, at any depth. */
function isMatcher({ type, object }: AstNode): boolean {
  if (type !== "MemberExpression" || !object) return false;
  return isExpecting(object) || isMatcher(object);
}

/** `expect(x)`, `expect.soft(x)`, `expect.poll(x)`. */
function isExpecting({ type, callee }: AstNode): boolean {
  return type === "CallExpression" && callee !== undefined && rootOf(callee) === "expect" && !isMatcher(callee);
}

/** Every claim of a test that nothing could break, and every one that is begun and not made. */
export function emptyClaims(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isOfTests(path)) continue;
    for (const node of everyNode(programOf(path, text))) {
      const why = begun(node) ?? vacuous(node, text) ?? weak(node, text) ?? bareProperty(node);
      if (why) found.push(`${path}:${lineNumberOf(text, node.start)} ${why}`);
    }
  }
  return found;
}

/** A statement that expects something and does not say what, or does not wait for the answer. */
function begun({ type, expression }: AstNode): string | undefined {
  if (type !== "ExpressionStatement" || !expression) return undefined;
  const waits = expression.type === "AwaitExpression";
  const claim = waits ? expression.argument : expression;
  if (!claim) return undefined;
  if (isExpecting(claim) || isMatcher(claim)) return "expects something and does not say what";
  const words = wordsOf(claim);
  const later = words.includes("resolves") || words.includes("rejects") || words.includes("poll");
  return later && !waits && rootOf(claim) === "expect" ? "does not wait for what it expects" : undefined;
}

/** The keys along a chain of calls. */
function wordsOf(node: AstNode): string[] {
  const own = node.type === "MemberExpression" ? [nameOf(node.property)] : [];
  const below = node.type === "CallExpression" ? node.callee : node.object;
  return below ? [...wordsOf(below), ...own] : own;
}

const EMPTY = /^(?:\{\s*\}|\[\s*\]|""|''|``)$/;
/** Matchers that hold of everything when they are given nothing. */
const HOLD_OF_ALL: ReadonlyMap<string, RegExp> = new Map([
  ["toMatchObject", /^\{\s*\}$/],
  ["objectContaining", /^\{\s*\}$/],
  ["arrayContaining", /^\[\s*\]$/],
  ["stringContaining", EMPTY],
  ["toContain", EMPTY],
  ["toMatch", EMPTY],
]);

function vacuous({ type, callee, arguments: handed = [] }: AstNode, text: string): string | undefined {
  if (type !== "CallExpression" || callee?.type !== "MemberExpression") return undefined;
  const matcher = nameOf(callee.property);
  const said = handed.map(({ start, end }) => text.slice(start, end));
  if (matcher === "each" && said[0] !== undefined && /^\[\s*\]$/.test(said[0])) return "is asked of nothing";
  const turned = wordsOf(callee).includes("not");
  if (!turned && HOLD_OF_ALL.get(matcher)?.test(said[0] ?? "x") && rootOf(callee) === "expect")
    return `${matcher}(${said[0]}) holds of everything`;
  const [asked] = callee.object && isExpecting(callee.object) ? (callee.object.arguments ?? []) : [];
  if (!asked) return undefined;
  const words = text.slice(asked.start, asked.end);
  if (asked.type === "Literal" || words === said[0]) return `expects ${words} of itself`;
  const countsAll = matcher === "toBeGreaterThanOrEqual" && said[0] === "0" && /\.(?:length|size)$/.test(words);
  return countsAll ? `${words} is never less than nothing` : undefined;
}

/** Matchers that hold of nearly everything, whatever they are given. */
const HOLD_OF_MUCH = new Set(["toBeDefined", "toBeTruthy", "toBeFalsy", "anything"]);
/** Turned round, or with these words, so do these. */
const MUCH: ReadonlyMap<string, { readonly turned: boolean; readonly words: RegExp }> = new Map([
  ["toBeUndefined", { turned: true, words: /^$/ }],
  ["toBeNull", { turned: true, words: /^$/ }],
  ["toBe", { turned: true, words: /^(?:undefined|null)$/ }],
  ["toEqual", { turned: true, words: /^(?:undefined|null)$/ }],
  ["toBeInstanceOf", { turned: false, words: /^(?:Object|Function|Array|Error)$/ }],
  ["toThrow", { turned: false, words: /^(?:|Error)$/ }],
]);

/** A claim that something is there, and not what: nearly every mistake leaves something there. */
function weak({ type, callee, arguments: handed = [] }: AstNode, text: string): string | undefined {
  if (type !== "CallExpression" || callee?.type !== "MemberExpression" || rootOf(callee) !== "expect") return undefined;
  const matcher = nameOf(callee.property);
  const much = MUCH.get(matcher);
  const said = handed.map(({ start, end }) => text.slice(start, end)).join();
  const little = much && wordsOf(callee).includes("not") === much.turned && much.words.test(said);
  return little || HOLD_OF_MUCH.has(matcher) ? `${matcher}(${said}) hardly says what is expected` : undefined;
}

/** A property whose predicate neither claims nor answers anything. */
function bareProperty({ type, callee, arguments: handed = [] }: AstNode): string | undefined {
  if (type !== "CallExpression" || !/^(?:async)?property$/i.test(nameOf(callee?.property))) return undefined;
  const predicate = handed.at(-1);
  if (!isFunction(predicate) || !isNode(predicate.body)) return undefined;
  const answers = predicate.body.type !== "BlockStatement";
  const says = [...everyNode(predicate.body)].some(({ type: of }) =>
    /^(?:CallExpression|ThrowStatement|ReturnStatement)$/.test(of),
  );
  return answers || says ? undefined : "a property that cannot be broken";
}
