/*
 * Which mutants say nothing of what the product decides: those of words. One rule for the whole tree, so that nobody leaves a mutant out by
 * hand. Sentences have files of their own (`*-sentences.ts`) and are left out with them.
 */

/** As much of a node of Babel's tree as the rule looks at. */
interface Node {
  readonly type: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly callee?: Node;
  readonly key?: Node;
  readonly arguments?: readonly Node[];
}

interface Place {
  readonly node: Node;
  readonly parent: Node | null;
  readonly parentPath: Place | null;
}

const CODE = /^[a-z-]+\.[a-z-]+$/;
/** Kinds of texts that are kept apart; each reads the same to every rule. */
const KINDS = ["free-text", "name", "phone"];
/** What a shape says where it does not fit. */
const TOLD = ["error", "message"];
/** What makes a refusal; all but its code and its rules is words and where to put them. */
const REFUSING = ["refuse", "hindrance"];

/** Why a node is nothing but words; undefined where it is not. */
export function wordsOnly({ node, parent, parentPath }: Place): string | undefined {
  if (node.type === "ObjectExpression" && isCallOf(parent, REFUSING) && parent?.arguments?.[0] !== node)
    return "words of a refusal";
  if (node.type === "ObjectProperty" && TOLD.includes(nameOf(node.key)) && isTold(parentPath))
    return "words of a shape";
  if (node.type === "NewExpression" && nameOf(node.callee).endsWith("Error")) return "words of a breakage";
  if (node.type !== "StringLiteral" || typeof node.value !== "string") return undefined;
  if (CODE.test(node.value) && parent?.type === "CallExpression" && parent.arguments?.[0] === node)
    return "the code of a refusal";
  if (KINDS.includes(node.value)) return "the kind of a text";
  return undefined;
}

/** Whether a key stands in what a method of a shape is handed: `z.string().refine(ok, { error })`. */
function isTold(around: Place | null): boolean {
  const { node, parent } = around ?? {};
  return (
    node?.type === "ObjectExpression" && parent?.type === "CallExpression" && parent.callee?.type === "MemberExpression"
  );
}

function isCallOf(node: Node | null, names: readonly string[]): boolean {
  return node?.type === "CallExpression" && names.includes(nameOf(node.callee));
}

function nameOf(node: Node | undefined): string {
  return node?.type === "Identifier" ? (node.name ?? "") : "";
}

export const wordsPlugin = {
  ...{ kind: "Ignore", name: "words" },
  value: { shouldIgnore: (place: unknown) => wordsOnly(place as Place) },
};
