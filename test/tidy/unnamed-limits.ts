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
  /^(?:concurrencyLimit|fairTurns|photoTurns|batchCalls|pool|openPool|cursor|pause|setTimeout|setInterval|timeout)$/;
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
  const isInner = isFunction(node) || type === "FunctionDeclaration";
  return [...own, ...options, ...childrenOf(node).flatMap((each) => limitsIn(each, isLoading && !isInner))];
}

function isLimit({ key, value }: AstNode): boolean {
  return LIMIT.test(nameOf(key)) && isNode(value) && isMuch(value);
}

function isMuch({ type, value, left, right }: AstNode): boolean {
  if (type === "BinaryExpression") return [left, right].every((each) => each !== undefined && isMuch(each));
  return type === "Literal" && typeof value === "number" && value > FEW;
}
