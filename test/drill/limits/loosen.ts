import { basename } from "node:path/posix";
import type { Plugin } from "vitest/config";
import { type AstNode, childrenOf, isNode, nameOf, programOf } from "../../tidy/syntax.ts";

/** A named number of a file: `group-commit.ts#most`, `limits.ts#longest.text`. File names are unique, so one that moves keeps its limits. */
export interface NamedNumber {
  readonly name: string;
  /** Where in the text the number stands. */
  readonly at: number;
  readonly says: string;
}

/**
 * The named numbers of a file, by their place: what a module says by name at its beginning of a line, and what stands in its objects at
 * any depth, as `ALLOWANCES.name.longestMinutes`. Names alone (`const a = b;`) are none, nor is what stands in lists or a function reckons.
 */
export function namedNumbers(path: string, text: string): NamedNumber[] {
  const named = (node: AstNode, name: string): NamedNumber[] => {
    const value = bare(node);
    if (value.type === "ObjectExpression")
      return (value.properties ?? []).flatMap(({ key, value: held }) =>
        key && isNode(held) ? named(held, `${name}.${nameOf(key) || String(key.value)}`) : [],
      );
    if (value.type === "CallExpression" && FREEZING.test(text.slice(value.start, value.end)))
      return (value.arguments ?? []).flatMap((each) => named(each, name));
    const says = text.slice(value.start, value.end);
    return isReckoned(value) && /\d/.test(says) ? [{ name, at: value.start, says }] : [];
  };
  return childrenOf(programOf(path, text))
    .flatMap((node) => constantsOf(node.declaration ?? node))
    .flatMap(({ id, init }) => (init ? named(init, `${basename(path)}#${nameOf(id)}`) : []))
    .toSorted((one, other) => one.at - other.at);
}

function constantsOf(node: AstNode): readonly AstNode[] {
  return node.kind === "const" ? (node.declarations ?? []) : [];
}

const FREEZING = /^Object\.freeze\(/;

/** Without what is said of its type. */
function bare(node: AstNode): AstNode {
  const typed = /^TS(?:As|Satisfies|NonNull)Expression$|^ParenthesizedExpression$/.test(node.type);
  return typed && node.expression ? bare(node.expression) : node;
}

/** A number, or numbers and names reckoned together. */
function isReckoned(node: AstNode): boolean {
  const value = bare(node);
  if (value.type === "Literal") return typeof value.value === "number" || typeof value.value === "bigint";
  if (value.type === "UnaryExpression") return value.argument !== undefined && isReckoned(value.argument);
  if (value.type === "BinaryExpression")
    return value.left !== undefined && value.right !== undefined && isReckoned(value.left) && isReckoned(value.right);
  return value.type === "Identifier" || (value.type === "MemberExpression" && !value.callee);
}

/** How much looser a limit is made: no test reaches it any more, and no timer overflows. */
const FACTOR = 1000;

/** Makes one limit a thousand times looser for everything that the tests load; throws where the file does not say it. */
export function loosen(limit: string): Plugin {
  const [file = "", name = ""] = limit.split("#");
  return {
    name: "loosen-a-limit",
    enforce: "pre",
    transform(text, id) {
      if (basename(id) !== file) return undefined;
      const found = namedNumbers(id, text).find((each) => each.name === limit);
      if (!found) throw new Error(`${file} has no limit ${name}.`);
      const { at, says } = found;
      return `${text.slice(0, at)}(${says}) * ${FACTOR}${text.slice(at + says.length)}`;
    },
  };
}
