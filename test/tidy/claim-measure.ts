import { basename } from "node:path/posix";
import { type AstNode, childrenOf, isFunction, isNode, nameOf, programOf, rootOf } from "./syntax.ts";
import { isScript, type Tree } from "./tree.ts";

/*
 * How much a file of tests claims, in figures that fall where a claim is taken out or made weaker. They are figures of the text: what a claim is
 * worth they do not say, only that there is not less of it than there was.
 */

export interface Measure {
  /** What is expected, asserted, or handed to a function of the tests that does so. */
  readonly claims: number;
  /** Of these, how many say what it is, and not only what it is like. */
  readonly exact: number;
  /** Words, numbers and names in the claims, and in the tables and lists that they are made of. */
  readonly said: number;
  /** How often properties are drawn altogether. */
  readonly runs: number;
}

/** What every file of the tests claims, without those that claim nothing. */
export function claimMeasures(tree: Tree): ReadonlyMap<string, Measure> {
  const files = [...tree].filter(([path, text]) => isOfTests(path) && /expect|assert|import/.test(text));
  const readings = files.map(([path, text]) => new Reading(path, programOf(path, text)));
  const claiming = new Set<string>();
  for (let before = -1; before !== claiming.size; ) {
    before = claiming.size;
    for (const reading of readings) reading.tellClaiming(claiming);
  }
  const all = readings.map((reading) => [reading.path, reading.measure(claiming)] as const);
  return new Map(all.filter(([, { claims }]) => claims > 0));
}

function isOfTests(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || (path.startsWith("test/") && isScript(path));
}

const EXACT = /^(?:toBe|toEqual|toStrictEqual|toHaveLength|toBeNull|toBeUndefined)$/;
/** How often fast-check draws where nobody says. */
const DRAWN_UNSAID = 100;

/** One file, read once: its calls, its functions, what its names were given. */
class Reading {
  readonly path: string;
  readonly #calls: AstNode[] = [];
  /** Functions by name, what loops go through, and whom each of them calls. */
  readonly #functions: { readonly name: string; readonly calls: ReadonlySet<string> }[] = [];
  readonly #loops: { readonly list: AstNode | undefined; readonly calls: ReadonlySet<string> }[] = [];
  /** Name → the file and the name of what is imported. */
  readonly #imported = new Map<string, string>();
  readonly #runs: AstNode[] = [];
  readonly #given = new Map<string, AstNode>();

  constructor(path: string, program: AstNode) {
    this.path = path;
    this.#read(program);
  }

  /** `within`: what the functions and loops around it are known to call. */
  #read(node: AstNode, within: readonly Set<string>[] = []): void {
    const { type, id, key, init, value, callee, right, source, specifiers = [] } = node;
    if (isOfTypes(node)) return;
    if (type === "CallExpression" && callee) {
      this.#calls.push(node);
      for (const calls of within) calls.add(rootOf(callee));
    }
    if (type === "ImportDeclaration")
      for (const { local, imported } of specifiers)
        this.#imported.set(nameOf(local), `${basename(String(source?.value))}#${nameOf(imported)}`);
    if (nameOf(key) === "numRuns" && isNode(value)) this.#runs.push(value);
    if (type === "VariableDeclarator" && init && nameOf(id)) this.#given.set(nameOf(id), init);
    const calls = new Set<string>();
    const name = type === "FunctionDeclaration" || isFunction(init ?? value) ? nameOf(id ?? key) : "";
    if (name) this.#functions.push({ name, calls });
    if (type === "ForOfStatement") this.#loops.push({ list: right, calls });
    const inner = name || type === "ForOfStatement" ? [...within, calls] : within;
    for (const each of childrenOf(node)) this.#read(each, inner);
  }

  /** Adds the functions of this file that claim something, by themselves or through what is known to claim. */
  tellClaiming(known: Set<string>): void {
    for (const { name, calls } of this.#functions)
      if (this.#hasClaim(calls, known)) known.add(`${basename(this.path)}#${name}`);
  }

  #hasClaim(calls: ReadonlySet<string>, known: ReadonlySet<string>): boolean {
    return calls.has("expect") || calls.has("fc") || [...calls].some((each) => this.#isClaiming(each, known));
  }

  #isClaiming(name: string, known: ReadonlySet<string>): boolean {
    return known.has(`${basename(this.path)}#${name}`) || known.has(this.#imported.get(name) ?? "");
  }

  measure(known: ReadonlySet<string>): Measure {
    const said = new Set<AstNode>();
    let [claims, exact, runs] = [0, 0, 0];
    for (const call of this.#calls) {
      const { callee, arguments: handed = [] } = call;
      const isProperty = nameOf(callee?.object) === "fc" && nameOf(callee?.property) === "assert";
      const isMatched = matcherOf(call) !== undefined;
      if (isTable(call)) this.#hear(handed[0], said);
      if (!isMatched && !isProperty && !this.#isClaiming(nameOf(callee), known)) continue;
      claims += 1;
      if (isMatched && isExact(call)) exact += 1;
      if (isProperty && !handed[1]) runs += DRAWN_UNSAID;
      for (const each of [...handed, ...(expectedOf(callee)?.arguments ?? [])]) this.#hear(each, said);
    }
    for (const { list, calls } of this.#loops) if (this.#hasClaim(calls, known)) this.#hear(list, said);
    for (const each of this.#runs) runs += this.#runsSaid(each);
    return { claims, exact, said: said.size, runs };
  }

  /** Collects the leaves of what is said, and of the lists and tables that it names. */
  #hear(node: AstNode | undefined, said: Set<AstNode>): void {
    if (!node || said.has(node) || isOfTypes(node)) return;
    const below = childrenOf(node);
    if (below.length > 0) for (const each of below) this.#hear(each, said);
    else {
      said.add(node);
      const given = this.#given.get(nameOf(node));
      if (given && isList(given)) this.#hear(given, said);
    }
  }

  /** What stands under `numRuns`: all numbers of it together where it depends on something. */
  #runsSaid(said: AstNode): number {
    return this.#numbersIn(this.#given.get(nameOf(said)) ?? said);
  }

  #numbersIn(node: AstNode): number {
    if (node.type === "Literal") return typeof node.value === "number" ? node.value : 0;
    return childrenOf(node).reduce((sum, each) => sum + this.#numbersIn(each), 0);
  }
}

function isOfTypes({ type }: AstNode): boolean {
  return type.startsWith("TS") && !/^TS(?:As|Satisfies|NonNull)Expression$/.test(type);
}

/** `test.each(table)`, `describe.for(table)`. */
function isTable({ callee }: AstNode): boolean {
  return (
    callee !== undefined &&
    /^(?:each|for)$/.test(nameOf(callee.property)) &&
    /^(?:test|it|describe)$/.test(rootOf(callee))
  );
}

/** `toBe` of `expect(x).not.toBe(1)`. */
function matcherOf({ callee }: AstNode): string | undefined {
  return callee?.type === "MemberExpression" && expectedOf(callee) ? nameOf(callee.property) : undefined;
}

/** `expect(x)` of `expect(x).resolves.toBe`; of `expect.objectContaining` nothing. */
function expectedOf(callee: AstNode | undefined): AstNode | undefined {
  const below = callee?.object;
  if (below?.type !== "CallExpression") return below ? expectedOf(below) : undefined;
  return below.callee && rootOf(below.callee) === "expect" ? below : undefined;
}

function isExact(call: AstNode): boolean {
  const isTurned = (node: AstNode | undefined): boolean =>
    node !== undefined && (nameOf(node.property) === "not" || isTurned(node.object));
  const isLike = (node: AstNode): boolean =>
    (node.type === "MemberExpression" && nameOf(node.object) === "expect") || childrenOf(node).some(isLike);
  return EXACT.test(matcherOf(call) ?? "") && !isTurned(call.callee) && !(call.arguments ?? []).some(isLike);
}

/** What is gone through, or compared with: `[…]`, `{…}`, `new Map([…])`. */
function isList(node: AstNode): boolean {
  const inner = /^TS/.test(node.type) ? node.expression : node;
  return inner !== undefined && /^(?:Array|Object|New)Expression$/.test(inner.type);
}
