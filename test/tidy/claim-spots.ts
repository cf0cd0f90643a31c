import { type AstNode, childrenOf, everyNode, isFunction, lineNumberOf, nameOf, programOf, rootOf } from "./syntax.ts";

/*
 * Where a test claims something that it may never get to: a claim that stands in a loop, behind a condition or an early return; a claim of
 * every one of a list, which holds of none as well; and a property that may leave before it claims anything.
 */

export type SpotKind = "claim" | "list" | "loop" | "property";

/** An expression of a test to be watched while it runs: what is expected, the list that is gone through, the predicate of a property. */
export interface ClaimSpot {
  readonly kind: SpotKind;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Whether it stands in a test that is made for each row of a table: one row may have nothing to claim, all of them may not. */
  readonly inTable: boolean;
}

/** The spots of one file, in the order of the tree. */
export function claimSpots(path: string, text: string): readonly ClaimSpot[] {
  const program = programOf(path, text);
  const spots: ClaimSpot[] = [];
  const add = (kind: SpotKind, node: AstNode | undefined) => {
    if (!node || node.type === "SpreadElement" || (kind !== "claim" && isNeverEmpty(node))) return;
    const { start, end } = node;
    const isWithin = (each: AstNode) => each.start <= start && end <= each.end;
    // What a property draws may never lead to one of its claims, in this run: it is watched as a whole.
    if (kind !== "property" && drawing.some(isWithin)) return;
    const inTable = tables.some(isWithin);
    if (!spots.some((each) => each.start === start && each.end === end && each.kind === kind))
      spots.push({ kind, start, end, line: lineNumberOf(text, start), inTable });
  };
  const bound = boundIn(program);
  const tables = [...everyNode(program)].filter(isTable);
  const drawing = [...everyNode(program)].flatMap((node) => (isProperty(node) ? (node.arguments?.at(-1) ?? []) : []));
  for (const node of everyNode(program)) {
    if (isExpecting(node)) add("claim", node.arguments?.[0]);
    add("list", listOfClaim(node, bound));
    add("loop", loopOver(node));
    add("list", calledOver(node));
    if (isProperty(node)) add("property", node.arguments?.at(-1));
  }
  return spots;
}

/** A file with its spots watched. Nothing is put on a line of its own, so that what fails still names its line. */
export function watched(path: string, text: string): string | undefined {
  const spots = claimSpots(path, text);
  if (spots.length === 0) return undefined;
  // Of two that begin or end together, the wider one is opened first and closed last.
  const wide = spots
    .map((spot, index) => ({ ...spot, index }))
    .toSorted((one, other) => other.end - other.start - (one.end - one.start));
  const put = [
    ...wide.map(({ start, kind, index }) => ({ at: start, words: `claimWatch.${kind}(${index}, ` })),
    ...wide.toReversed().map(({ end }) => ({ at: end, words: ")" })),
  ].sort((one, other) => one.at - other.at);
  let written = "";
  let from = 0;
  for (const { at, words } of put) {
    written += text.slice(from, at) + words;
    from = at;
  }
  const told = JSON.stringify(spots.map(({ kind, line, inTable }) => ({ kind, line, inTable })));
  const alone =
    "{ claim: (_, value) => value, list: (_, value) => value, loop: (_, value) => value, property: (_, value) => value }";
  const head = `const claimWatch = globalThis.watchClaims?.(${JSON.stringify(path)}, ${told}) ?? ${alone};`;
  return `${head} ${written}${text.slice(from)}`;
}

function isProperty({ type, callee }: AstNode): boolean {
  return type === "CallExpression" && /^(?:async)?property$/i.test(nameOf(callee?.property));
}

/** `test.each(rows)("…", …)`, and what is described for each. */
function isTable({ type, callee }: AstNode): boolean {
  return type === "CallExpression" && callee?.type === "CallExpression" && nameOf(callee.callee?.property) === "each";
}

/** What a list is asked with so that the answer for none is the answer for all are well. */
const OF_ALL = /^(?:filter|flatMap|every|some|find|findIndex|findLast)$/;
/** What only gives an answer another shape. */
const RESHAPED = /^(?:map|toSorted|toReversed|sort|slice|join|length|size|flat)$/;
const NOTHING = /^(?:\[\s*\]|0|""|undefined|-1|true|false)$/;

/** The list of which a claim says that each is well, or none is ill. */
function listOfClaim(node: AstNode, bound: ReadonlyMap<string, AstNode>): AstNode | undefined {
  const { type, callee, arguments: handed = [] } = node;
  if (type !== "CallExpression" || callee?.type !== "MemberExpression" || rootOf(callee) !== "expect") return undefined;
  const matcher = nameOf(callee.property);
  const expecting = callee.object;
  if (!expecting || !isExpecting(expecting)) return undefined;
  const asks = asking(expecting.arguments?.[0], bound);
  if (!asks) return undefined;
  const { list, method } = asks;
  const says = matcher === "toBeUndefined" ? "undefined" : wordsOf(handed[0]);
  if (!/^(?:toBe|toEqual|toStrictEqual|toHaveLength|toBeUndefined)$/.test(matcher) || !NOTHING.test(says))
    return undefined;
  if (method === "every" ? says !== "true" : method === "some" ? says !== "false" : /true|false/.test(says))
    return undefined;
  return list;
}

/** The list and the method behind an expression, through what only gives the answer another shape. */
function asking(
  node: AstNode | undefined,
  bound: ReadonlyMap<string, AstNode>,
): { readonly list: AstNode; readonly method: string } | undefined {
  if (!node) return undefined;
  if (node.type === "Identifier") {
    const value = bound.get(nameOf(node));
    return value && value.type !== "Identifier" ? asking(value, bound) : undefined;
  }
  if (node.type === "ChainExpression") return asking(node.expression, bound);
  const member = node.type === "CallExpression" ? node.callee : node;
  if (member?.type !== "MemberExpression" || !member.object) return undefined;
  const method = nameOf(member.property);
  if (node.type === "CallExpression" && OF_ALL.test(method)) return { list: member.object, method };
  return RESHAPED.test(method) ? asking(member.object, bound) : undefined;
}

/** What is bound once in a file, by its name: what is bound twice under one name says nothing. */
function boundIn(program: AstNode): ReadonlyMap<string, AstNode> {
  const bound = new Map<string, AstNode>();
  const twice = new Set<string>();
  for (const { type, id, init } of everyNode(program)) {
    const name = type === "VariableDeclarator" ? nameOf(id) : "";
    if (name === "" || !init) continue;
    if (bound.has(name)) twice.add(name);
    bound.set(name, init);
  }
  for (const name of twice) bound.delete(name);
  return bound;
}

/** What a loop goes through that claims something of each. */
function loopOver({ type, right, body }: AstNode & { readonly await?: boolean }): AstNode | undefined {
  return type === "ForOfStatement" && claims(body) ? right : undefined;
}

/** The same, where a function is called with each. */
function calledOver({ type, callee, arguments: handed = [] }: AstNode): AstNode | undefined {
  const isOfEach = type === "CallExpression" && /^(?:forEach|map|flatMap)$/.test(nameOf(callee?.property));
  return isOfEach && isFunction(handed[0]) && claims(handed[0].body) ? callee?.object : undefined;
}

/** Whether something is claimed there and then: what stands in a test that is begun there is claimed later. */
function claims(body: unknown): boolean {
  const nodes = [...everyNode(body as AstNode)];
  const begins = nodes.some(
    ({ type, callee }) => type === "CallExpression" && /^(?:test|it|describe)$/.test(callee ? rootOf(callee) : ""),
  );
  return !begins && nodes.some(isExpecting);
}

/** `expect(x)`, `expect.soft(x)`, `expect.poll(x)`. */
function isExpecting({ type, callee }: AstNode): boolean {
  if (type !== "CallExpression" || !callee) return false;
  if (callee.type === "Identifier") return callee.name === "expect";
  return nameOf(callee.object) === "expect" && /^(?:soft|poll)$/.test(nameOf(callee.property));
}

function isNeverEmpty(node: AstNode): boolean {
  const written = node.type === "TSAsExpression" ? node.expression : node;
  const elements = written?.type === "ArrayExpression" ? childrenOf(written) : [];
  return elements.some(({ type }) => type !== "SpreadElement");
}

function wordsOf(node: AstNode | undefined): string {
  if (node?.type === "ArrayExpression") return childrenOf(node).length === 0 ? "[]" : "[…]";
  if (node?.type === "Literal") return JSON.stringify(node.value);
  if (node?.type === "UnaryExpression") return `${node.operator}${wordsOf(node.argument)}`;
  return node?.type === "Identifier" ? nameOf(node) : "…";
}
