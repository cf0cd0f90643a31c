import { type AstNode, childrenOf, everyNode, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/* Words that a screen says without asking the language files: whoever reads another language reads them all the same. */

/** Attributes, and keys of what is handed to components, whose words people read or hear. */
const READ =
  /^(?:aria-(?:label|description|roledescription|placeholder|valuetext)|title|subTitle|alt|placeholder|label|description|message|help|hint|tooltip|extra|header|footer|content|okText|cancelText|emptyText|notFoundContent|addonBefore|addonAfter|checkedChildren|unCheckedChildren)$/;
/** Names of texts: `desk:lock.title`. */
const NAME_OF_TEXT = /^[a-z]+:[\w.-]+$/;

/** What builds the screens, and what reads for tests what they have drawn. */
const NO_SCREENS = ["web/vite.config.ts", "web/traditional.ts", "web/desk/drawn-part.ts"];
/** Names that are the same in every language: of the languages themselves, of fonts, of what is thrown. */
const OWN_NAMES: Readonly<Record<string, RegExp>> = {
  "web/languages/language.ts": /^(?:简体中文|繁體中文|English)$/,
  "web/ui/tokens.ts": /PingFang SC/,
  "web/desk/door/ask.ts": /^Refused$/,
};
/** Told from a key: it is of another script, has a space between words, or begins with a capital and goes on without. */
const OF_PEOPLE = /\p{Lo}|\p{L}{2,}[,.:;!?]?\s+\p{L}{2,}|^\p{Lu}\p{Ll}+[.!?…]?$/u;
/** What asks the page in words of CSS. */
const ASKS_PAGE = /^(?:matchMedia|matches|closest|querySelector(?:All)?)$/;
const PLAIN_WORD = /^\p{L}+$/u;

/** Every word in the elements of a screen, and of what is handed to them from beside, that stands in no language file. */
export function screenWords(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!/^web\/.*\.tsx?$/.test(path) || path.endsWith(".d.ts") || isTest(path) || NO_SCREENS.includes(path)) continue;
    const program = programOf(path, text);
    for (const { start, words } of path.endsWith(".ts") ? wordsBeside(program) : []) {
      if (!OWN_NAMES[path]?.test(words)) found.add(`${path}:${lineNumberOf(text, start)} says ${words.trim()}`);
    }
    for (const node of everyNode(program)) {
      for (const { start, words } of spokenAt(node))
        if (/\p{L}/u.test(words.replace(/&#?\w+;/g, "")) && !NAME_OF_TEXT.test(words))
          found.add(`${path}:${lineNumberOf(text, start)} says ${words.trim()}`);
    }
  }
  return [...found];
}

interface Words {
  readonly start: number;
  readonly words: string;
}

/**
 * Words in a file without elements: those that cannot be keys, and a plain one that stands in for what was looked up or reckoned, where a key would
 * be chosen among keys. What is thrown is read by whoever mends it.
 */
function wordsBeside(node: AstNode): Words[] {
  const { type, callee, start, value } = node;
  if (/^(?:Import|Export(?:All|Named))Declaration$|^TS\w*Type$/.test(type) && !node.declaration) return [];
  if (type === "NewExpression" && /Error$/.test(callee?.name ?? "")) return [];
  if (
    type === "CallExpression" &&
    (callee?.object?.name === "console" || ASKS_PAGE.test(nameOf(callee?.property ?? callee)))
  )
    return [];
  const said =
    type === "TemplateElement" ? (value as { cooked: string }).cooked : type === "Literal" ? value : undefined;
  const own = typeof said === "string" && OF_PEOPLE.test(said) ? [{ start, words: said }] : [];
  return [...own, ...standIns(node), ...childrenOf(node).flatMap(wordsBeside)];
}

function standIns({ type, operator, left, right, consequent, alternate }: AstNode): Words[] {
  const isChoice = type === "ConditionalExpression" || (type === "LogicalExpression" && operator !== "&&");
  const [one, other] = [left ?? consequent, right ?? alternate];
  if (!isChoice || !one || !other) return [];
  const pairs = [[one, other] as const, [other, one] as const];
  return pairs.flatMap(([word, lookedUp]) => {
    const isFound = [...everyNode(lookedUp)].some((each) => each.type === "CallExpression");
    return isFound && typeof word.value === "string" && PLAIN_WORD.test(word.value)
      ? [{ start: word.start, words: word.value }]
      : [];
  });
}

function spokenAt(node: AstNode): Words[] {
  if (node.type === "JSXText") return wordsOf(node);
  if (node.type === "JSXElement" || node.type === "JSXFragment")
    return childrenOf(node).flatMap((each) => (each.type === "JSXExpressionContainer" ? wordsOf(each) : []));
  const isRead = node.type === "JSXAttribute" ? READ.test(attributeName(node)) : isKeyThatIsRead(node);
  return isRead && isNode(node.value) ? wordsOf(node.value) : [];
}

function isKeyThatIsRead({ type, key }: AstNode): boolean {
  return type === "Property" && key !== undefined && READ.test(String(key.name ?? key.value));
}

function attributeName({ name }: { readonly name?: unknown }): string {
  return isNode(name) ? String(name.name) : "";
}

/** The words that an expression may come to, as far as they stand in it: what is looked up or reckoned is somebody else's. */
function wordsOf(node: AstNode): Words[] {
  const { type, start, value, operator, left, right, consequent, alternate, expression } = node;
  if (type === "Literal" || type === "JSXText") return typeof value === "string" ? [{ start, words: value }] : [];
  if (type === "TemplateElement") return [{ start, words: (value as { cooked: string }).cooked }];
  if (type === "TemplateLiteral") return childrenOf(node).flatMap(wordsOf);
  const isChoice = type === "LogicalExpression" && operator !== "&&";
  const both = isChoice || (type === "BinaryExpression" && operator === "+") ? left : undefined;
  const parts = [both, right, consequent, alternate, expression];
  const open = /^(?:Logical|Conditional|Parenthesized|TSAs|TSNonNull|TSSatisfies)Expression$|^JSXExpressionContainer$/;
  return open.test(type) || both ? parts.flatMap((each) => (each ? wordsOf(each) : [])) : [];
}
