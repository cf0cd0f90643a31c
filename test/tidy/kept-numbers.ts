import { sizesIn } from "./kept-sizes.ts";
import { type AstNode, childrenOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, repository, type Tree } from "./tree.ts";

/*
 * How often, how long, how many, in which order, how large, and on which side of a moment the moment itself lies: what is changed of it in one place of
 * several compiles, and most of them no test can afford to wait for. So they are written down, place by place, and a change is read before it lands.
 */

/** Where it is written down. */
export const KEPT_NUMBERS = "test/tidy/kept-numbers.json";

/** What the product ships. */
const SHIPPED = /^(?:cli|connect|duty|server|set-up|solver|web)\//;
const ARITHMETIC = /^(?:[+*/%-]|\*\*|<<|>>>?|[&|^])$/;
const COMPARING = /^[<>]=?$/;
const MIRRORED: Readonly<Record<string, string>> = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };
/** What puts a list into an order. */
const SORTING = /^(?:sort|toSorted|reverse|toReversed)$/;
/** Nothing, and one after another: what a step or an index says. */
const PLAIN = /^[01]$/;

/** The numbers and comparisons of everything that ships, by file and by what they stand in, in the order of the text. */
export function numbersNow(tree: Tree = repository()): Record<string, string> {
  const found = new Map<string, string[]>();
  for (const [path, text] of [...tree].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (!SHIPPED.test(path) || isTest(path)) continue;
    for (const { within, says } of saidIn(path, text)) {
      const place = `${path} ${within}`;
      found.set(place, [...(found.get(place) ?? []), says]);
    }
  }
  return Object.fromEntries([...found].map(([place, says]) => [place, says.join(", ")]));
}

function saidIn(path: string, text: string): Iterable<{ within: string; says: string }> {
  if (path.endsWith(".css")) return sizesIn(text);
  return isScript(path) ? numbersIn(programOf(path, text), text) : [];
}

export function numbersText(numbers: Readonly<Record<string, string>>): string {
  return `${JSON.stringify(numbers, null, 2)}\n`;
}

/** `isNamed`: directly in what a module says by name, where a one or a nothing says as much as any number. */
function* numbersIn(
  node: AstNode,
  text: string,
  within = "",
  isNamed = false,
): Generator<{ within: string; says: string }> {
  const { type, operator = "", left, right } = node;
  const at = within === "" ? placeOf(node) : within;
  const place = at || "the file";
  const isReckoning = type === "BinaryExpression" && ARITHMETIC.test(operator) && saysNumber(node);
  if (isNumber(node) || isReckoning) {
    const says = spelt(node, text);
    if (isNamed || !PLAIN.test(says)) yield { within: place, says };
    return;
  }
  if (type === "BinaryExpression" && COMPARING.test(operator) && left && right) {
    const isMirrored = saysNumber(left) && !saysNumber(right);
    const [beside, held] = isMirrored ? [right, left] : [left, right];
    yield* numbersIn(beside, text, at);
    const says = saysNumber(held) ? ` ${spelt(held, text)}` : "";
    yield { within: place, says: `${isMirrored ? MIRRORED[operator] : operator}${says}` };
    if (!saysNumber(held)) yield* numbersIn(held, text, at);
    return;
  }
  if (type === "CallExpression" && SORTING.test(nameOf(node.callee?.property)))
    yield {
      within: place,
      says: `${nameOf(node.callee?.property)}(${(node.arguments ?? []).map((each) => spelt(each, text)).join(", ")})`,
    };
  const isStill = isNamed || (within === "" && at !== "" && type === "VariableDeclarator");
  const staysNamed = isStill && !/Function|Class|Call/.test(type);
  for (const each of childrenOf(node)) yield* numbersIn(each, text, at, staysNamed);
}

/** What a declaration at the beginning of a line, or a method, is called. */
function placeOf({ type, id, key }: AstNode): string {
  const isNaming = /^(?:FunctionDeclaration|MethodDefinition|PropertyDefinition|VariableDeclarator|Property)$/.test(
    type,
  );
  return isNaming ? nameOf(id ?? key) : "";
}

/** A number in words of a setting, as `"10 minutes"`, `"128MB"` or `"60s"`. */
const MEASURED = /^\d+ ?(?:[kMG]?B|ms|s|min|h|d|(?:second|minute|hour|day|month)s?)?$/;

function isNumber(node: AstNode): boolean {
  if (node.type === "UnaryExpression")
    return node.operator === "-" && node.argument !== undefined && isNumber(node.argument);
  const { type, value } = node;
  if (type !== "Literal") return false;
  return typeof value === "number" || typeof value === "bigint" || (typeof value === "string" && MEASURED.test(value));
}

/** Numbers and names reckoned together, with a number among them. */
function saysNumber(node: AstNode): boolean {
  const { type, left, right, operator = "" } = node;
  if (type !== "BinaryExpression") return isNumber(node);
  if (!ARITHMETIC.test(operator) || !left || !right) return false;
  const sides = [left, right];
  return sides.some(saysNumber) && sides.every((each) => saysNumber(each) || isName(each));
}

function isName({ type }: AstNode): boolean {
  return type === "Identifier" || type === "MemberExpression";
}

function spelt({ start, end }: AstNode, text: string): string {
  return text.slice(start, end).replace(/\s+/g, " ");
}
