import { styleRules } from "./style-rules.ts";
import { type AstNode, childrenOf, everyNode, isNode, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * A class that something wears only where something is so tells that fact. Nothing tells it where no rule dresses the class, and a colour alone does
 * not tell it to everybody: printers leave out grounds and shadows, and print colours grey.
 */

export interface ShownFact {
  /** `web/desk/paper/LogPaper.tsx struck`. */
  readonly name: string;
  /** `shape`: what is drawn is another thing. `colour`: only its colours, grounds and shadows are. `place`: only where and how large it stands. */
  readonly by: "shape" | "colour" | "place" | "nothing";
}

const COLOUR =
  /^(?:color|background(?:-color)?|box-shadow|fill|stroke|(?:border|text-decoration|outline)(?:-\w+)*-color)$/;
const SHAPE =
  /^(?:text-decoration(?:-line)?|font-(?:weight|style)|border(?:-(?:\w+-)*(?:width|style|start|end|top|bottom))?|outline|content|visibility|clip-path)$/;

/** How each class that is worn under a condition differs from what is worn without it. */
export function shownFacts(tree: Tree): ShownFact[] {
  const rules = styleRules(tree);
  return [...tree].flatMap(([path, text]) => {
    if (!/^web\/.*\.tsx$/.test(path) || isTest(path)) return [];
    const worn = wornOnConditions(programOf(path, text));
    return [...new Map(worn.map((each) => [each.word, each])).values()].map(({ word, beside }): ShownFact => {
      const dressing = rules.filter(({ selector }) => dresses(selector, word, [word, ...beside]));
      const always = dressing.filter(({ under }) => under === "").flatMap(({ says }) => [...says.keys()]);
      return { name: `${path} ${word}`, by: dressing.length === 0 ? "nothing" : shownBy(always) };
    });
  });
}

function shownBy(properties: readonly string[]): ShownFact["by"] {
  if (properties.some((each) => SHAPE.test(each) && !COLOUR.test(each))) return "shape";
  return properties.some((each) => COLOUR.test(each)) ? "colour" : "place";
}

/** Whether a part of a selector speaks of the class, and of no other that is not worn beside it. */
function dresses(selector: string, word: string, worn: readonly string[]): boolean {
  const parts = selector.replaceAll(/:not\([^)]*\)/g, "").split(/[\s>+~]+/);
  return parts.some((part) => {
    const named = [...part.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name = ""]) => name);
    return named.includes(word) && named.every((name) => worn.includes(name) || name.startsWith("ant-"));
  });
}

/** Words of `className={is ? "a b" : "a"}` that one side alone wears, with what both wear. */
function wornOnConditions(program: AstNode): { word: string; beside: readonly string[] }[] {
  return [...everyNode(program)].flatMap((node) => {
    const { type, name, value } = node as { type: string; name?: unknown; value?: unknown };
    if (type !== "JSXAttribute" || !isNode(value) || (name as AstNode).name !== "className") return [];
    return outermost(value).flatMap((choice) => {
      const ways = waysOf(choice);
      const beside = (ways[0] ?? []).filter((word) => ways.every((way) => way.includes(word)));
      return ways.flat().flatMap((word) => (beside.includes(word) ? [] : [{ word, beside }]));
    });
  });
}

function outermost(node: AstNode): AstNode[] {
  return node.type === "ConditionalExpression" ? [node] : childrenOf(node).flatMap(outermost);
}

/** What is worn in each of the cases, however many conditions stand in one another. */
function waysOf(node: AstNode | undefined): string[][] {
  if (node?.type === "ConditionalExpression") return [...waysOf(node.consequent), ...waysOf(node.alternate)];
  return [node?.type === "Literal" && typeof node.value === "string" ? node.value.split(" ").filter(Boolean) : []];
}

/** Classes of which `@media print` says that they are not printed. */
export function unprinted(tree: Tree): Set<string> {
  const hidden = styleRules(tree).filter(
    ({ under, says }) => under === "@media print" && says.get("display") === "none",
  );
  return new Set(hidden.flatMap(({ selector }) => /\.([\w-]+)$/.exec(selector)?.[1] ?? []));
}
