import { type AstNode, childrenOf, isFunction, isNode, lineNumberOf, nameOf, programOf, rootOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * Limits that have no name. Every named number is sorted, and loosened to see that a test minds (`loosened-limits.test.ts`); one that is handed on as
 * it stands would be lost without a word.
 */

/** What the server runs on; lives that are simulated have no limits, and what is sent is held to its ends elsewhere. */
const BOUND = /^(?:connect|server)\/(?!simulation\/)/;
const OF_SHAPES = /-answer\.ts$/;
/** What takes a limit or a time, wherever it is called. */
const LIMITING =
  /^(?:concurrencyLimit|fairQueue|photoQueue|batchCalls|pool|openPool|cursor|pause|setTimeout|setInterval|timeout)$/;
/** What makes a shape says the end of what is sent, and is held to having one. */
const SHAPING = /^(?:z|label|freeText|exactText)$/;
/** Options that are limits or times, whoever takes them. */
const LIMIT = /timeout|limit|^max|^most|atOnce$/i;
/** One of something at a time says what is done, not how much. */
const FEW = 1;

/** Every number in the code of the server that is handed to what limits, or to whatever a file sets up when it is loaded. */
export function unnamedLimits(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!BOUND.test(path) || !isScript(path) || isTest(path)) return [];
    return limitsIn(programOf(path, text), !OF_SHAPES.test(path)).map(
      ({ start, end }) => `${path}:${lineNumberOf(text, start)} hands on ${text.slice(start, end)} without a name`,
    );
  });
}

/** `isLoading`: outside all functions, where what is called stays as it is for the life of the program. */
function limitsIn(node: AstNode, isLoading: boolean): AstNode[] {
  const { type, callee, arguments: handed = [] } = node;
  const isCall = /^(?:Call|New)Expression$/.test(type) && callee !== undefined && !SHAPING.test(rootOf(callee));
  const isLimiting = isCall && (isLoading || LIMITING.test(nameOf(callee.property ?? callee)));
  const own = isLimiting ? handed.filter(isMuch) : [];
  const options = isCall ? handed.flatMap(({ properties = [] }) => properties.filter(isLimit)) : [];
  const ends = isCall ? [...endsOf(callee, handed), ...cutOf(callee, handed)] : [];
  const isInner = isFunction(node) || type === "FunctionDeclaration";
  return [...own, ...options, ...ends, ...childrenOf(node).flatMap((each) => limitsIn(each, isLoading && !isInner))];
}

/** The least or the most that a number may be, also with something added: `Math.max(from, size - 8192)`. */
function endsOf(callee: AstNode, handed: readonly AstNode[]): AstNode[] {
  const isEnd = nameOf(callee.object) === "Math" && /^(?:max|min)$/.test(nameOf(callee.property));
  return isEnd ? handed.flatMap(added).filter(isMuch) : [];
}

function added(node: AstNode): AstNode[] {
  const { left, right, operator = "" } = node;
  const isSum = left !== undefined && right !== undefined && /^[+-]$/.test(operator);
  return isSum && !isMuch(node) ? [...added(left), ...added(right)] : [node];
}

/** After how much a list is cut off. Where a text is cut its form says why, as of a date or a hash. */
function cutOf(callee: AstNode, handed: readonly AstNode[]): AstNode[] {
  const isCut = nameOf(callee.property) === "slice" && callee.object !== undefined && isList(callee.object);
  return isCut ? handed.map((each) => (each.type === "UnaryExpression" && each.argument) || each).filter(isMuch) : [];
}

const LISTING = /^(?:concat|entries|filter|flatMap|keys|map|sort|split|toReversed|toSorted|values)$/;

function isList({ type, callee }: AstNode): boolean {
  return type === "ArrayExpression" || (type === "CallExpression" && LISTING.test(nameOf(callee?.property)));
}

function isLimit({ key, value }: AstNode): boolean {
  return LIMIT.test(nameOf(key)) && isNode(value) && isMuch(value);
}

function isMuch({ type, value, left, right }: AstNode): boolean {
  if (type === "BinaryExpression") {
    const sides = [left, right].flatMap((each) => each ?? []);
    return sides.every(isNumber) && sides.some(isMuch);
  }
  return type === "Literal" && typeof value === "number" && value > FEW;
}

function isNumber(node: AstNode): boolean {
  return isMuch(node) || (node.type === "Literal" && typeof node.value === "number");
}
