import { type AstNode, childrenOf, everyNode, isNode, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * A rule of style and what it is meant for know each other by a name that no compiler reads. A class that is worn and that no rule dresses, or of
 * which a rule speaks and that nothing wears, is misspelt on one side, or left over.
 */

/** Classes that the component library wears by itself. */
const LIBRARY = /^(?:ant-|anticon)/;

/** Classes that rules dress and nothing wears, and classes that something wears and neither a rule nor a test looks for. */
export function strayClasses(tree: Tree): string[] {
  const dressed = new Map<string, string>();
  const worn = new Map<string, string>();
  const prefixes = new Set<string>();
  const said = new Set<string>();
  let looked = "";
  for (const [path, text] of tree) {
    if (/^(?:web|duty|server)\/.*\.tsx?$/.test(path) && !isTest(path))
      for (const [, word = ""] of text.matchAll(/"([a-z][\w-]*)"/g)) said.add(word);
    if (
      path.startsWith("test/screens/") ||
      path.startsWith("test/journeys/") ||
      (path.startsWith("web/") && isTest(path))
    )
      looked += text;
    else if (/^web\/.*\.css$/.test(path)) for (const name of classesOf(text)) dressed.set(name, path);
    else if (/^web\/.*\.tsx$/.test(path))
      for (const { name, isWhole } of wornIn(path, text))
        if (isWhole) worn.set(name, path);
        else prefixes.add(name);
  }
  // A state that is put in whole (`status ${kind}`) is a word of its own somewhere.
  const isWorn = (name: string) =>
    worn.has(name) || said.has(name) || [...prefixes].some((each) => name.startsWith(each));
  const isSought = (name: string) => dressed.has(name) || new RegExp(`\\.${name}(?![\\w-])`).test(looked);
  return [
    ...[...dressed]
      .filter(([name]) => !isWorn(name) && !LIBRARY.test(name))
      .map(([name, path]) => `${path} dresses .${name}, which nothing wears`),
    ...[...worn]
      .filter(([name]) => !isSought(name))
      .map(([name, path]) => `${path} wears ${name}, which no rule dresses`),
  ];
}

function classesOf(css: string): string[] {
  const selectors = css.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/\{[^{}]*\}/g, "{}");
  return [...selectors.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = ""]) => name);
}

interface Worn {
  readonly name: string;
  /** Whether nothing that is put in while it runs stands beside it: `of-` of `of-${column}`. */
  readonly isWhole: boolean;
}

/** What stands in a file as `className`, be it an attribute or a part of properties that are handed on. */
function wornIn(path: string, text: string): Worn[] {
  return [...everyNode(programOf(path, text))].flatMap((node) => {
    const { type, name, key, value } = node as { type: string; name?: unknown; key?: AstNode; value?: unknown };
    const called = type === "JSXAttribute" ? (name as AstNode).name : type === "Property" ? key?.name : undefined;
    return /^(?:className|rootClassName)$/.test(called ?? "") && isNode(value) ? wordsOf(value) : [];
  });
}

function wordsOf(node: AstNode): Worn[] {
  // What is asked is worn by nobody.
  if (node.type === "BinaryExpression") return [];
  if (node.type === "ConditionalExpression")
    return [node.consequent, node.alternate].flatMap((each) => (each ? wordsOf(each) : []));
  if (node.type === "Literal") return typeof node.value === "string" ? wordsIn(node.value) : [];
  if (node.type === "TemplateLiteral") {
    const { quasis } = node as unknown as { quasis: { value: { raw: string } }[] };
    return wordsIn(quasis.map(({ value }) => value.raw).join("\0"));
  }
  return childrenOf(node).flatMap(wordsOf);
}

function wordsIn(text: string): Worn[] {
  const words = text.split(/\s+/).filter((each) => each !== "" && !each.startsWith("\0"));
  return words.map((each) => ({ name: each.split("\0")[0] ?? "", isWhole: !each.includes("\0") }));
}
