import { type AstNode, childrenOf, everyNode, isNode, lineNumberOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/* Words that a screen says without asking the language files: whoever reads another language reads them all the same. */

/** Attributes, and keys of what is handed to components, whose words people read or hear. */
const READ =
  /^(?:aria-(?:label|description|roledescription|placeholder|valuetext)|title|subTitle|alt|placeholder|label|description|message|help|hint|tooltip|extra|header|footer|content|okText|cancelText|emptyText|notFoundContent|addonBefore|addonAfter|checkedChildren|unCheckedChildren)$/;
/** Names of texts: `desk:lock.title`. */
const NAME_OF_TEXT = /^[a-z]+:[\w.-]+$/;

/** Every word in the elements of a screen that stands in no language file. */
export function screenWords(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!path.startsWith("web/") || !path.endsWith(".tsx") || isTest(path)) continue;
    for (const node of everyNode(programOf(path, text))) {
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
