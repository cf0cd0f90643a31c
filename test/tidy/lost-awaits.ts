import { relative } from "node:path";
import {
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isExpressionStatement,
  isFunctionLikeDeclaration,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isReturnStatement,
  isTryStatement,
  type Node,
  SyntaxKind,
} from "typescript/unstable/ast";
import type { FileSystem } from "typescript/unstable/fs";
import { API, type Checker, type Project, type Type, TypeFlags } from "typescript/unstable/sync";
import { lineNumberOf } from "./syntax.ts";

/*
 * A promise that nobody waits for goes on after its caller is through: what it should have done has not been done yet, and its error belongs to nobody
 * and ends the program. Types alone say which call makes one, so the compiler is asked, of every statement. What is meant to run on its own says so with
 * `void`, or says with `.catch` what becomes of its error.
 */

/** Every statement of the scripts of a project that makes a promise and lets it go, as `path:line text`. */
export function lostAwaits(root: string, project: string, planted?: FileSystem): string[] {
  const api = new API({ cwd: root, ...(planted && { fs: planted }) });
  try {
    const config = `${root}/${project}`;
    const asked = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!asked) throw new Error(`The compiler knows no project ${config}`);
    return lostIn(asked, root, project.slice(0, project.lastIndexOf("/") + 1));
  } finally {
    api.close();
  }
}

function lostIn({ program, checker }: Project, root: string, folder: string): string[] {
  const isPromise = promisesOf(checker);
  const names = program.getSourceFileNames().filter((name) => name.startsWith(`${root}/${folder}`));
  return names.flatMap((name) => {
    const file = name.includes("/node_modules/") ? undefined : program.getSourceFile(name);
    if (!file) return [];
    const nodes = [...lettingGo(file)];
    const types = nodes.length === 0 ? [] : checker.getTypeAtLocation(nodes);
    const lost = nodes.filter((node, index) => isArrowFunction(node) || isPromise(types[index]));
    return lost.map((node) => {
      const at = node.getStart(file);
      return `${relative(root, name)}:${lineNumberOf(file.text, at)} ${file.text.slice(at).split("\n")[0]}`;
    });
  });
}

/** Everything under a node whose value is let go where it stands. */
function* lettingGo(node: Node, inTry = false): Generator<Node> {
  if (isExpressionStatement(node)) yield* valuesOf(node.expression);
  // What is returned out of a `try` without waiting fails where nobody catches it, and runs while what it needs is given back.
  if (isReturnStatement(node) && node.expression && inTry) yield* valuesOf(node.expression);
  if (isCallExpression(node)) yield* toldEach(node.expression, node.arguments[0]);
  const below: [Node, boolean][] = [];
  node.forEachChild((child) => {
    const isTried =
      isTryStatement(node) && (child === node.tryBlock || (child === node.catchClause && !!node.finallyBlock));
    below.push([child, !isFunctionLikeDeclaration(child) && (inTry || isTried)]);
  });
  for (const [child, isTried] of below) yield* lettingGo(child, isTried);
}

/** What `forEach` is told gives back its value to nobody: of what is `async`, that is a promise. */
function* toldEach(called: Node, told: Node | undefined): Generator<Node> {
  if (!isPropertyAccessExpression(called) || called.name.text !== "forEach" || !told || !isArrowFunction(told)) return;
  if (told.modifiers?.some(({ kind }) => kind === SyntaxKind.AsyncKeyword)) yield told;
  else if (!isBlock(told.body)) yield* valuesOf(told.body);
}

const CHOOSES = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
  SyntaxKind.CommaToken,
]);

/** The expressions one of whose values is that of the whole: both ends of a choice. */
function valuesOf(node: Node): Node[] {
  if (isParenthesizedExpression(node)) return valuesOf(node.expression);
  if (isConditionalExpression(node)) return [node.whenTrue, node.whenFalse].flatMap(valuesOf);
  if (isBinaryExpression(node))
    return CHOOSES.has(node.operatorToken.kind) ? [node.left, node.right].flatMap(valuesOf) : [];
  return mayBePromise(node) && !isAnswered(node) ? [node] : [];
}

const LET_GO = new Set([
  SyntaxKind.CallExpression,
  SyntaxKind.TaggedTemplateExpression,
  SyntaxKind.NewExpression,
  SyntaxKind.Identifier,
  SyntaxKind.PropertyAccessExpression,
  SyntaxKind.ElementAccessExpression,
]);
/** What a test says in plain words waits for nothing, and there is too much of it to ask of each. */
const PLAIN = /^(?:expect\((?!.*\.(?:resolves|rejects|toMatchFileSnapshot)\b)|(?:test|describe)\b)/s;

function mayBePromise(node: Node): boolean {
  return LET_GO.has(node.kind) && !PLAIN.test(node.getText());
}

/** It is said what becomes of its error. */
function isAnswered(node: Node): boolean {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  if (name.text === "finally") return isAnswered(expression);
  return name.text === "catch" ? node.arguments.length > 0 : name.text === "then" && node.arguments.length > 1;
}

/** Whether a value of a type can be a promise: it has what waits and what catches, as an answer of Fastify, which is no promise, has not. */
function promisesOf(checker: Checker): (type: Type | undefined) => boolean {
  const known = new Map<number, boolean>();
  const isPromise = (type: Type | undefined): boolean => {
    if (!type) return false;
    if (type.isUnionType()) return type.getTypes().some(isPromise);
    if ((type.flags & (TypeFlags.Object | TypeFlags.Intersection | TypeFlags.TypeParameter)) === 0) return false;
    const before = known.get(type.id);
    if (before !== undefined) return before;
    const elements = checker.isArrayType(type) && type.isTypeReference() ? checker.getTypeArguments(type) : [];
    const names = checker.getPropertiesOfType(type).map(({ name }) => name);
    const found = elements.some(isPromise) || ["then", "catch"].every((name) => names.includes(name));
    known.set(type.id, found);
    return found;
  };
  return isPromise;
}
