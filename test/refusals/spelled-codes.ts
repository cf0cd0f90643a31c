import { type AstNode, everyNode, isNode, programOf } from "../tidy/syntax.ts";
import { isTest, type Tree } from "../tidy/tree.ts";

/** A code of a refusal that stands in `duty/`, and where. */
export interface SpelledCode {
  readonly code: string;
  readonly path: string;
}

/**
 * Every code that `duty/` can refuse with, found by parsing: what is handed to a function whose first parameter is called `code`, and what
 * stands beside a key `code`. `dark` are places where the code is not spelled out, so that nobody could say which it is.
 */
export function spelledCodes(tree: Tree): { codes: SpelledCode[]; dark: string[] } {
  const codes: SpelledCode[] = [];
  const dark: string[] = [];
  for (const [path, text] of tree) {
    if (!/^duty\/.*\.ts$/.test(path) || isTest(path)) continue;
    const program = programOf(path, text);
    const makers = new Set(["refuse", ...makersIn(program)]);
    for (const value of valuesIn(program, makers)) {
      const spelled = spelledIn(value);
      if (spelled) codes.push(...spelled.map((code) => ({ code, path })));
      else if (!passesOn(value)) dark.push(`${path}: ${text.slice(value.start, value.end)} is not spelled out`);
    }
  }
  return { codes, dark };
}

/** Functions of a file that pass a code on to `refuse`. */
function makersIn(program: AstNode): string[] {
  return [...everyNode(program)]
    .filter(({ type, params }) => type === "FunctionDeclaration" && params?.[0]?.name === "code")
    .map(({ id }) => id?.name ?? "");
}

function valuesIn(program: AstNode, makers: ReadonlySet<string>): AstNode[] {
  const values: AstNode[] = [];
  for (const { type, callee, arguments: handed, key, value, shorthand } of everyNode(program)) {
    const [first] = handed ?? [];
    if (type === "CallExpression" && makers.has(callee?.name ?? "") && first) values.push(first);
    if (type === "Property" && key?.name === "code" && !shorthand && isNode(value)) values.push(value);
  }
  return values;
}

/** The codes that an expression can be, as far as it says them itself. */
function spelledIn({ type, value, consequent, alternate }: AstNode): string[] | undefined {
  if (type === "Literal" && typeof value === "string") return [value];
  if (type !== "ConditionalExpression" || !consequent || !alternate) return undefined;
  const [one, other] = [spelledIn(consequent), spelledIn(alternate)];
  return one && other && [...one, ...other];
}

/** A code that was spelled out where it comes from: the parameter of a function, or the field of what it answered. */
function passesOn({ type, name, property }: AstNode): boolean {
  return type === "MemberExpression" ? property?.name === "code" : type === "Identifier" && name === "code";
}
