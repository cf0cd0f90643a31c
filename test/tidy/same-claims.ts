import { type AstNode, childrenOf, everyNode, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * Claims both sides of which come from one value. Names are followed to what they were given, as long as that cannot change; what was reckoned
 * twice in the same words is one value where nothing was done in between. What was done in between is what such a claim may be about.
 */

/** Every claim that compares a value with itself by way of names, as `path:line why`. */
export function sameClaims(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!isTest(path) || !/\.tsx?$/.test(path) || !text.includes("expect(")) return [];
    const program = programOf(path, text);
    const names = new Names(program);
    const same = [...everyNode(program)].filter((node) => comparedIn(node).some((sides) => names.areOne(sides)));
    return same.map(({ start }) => `${path}:${lineNumberOf(text, start)} compares a value with itself`);
  });
}

type Sides = readonly [AstNode, AstNode];

const COMPARES =
  /^(?:toBe|toEqual|toStrictEqual|toMatchObject|toContain|toContainEqual|toHaveLength|toBe\w+OrEqual|toMatch)$/;
const SAME = /^(?:===?|[<>]=)$/;

/** What a node of a test claims to be alike. */
function comparedIn({ type, callee, arguments: handed = [] }: AstNode): Sides[] {
  if (type !== "CallExpression" || callee?.type !== "MemberExpression" || !COMPARES.test(nameOf(callee.property)))
    return [];
  const asked = askedOf(callee.object);
  const [said] = handed;
  if (!asked || !said) return [];
  return [[asked, said], ...inWords(asked, said)];
}

/** `expect(one === other).toBe(true)`. */
function inWords({ type, operator, left, right, callee, arguments: handed = [] }: AstNode, said: AstNode): Sides[] {
  if (said.type !== "Literal" || said.value !== true) return [];
  if (type === "BinaryExpression" && SAME.test(operator ?? "") && left && right) return [[left, right]];
  const [one, other] = handed;
  return nameOf(callee) === "isDeepStrictEqual" && one && other ? [[one, other]] : [];
}

/** What is expected of, where it is not turned round: `expect(x)`, `await expect(x).resolves`. */
function askedOf(node: AstNode | undefined): AstNode | undefined {
  if (node?.type === "MemberExpression")
    return /^(?:resolves|soft)$/.test(nameOf(node.property)) ? askedOf(node.object) : undefined;
  if (node?.type !== "CallExpression" || !node.callee) return undefined;
  const isExpecting = nameOf(node.callee) === "expect" || nameOf(node.callee.object) === "expect";
  return isExpecting ? node.arguments?.[0] : undefined;
}

/** Something that a name was given: where the name holds, and what; undefined for what changes or is handed in. */
interface Binding {
  readonly name: string;
  readonly from: number;
  readonly until: number;
  readonly at: number;
  readonly value?: AstNode;
  /** Whether it may come to hold something else. */
  readonly changes: boolean;
  /** Which part of it: of `const { a: [b] } = x`, `.a.0`. */
  readonly part: string;
}

/** A value in words in which every name is followed, and the places in which they were reckoned. */
interface Reckoned {
  readonly words: string;
  readonly places: readonly AstNode[];
  /** Whether it is one thing however often it is asked for: a name, or a plain value. */
  readonly fixed: boolean;
}

class Names {
  readonly #bindings = new Map<string, Binding[]>();
  readonly #acts: readonly AstNode[];

  constructor(program: AstNode) {
    this.#readScope(program, program);
    this.#acts = [...everyNode(program)].filter(isAct);
  }

  areOne([one, other]: Sides): boolean {
    const [own, others] = [this.#held(one), this.#held(other)];
    if (own !== undefined && own === others) return true;
    const [left, right] = [this.#reckoned(one), this.#reckoned(other)];
    if (left.words !== right.words) return false;
    if (left.fixed && right.fixed) return true;
    const places = [...left.places, ...right.places, one, other];
    const [from, until] = [Math.min(...places.map(({ start }) => start)), Math.max(...places.map(({ end }) => end))];
    const isReckoning = (act: AstNode) => places.some((each) => each.start <= act.start && act.end <= each.end);
    return !this.#acts.some((act) => act.start >= from && act.end <= until && !isReckoning(act));
  }

  /** The place in which what a name holds was given its first name, where that never changes. */
  #held(node: AstNode): number | undefined {
    const plain = unwrapped(node);
    const binding = plain.type === "Identifier" ? this.#bindingOf(plain) : undefined;
    if (!binding || binding.changes) return undefined;
    const before = binding.value && binding.part === "" ? this.#held(binding.value) : undefined;
    return before ?? binding.at;
  }

  #reckoned(node: AstNode, whole = node): Reckoned {
    const plain = unwrapped(node);
    if (plain.type === "Identifier") return this.#named(plain, whole);
    if (plain.type === "Literal") return { words: String(JSON.stringify(plain.value)), places: [], fixed: true };
    const { object, property, computed } = plain as AstNode & { readonly computed?: boolean };
    if (plain.type === "MemberExpression" && object && property && (!computed || property.type === "Literal")) {
      const { words, places } = this.#reckoned(object, whole);
      return { words: keyed(words, keyOf(property)), places, fixed: false };
    }
    const places: AstNode[] = [];
    const words = Object.entries(plain).map(([key, value]) => {
      if (LAYOUT.has(key)) return "";
      const below = (Array.isArray(value) ? value : [value]).map((each: unknown) => {
        if (!isNode(each)) return String(JSON.stringify(each));
        if (key === "key" && !computed) return keyOf(each);
        const read = this.#reckoned(each, whole);
        places.push(...read.places);
        return read.words;
      });
      return `${key}:${below.join()}`;
    });
    return { words: `${plain.type}(${words.join(";")})`, places, fixed: false };
  }

  #named(node: AstNode, whole: AstNode): Reckoned {
    const name = nameOf(node);
    const binding = this.#bindingOf(node);
    if (!binding) return { words: name, places: [], fixed: true };
    const { value, part, at, changes } = binding;
    const isFollowed = value && (!ASKED_TWICE.test(name) || unwrapped(value).type === "Identifier");
    if (!isFollowed) {
      // What is bound within the same words is called as it is there.
      const isOwn = whole.start <= at && at < whole.end;
      return { words: isOwn ? `~${name}` : `${name}@${at}`, places: [], fixed: !changes };
    }
    const read = this.#reckoned(value);
    const words = part.split(".").slice(1).reduce(keyed, read.words);
    return { words, places: [...read.places, value], fixed: read.fixed && part === "" };
  }

  #bindingOf(node: AstNode): Binding | undefined {
    const inside = (this.#bindings.get(nameOf(node)) ?? []).filter(
      ({ from, until, value }) =>
        from <= node.start && node.end <= until && !(value && value.start <= node.start && node.end <= value.end),
    );
    return inside.toSorted((one, other) => one.until - one.from - (other.until - other.from))[0];
  }

  #readScope(node: AstNode, scope: AstNode, kind = ""): void {
    const { type, id, init } = node;
    const own = SCOPE.test(type) ? node : scope;
    const given = { part: "", changes: kind === "let" || kind === "var" };
    if (type === "VariableDeclarator" && id)
      this.#bind(id, scope, init && kind === "const" && !isReckonedByCompiler(id) ? { ...given, value: init } : given);
    if (/Function/.test(type)) for (const each of node.params ?? []) this.#bind(each, own, given);
    if (/^(?:Function|Class)Declaration$/.test(type) && id) this.#bind(id, scope, given);
    for (const each of childrenOf(node)) this.#readScope(each, own, type === "VariableDeclaration" ? node.kind : "");
  }

  #bind(pattern: AstNode, scope: AstNode, given: Pick<Binding, "value" | "part" | "changes">): void {
    const { type, properties = [] } = pattern;
    if (type === "Identifier") {
      const binding = { ...given, name: nameOf(pattern), from: scope.start, until: scope.end, at: pattern.start };
      this.#bindings.set(binding.name, [...(this.#bindings.get(binding.name) ?? []), binding]);
      return;
    }
    const elements = type === "ArrayPattern" ? ((pattern as { elements?: (AstNode | null)[] }).elements ?? []) : [];
    for (const [index, each] of elements.entries())
      if (each) this.#bind(each, scope, { ...given, part: keyed(given.part, String(index)) });
    for (const { key, value } of properties)
      if (key && isNode(value)) this.#bind(value, scope, { ...given, part: keyed(given.part, keyOf(key)) });
    // Of a default or of the rest nothing is known but the name.
    const { value: _, ...unknown } = given;
    for (const each of [pattern.left, pattern.argument, ...properties.map(({ argument }) => argument)])
      if (each) this.#bind(each, scope, unknown);
  }
}

function keyed(words: string, key: string): string {
  return `${words}.${key}`;
}

function keyOf(node: AstNode): string {
  return nameOf(node) || String(node.value);
}

/** Where it is claimed that asking twice comes to the same, what came of the one of both is called so. */
const ASKED_TWICE = /^(?:first|again|before|once|twice)$/;
const LAYOUT = new Set([
  "type",
  "start",
  "end",
  "range",
  "loc",
  "optional",
  "raw",
  "typeArguments",
  "returnType",
  "decorators",
]);
const SCOPE =
  /^(?:Program|BlockStatement|For\w*Statement|CatchClause|(?:Arrow)?Function\w*|StaticBlock|SwitchStatement)$/;
const WRAPS =
  /^(?:TSAsExpression|TSNonNullExpression|TSSatisfiesExpression|AwaitExpression|ParenthesizedExpression|ChainExpression)$/;

/** `const isRight: Given extends Wanted ? true : false = true`: the type is what is claimed. */
function isReckonedByCompiler(id: AstNode): boolean {
  const { typeAnnotation } = id as { typeAnnotation?: { typeAnnotation?: AstNode } };
  return typeAnnotation?.typeAnnotation?.type === "TSConditionalType";
}

function unwrapped(node: AstNode): AstNode {
  const within = WRAPS.test(node.type) ? (node.expression ?? node.argument) : undefined;
  return within ? unwrapped(within) : node;
}

/** Something is done: by a call, or what is written down; not by what claims. */
function isAct({ type, callee }: AstNode): boolean {
  if (/^(?:Assignment|Update|New|Yield|TaggedTemplate)Expression$/.test(type)) return true;
  return (
    type === "CallExpression" && callee !== undefined && !nameOf(callee).startsWith("expect") && !isMatcher(callee)
  );
}

function isMatcher({ type, object, callee }: AstNode): boolean {
  if (type === "CallExpression") return callee !== undefined && (nameOf(callee) === "expect" || isMatcher(callee));
  return type === "MemberExpression" && object !== undefined && (nameOf(object) === "expect" || isMatcher(object));
}
