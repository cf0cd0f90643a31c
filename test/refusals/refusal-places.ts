import { importsOf } from "../tidy/imports.ts";
import { type AstNode, childrenOf, everyNode, isFunction, isNode, nameOf, programOf } from "../tidy/syntax.ts";
import { isTest, type Tree } from "../tidy/tree.ts";

/*
 * Where `duty/` refuses. One code may be given at several places, and one function that refuses may be asked at several: each place may lose
 * its condition, or go, by itself. A place is known by its file, the function at the top of the file in which it stands, and by what stands
 * there, with a number from the second of its kind on: so it keeps its name when lines move.
 */

export interface RefusalPlace {
  readonly name: string;
  /** The code that is given there; undefined where the refusal of another function is passed on. */
  readonly code?: string;
  /** The function that is asked there, as file and name. */
  readonly asks?: string;
}

/** An expression of a file whose value may be a refusal, and the places that it is: several where it chooses between codes. */
export interface RefusalSpot {
  readonly start: number;
  readonly end: number;
  readonly places: readonly RefusalPlace[];
}

/** A function at the top of a file, or a value that is one. */
interface Piece {
  readonly name: string;
  readonly node: AstNode;
}

/** What has to be known of all files before a place can be found in one. */
export type Refusers = ReadonlySet<string>;

/** Every function that makes a refusal, and every one that asks such a function: whether it passes the answer on shows when it is heard. */
export function refusersIn(code: Tree): Refusers {
  const asked = new Map<string, readonly string[]>();
  const refusers = new Set<string>();
  for (const [path, text] of code) {
    if (!isOfDuty(path)) continue;
    const program = programOf(path, text);
    const makers = makersIn(program);
    const whence = origins(path, text, program);
    for (const { name, node } of piecesOf(program)) {
      const nodes = [...everyNode(node)];
      const makes = nodes.some((each) => nameOf(each.callee) === "refuse" || codesMade(each, makers).length > 0);
      if (makes && !makers.has(name)) refusers.add(`${path}#${name}`);
      asked.set(
        `${path}#${name}`,
        nodes.flatMap((each) => askedBy(each, whence) ?? []),
      );
    }
  }
  for (let before = -1; before !== refusers.size; ) {
    before = refusers.size;
    for (const [name, others] of asked) if (others.some((each) => refusers.has(each))) refusers.add(name);
  }
  return refusers;
}

/** The spots of one file of `duty/`, in the order of the text. */
export function refusalSpots(path: string, text: string, refusers: Refusers): readonly RefusalSpot[] {
  if (!isOfDuty(path)) return [];
  const program = programOf(path, text);
  const makers = makersIn(program);
  const whence = origins(path, text, program);
  const times = new Map<string, number>();
  const named = (name: string): string => {
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  };
  return piecesOf(program).flatMap(({ name: within, node }) =>
    [...everyNode(node)].flatMap((each): RefusalSpot[] => {
      const { start, end } = each;
      const places: RefusalPlace[] = codesMade(each, makers).map((code) => ({
        name: named(`${path}#${within} ${code}`),
        code,
      }));
      const asks = askedBy(each, whence);
      if (asks !== undefined && refusers.has(asks))
        places.push({ name: named(`${path}#${within} asks ${asks.split("#")[1]}`), asks });
      return places.length === 0 ? [] : [{ start, end, places }];
    }),
  );
}

/** Every place of a tree. */
export function refusalPlaces(tree: Tree): readonly RefusalPlace[] {
  const refusers = refusersIn(tree);
  return [...tree].flatMap(([path, text]) => refusalSpots(path, text, refusers).flatMap(({ places }) => places));
}

function isOfDuty(path: string): boolean {
  return /^duty\/.*\.ts$/.test(path) && !isTest(path);
}

function piecesOf(program: AstNode): Piece[] {
  return childrenOf(program).flatMap((statement) => {
    const node = statement.type.startsWith("Export") ? (statement.declaration ?? statement) : statement;
    if (node.type === "FunctionDeclaration") return [{ name: nameOf(node.id), node }];
    return (node.declarations ?? []).map((each) => ({ name: nameOf(each.id), node: each }));
  });
}

/** Functions of a file that pass a code on to `refuse`, and `refuse` itself. */
function makersIn(program: AstNode): ReadonlySet<string> {
  const own = piecesOf(program).filter(({ node }) => nameOf(node.params?.[0]) === "code");
  return new Set(["refuse", ...own.map(({ name }) => name)]);
}

/** Where each name of a file that may be called comes from, as file and name: its own functions, and what it imports. */
function origins(path: string, text: string, program: AstNode): ReadonlyMap<string, string> {
  const whence = new Map<string, string>();
  for (const { name, node } of piecesOf(program))
    if (node.type === "FunctionDeclaration" || isFunction(node.init)) whence.set(name, `${path}#${name}`);
  const files = new Map(importsOf(path, text).map(({ specifier, file }) => [specifier, file]));
  for (const { type, source, specifiers = [] } of childrenOf(program)) {
    const file = type === "ImportDeclaration" ? files.get(String(source?.value)) : undefined;
    if (file?.startsWith("duty/"))
      for (const { local, imported } of specifiers) whence.set(nameOf(local), `${file}#${nameOf(imported)}`);
  }
  return whence;
}

function askedBy({ type, callee }: AstNode, whence: ReadonlyMap<string, string>): string | undefined {
  const asks = type === "CallExpression" ? whence.get(nameOf(callee)) : undefined;
  // What makes a refusal of a code is not asked whether it refuses.
  return asks === "duty/grammar/decision.ts#refuse" ? undefined : asks;
}

/** The codes that a node may make a refusal with: a call that is handed one, or an object that holds one beside its rules. */
function codesMade({ type, callee, arguments: handed, properties }: AstNode, makers: ReadonlySet<string>): string[] {
  if (type === "CallExpression" && makers.has(nameOf(callee))) return spelledIn(handed?.[0]);
  if (type !== "ObjectExpression") return [];
  return (properties ?? []).flatMap(({ key, value, shorthand }) =>
    nameOf(key) === "code" && !shorthand && isNode(value) ? spelledIn(value) : [],
  );
}

function spelledIn(node: AstNode | undefined): string[] {
  if (node?.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
  if (node?.type !== "ConditionalExpression") return [];
  return [...spelledIn(node.consequent), ...spelledIn(node.alternate)];
}
