import { type AstNode, everyNode, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * What a row is said to hold is believed by the compiler and never held against the statement: a name that is misspelt on either side is undefined in
 * every row. So the names of the type and of what is selected or returned are the same ones, as far as both stand in the file.
 */

/** Rows whose type names what their statement does not give, or leaves out what it gives, as `path:line name`. */
export function strangeRows(tree: Tree): string[] {
  return rowsIn(tree).flatMap(({ path, line, said, given }) => [
    ...said.filter((each) => !given.includes(each)).map((each) => `${path}:${line} gives no ${each}`),
    ...given.filter((each) => !said.includes(each)).map((each) => `${path}:${line} says nothing of ${each}`),
  ]);
}

interface Rows {
  readonly path: string;
  readonly line: number;
  /** Names of the type, and names of what the statement gives. */
  readonly said: readonly string[];
  readonly given: readonly string[];
}

/** Every statement whose row has a type with names that can be read, and which gives columns that stand in it. */
export function rowsIn(tree: Tree): Rows[] {
  const files = [...tree]
    .filter(([path]) => /^(?:server|cli)\/.*\.ts$/.test(path) && !isTest(path))
    .map(([path, text]) => ({ path, text, nodes: [...everyNode(programOf(path, text))] }));
  // What is exported has a name of its own in all of the product.
  const exported = typesOf(files.flatMap(({ nodes }) => nodes.flatMap(({ declaration }) => declaration ?? [])));
  return files.flatMap(({ path, text, nodes }) => {
    const types = new Map([...exported, ...typesOf(nodes)]);
    return nodes.flatMap((node) => {
      if (node.type !== "TaggedTemplateExpression") return [];
      const { typeArguments, quasi } = node as unknown as { typeArguments?: Typed; quasi: Quasi };
      const said = typeArguments?.params[0] && namesOf(typeArguments.params[0], types);
      const given = namesGiven(quasi.quasis.map(({ value }) => value.raw).join("$"));
      return said && given ? [{ path, line: lineNumberOf(text, node.start), said, given }] : [];
    });
  });
}

function typesOf(nodes: readonly AstNode[]): Map<string, AstNode> {
  return new Map(nodes.flatMap((node) => (TYPED.test(node.type) ? [[nameOf(node.id), node] as const] : [])));
}

const TYPED = /^TS(?:Interface|TypeAlias)Declaration$/;

interface Typed {
  readonly params: readonly AstNode[];
}

interface Quasi {
  readonly quasis: readonly { readonly value: { readonly raw: string } }[];
}

type TypeNode = AstNode & {
  readonly elementType?: AstNode;
  readonly typeName?: AstNode;
  readonly typeAnnotation?: AstNode;
  readonly members?: readonly AstNode[];
  readonly types?: readonly AstNode[];
  readonly extends?: readonly { readonly expression: AstNode }[];
};

/** Names of the members of a type; undefined where some of them stand elsewhere. */
function namesOf(node: AstNode, types: ReadonlyMap<string, AstNode>): readonly string[] | undefined {
  const { type, elementType, typeName, typeAnnotation, members, types: parts, body } = node as TypeNode;
  const inner =
    elementType ?? (/^TS(?:TypeOperator|TypeAliasDeclaration|ParenthesizedType)$/.test(type) && typeAnnotation);
  if (inner) return namesOf(inner, types);
  if (type === "TSTypeLiteral") return members?.map(nameOfMember);
  if (type === "TSIntersectionType") return allNamed((parts ?? []).map((each) => namesOf(each, types)));
  if (type === "TSInterfaceDeclaration" && isNode(body)) {
    const above = ((node as TypeNode).extends ?? []).map(({ expression }) => types.get(nameOf(expression)));
    const own = (body.body as readonly AstNode[]).map(nameOfMember);
    return allNamed([...above.map((each) => each && namesOf(each, types)), own]);
  }
  const named = type === "TSTypeReference" && !("typeArguments" in node && node.typeArguments);
  const declared = named ? types.get(nameOf(typeName)) : undefined;
  return declared && namesOf(declared, types);
}

function nameOfMember({ key }: AstNode): string {
  return nameOf(key) || String(key?.value);
}

function allNamed(parts: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return parts.includes(undefined) ? undefined : parts.flatMap((each) => each ?? []);
}

const PARENTHESES = /\([^()]*\)/g;

/** Names of what the outermost query selects or a change returns; undefined where one of them is put in, or is all that there is. */
function namesGiven(sql: string): readonly string[] | undefined {
  let flat = sql.replace(/'[^']*'/g, "''");
  while (flat.search(PARENTHESES) >= 0) flat = flat.replace(PARENTHESES, "⟨⟩");
  const returned = /\breturning\b([\s\S]*)$/i.exec(flat)?.[1];
  const selected = /(?:^|[\s⟩])select\b([\s\S]*?)(?:\bfrom\b|\bunion\b|\bwhere\b|$)/i.exec(flat)?.[1];
  const list = returned ?? (/^\s*(?:select|with)\b/i.test(flat) ? selected : undefined);
  if (list === undefined) return undefined;
  const items = list.replace(/^\s*distinct(?: on ⟨⟩)?/i, "").split(",");
  const names = items.map((each) => NAME.exec(each.trim())).map((found) => found?.[1] ?? found?.[2]);
  return names.every((each) => each !== undefined) ? names : undefined;
}

/** Under which name something is given: the one that it gets, or its own where it is a column. */
const NAME = /(?:\bas\s+"?(\w+)"?|^(?:\w+\.)?([a-z_]\w*))$/i;
