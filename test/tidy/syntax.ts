import { parseAst } from "vite";

/** As much of a node of the syntax tree (ESTree) as the house rules look at. */
export interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly id?: AstNode;
  readonly key?: AstNode;
  readonly body?: unknown;
  readonly object?: AstNode;
  readonly property?: AstNode;
  readonly callee?: AstNode;
  readonly expression?: AstNode;
  readonly consequent?: AstNode;
  readonly alternate?: AstNode;
  readonly shorthand?: boolean;
  readonly left?: AstNode;
  readonly right?: AstNode;
  readonly operator?: string;
  readonly init?: AstNode;
  readonly argument?: AstNode;
  /** Of what is tried, and of what catches it. */
  readonly block?: AstNode;
  readonly handler?: AstNode | null;
  /** Of what is exported. */
  readonly declaration?: AstNode;
  /** Of a declaration: `const`, `let`. */
  readonly kind?: string;
  readonly declarations?: readonly AstNode[];
  readonly specifiers?: readonly AstNode[];
  readonly exported?: AstNode;
  readonly imported?: AstNode;
  readonly local?: AstNode;
  /** Of an import or of what passes one on. */
  readonly source?: AstNode;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly params?: readonly AstNode[];
  readonly arguments?: readonly AstNode[];
  readonly properties?: readonly AstNode[];
}

/** The syntax tree of a script; throws where it is none, with its name. */
export function programOf(path: string, text: string): AstNode {
  const lang = path.endsWith(".tsx") ? "tsx" : path.endsWith(".ts") ? "ts" : "js";
  try {
    return parseAst(text, { lang }) as unknown as AstNode;
  } catch (cause) {
    throw new Error(`${path} cannot be parsed`, { cause });
  }
}

/** The nodes directly below one, in the order of the text: of a program, its statements. */
export function childrenOf(node: AstNode): AstNode[] {
  const below: AstNode[] = [];
  for (const value of Object.values(node)) {
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) below.push(each);
  }
  return below;
}

/** A node and everything below it, in the order of the text. */
export function everyNode(node: AstNode): AstNode[] {
  const found: AstNode[] = [];
  // Every rule of the house walks every tree: a generator at each level would take longer than the parser.
  const walk = (at: AstNode) => {
    found.push(at);
    for (const value of Object.values(at)) {
      if (typeof value !== "object" || value === null) continue;
      if (!Array.isArray(value)) {
        if (isNode(value)) walk(value);
      } else for (const each of value) if (isNode(each)) walk(each);
    }
  };
  walk(node);
  return found;
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === "object" && value !== null && typeof (value as AstNode).type === "string";
}

export function isFunction(value: unknown): value is AstNode & { readonly body: unknown } {
  return isNode(value) && /^(?:ArrowFunction|Function)Expression$/.test(value.type);
}

/** The name of an identifier; nothing of anything else. */
export function nameOf(node: AstNode | undefined): string {
  return node?.type === "Identifier" ? (node.name ?? "") : "";
}

/** The word with which a chain of calls and keys begins: `test` of `test.each(rows)`. */
export function rootOf(node: AstNode): string {
  const below = node.type === "CallExpression" ? node.callee : node.object;
  return below ? rootOf(below) : nameOf(node);
}

export function lineNumberOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
