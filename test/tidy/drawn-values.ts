import { type AstNode, childrenOf, everyNode, isFunction, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * A property is claimed of whatever is drawn. Where all that a generator can draw is one value, it is an example that is run a hundred times; where
 * nobody looks at what is drawn, so it is as well.
 */

/** Each property of which something that it draws is always the same, or is not looked at. */
export function constantDraws(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!isScript(path) || !isTest(path) || !text.includes("fc.")) return [];
    const program = programOf(path, text);
    return [...everyNode(program)].flatMap((node) => {
      if (node.type !== "CallExpression" || !/^(?:async)?property$/i.test(methodOf(node))) return [];
      return wrongIn(node, program).map((wrong) => `${path}:${lineNumberOf(text, node.start)} ${wrong}`);
    });
  });
}

function wrongIn({ arguments: handed = [] }: AstNode, program: AstNode): string[] {
  const drawn = handed.slice(0, -1);
  const told = meant(handed.at(-1), program);
  if (drawn.length === 0) return ["a property draws nothing"];
  const still = drawn.filter((each) => each.type !== "SpreadElement" && !varies(each, program));
  const unseen =
    isFunction(told) && drawn.every(({ type }) => type !== "SpreadElement") && looksAt(told) < drawn.length;
  return [
    ...still.map(() => "a property draws one value alone"),
    ...(unseen ? ["a property draws what it does not look at"] : []),
  ];
}

function looksAt({ params = [] }: AstNode): number {
  return params.some(({ type }) => type === "RestElement") ? Number.POSITIVE_INFINITY : params.length;
}

/** Whether more than one value can come of a generator; of what is made elsewhere it is believed. */
function varies(node: AstNode, program: AstNode): boolean {
  const { type, callee, arguments: handed = [] } = meant(node, program);
  if (type !== "CallExpression" || !callee) return true;
  const called = methodOf({ type, callee } as AstNode);
  const [first] = handed;
  switch (called) {
    case "constant":
      return false;
    case "constantFrom":
    case "oneof":
      return handed.length > 1 || first?.type === "SpreadElement" || (called === "oneof" && isVaried(first, program));
    case "tuple":
      return handed.some((each) => each.type === "SpreadElement" || varies(each, program));
    case "record":
      return (
        first?.type !== "ObjectExpression" ||
        handed.length > 1 ||
        (first.properties ?? []).some((each) => isVaried(each.value, program))
      );
    case "integer":
    case "nat":
    case "bigInt":
      return !isPoint(first);
    case "map":
      return varies(callee.object as AstNode, program) && !(isFunction(first) && looksAt(first) === 0);
    case "filter":
    case "noShrink":
    case "noBias":
      return varies(callee.object as AstNode, program);
    default:
      return true;
  }
}

function isVaried(node: unknown, program: AstNode): boolean {
  return !isNode(node) || varies(node, program);
}

/** Whether the ends between which a number is drawn are one and the same. */
function isPoint(range: AstNode | undefined): boolean {
  if (range?.type === "Literal") return range.value === 0;
  const ends = new Map((range?.properties ?? []).map(({ key, value }) => [nameOf(key), (value as AstNode)?.value]));
  const least = ends.get("min") ?? (ends.size === 1 ? 0 : undefined);
  return ends.has("max") && least !== undefined && ends.get("max") === least;
}

/** `property` of `fc.property`. */
function methodOf({ callee }: AstNode): string {
  return nameOf(callee?.property);
}

/** What a name stands for, where the file says so once; a function that only makes a value stands for that. */
function meant(node: AstNode | undefined, program: AstNode): AstNode {
  if (!node) throw new Error("a property without anything that is claimed");
  const named = node.type === "CallExpression" ? nameOf(node.callee) : nameOf(node);
  if (named === "") return node;
  const made = [...everyNode(program)].filter(({ type, id }) => type === "VariableDeclarator" && nameOf(id) === named);
  const value = made.length === 1 ? made[0]?.init : undefined;
  if (!value) return node;
  if (node.type !== "CallExpression") return value;
  const [only] = isFunction(value) ? childrenOf(value).filter((each) => each === value.body) : [];
  return only && only.type !== "BlockStatement" ? only : node;
}
