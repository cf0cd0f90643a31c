import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * Which of its two texts a regulation says on a screen is decided in one file: where each screen asks for the language by itself, one asks
 * wrongly, or reads one of the two whatever the language is, and whoever reads the other sees it first.
 */

const WORDS = "web/ui/given-text.ts";
const SCREENS = /^web\/(?:desk|ui)\//;
const COMPARES = /^[!=]==?$/;
/** What a screen can be spoken in, and the beginnings of that. */
const LANGUAGES: readonly unknown[] = ["zh", "zh-CN", "zh-Hant", "en"];
/** The two sides of a given text. */
const SIDES: readonly unknown[] = ["zh", "en"];

/** Every place of a screen, as `path:line`, that asks which language is spoken, or reads one side of a text that is given in both. */
export function languagesAsked(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!SCREENS.test(path) || !isScript(path) || isTest(path) || path === WORDS) continue;
    for (const node of everyNode(programOf(path, text))) {
      const what = asked(node);
      if (what) found.add(`${path}:${lineNumberOf(text, node.start)} ${what}`);
    }
  }
  return [...found];
}

function asked(node: AstNode): string | undefined {
  if (asksLanguage(node)) return "asks which language is spoken";
  return sidesOf(node).some((each) => SIDES.includes(each)) ? "reads one side of a given text" : undefined;
}

function asksLanguage({ type, operator = "", left, right, object, ...more }: AstNode): boolean {
  if (type === "SwitchStatement") return isLanguage((more as { readonly discriminant?: AstNode }).discriminant);
  if (type === "MemberExpression") return isLanguage(object);
  if (type !== "BinaryExpression" || !COMPARES.test(operator)) return false;
  return [left, right].some((each) => isLanguage(each) || LANGUAGES.includes(each?.value));
}

function isLanguage(node: AstNode | undefined): boolean {
  return node?.type === "MemberExpression" && keyOf(node.property) === "language";
}

/** What is read of a text: by a dot, or taken apart. */
function sidesOf({ type, property, properties = [] }: AstNode): unknown[] {
  if (type === "MemberExpression") return [keyOf(property)];
  return type === "ObjectPattern" ? properties.map(({ key }) => keyOf(key)) : [];
}

function keyOf(node: AstNode | undefined): unknown {
  return nameOf(node) || node?.value;
}
