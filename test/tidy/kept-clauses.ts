import { type AstNode, childrenOf, isFunction, nameOf, programOf, rootOf } from "./syntax.ts";
import { isTest, repository, type Tree } from "./tree.ts";

/*
 * Which rows a statement reaches, in which order, how many of them, what it holds while it works, and what a transaction sees of others: where one of
 * these is taken out of one of several, nothing fails before the building is full or two people act at once. So they are written down, one by one.
 */

/** Where it is written down. */
export const KEPT_CLAUSES = "test/tidy/kept-clauses.json";

/** What bounds a statement: which rows, in which order, how many, what is locked, and how a transaction begins. */
const BOUND =
  /^(?:begin|set (?:local|session|transaction)|where|and|or|on|having|order by|limit|offset|distinct|for (?:no key )?(?:update|share)|pg_\w*advisory\w*)\b/i;
/** Words at which another part of a statement begins. */
const PARTS =
  /\b(?=(?:where|and|or|on|having|order by|limit|offset|distinct|for (?:no key )?(?:update|share)|pg_\w*advisory\w*|select|from|(?:cross |left |inner )?join|using|group by|returning|union|set|values|insert into|delete from|with)\b)/i;

/** What bounds every statement of the server and the tools, by file and function; a second statement there counts on. */
export function clausesNow(tree: Tree = repository()): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, text] of [...tree].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    if (!/^(?:server|cli)\/.*\.ts$/.test(path) || isTest(path)) continue;
    const times = new Map<string, number>();
    for (const { within, sql } of partsIn(programOf(path, text), text)) {
      const clauses = clausesOf(sql);
      if (clauses === "") continue;
      const place = `${path} ${within}`;
      const time = (times.get(place) ?? 0) + 1;
      times.set(place, time);
      found[time === 1 ? place : `${place} (${time})`] = clauses;
    }
  }
  return found;
}

export function clausesText(clauses: Readonly<Record<string, string>>): string {
  return `${JSON.stringify(clauses, null, 2)}\n`;
}

/** What bounds one statement, in the order in which it stands there. */
function clausesOf(sql: string): string {
  const parts = sql.replace(/\s+/g, " ").split(PARTS);
  return parts
    .filter((part) => BOUND.test(part))
    .map((part) => part.trim())
    .join(" ");
}

/** A text that nothing marks as a statement and that is one, or a part of one. */
const STATEMENT =
  /^[\s(]*(?:select|update|delete|insert|with|where|and)\s[\s\S]*(?:\s=\s|\sis (?:not )?null\b|\sin \(|\sfrom\s|\bpg_)/i;

/** How a transaction sees others and whether it writes, in the words of SQL; and our own word for it. */
const MODE = /^(?:isolation level|read (?:only|write|committed)|repeatable read|serializable|one-snapshot)\b/i;

/** How something is done in a transaction: its mode, or that nothing is said of it. */
function modeOf({ type, callee, arguments: handed = [] }: AstNode, text: string): string | undefined {
  const isBeginning = type === "CallExpression" && nameOf(callee?.property) === "begin" && isFunction(handed.at(-1));
  if (!isBeginning) return undefined;
  return ["begin", ...handed.slice(0, -1).map(({ start, end }) => text.slice(start, end))].join(" ");
}

/** Every statement and every part of one: what is handed to `sql`, texts that begin like a statement, and how transactions begin. */
function* partsIn(
  node: AstNode,
  text: string,
  within = "the file",
  isTagged = false,
): Generator<{ within: string; sql: string }> {
  const isText = node.type === "TemplateLiteral" || (node.type === "Literal" && typeof node.value === "string");
  if (isText) {
    const said = text.slice(node.start + 1, node.end - 1);
    if (isTagged || STATEMENT.test(said)) yield { within, sql: said };
    else if (MODE.test(said)) yield { within, sql: `begin ${said}` };
  }
  const mode = modeOf(node, text);
  if (mode !== undefined) yield { within, sql: mode };
  const named = /^(?:FunctionDeclaration|MethodDefinition|VariableDeclarator|Property)$/.test(node.type);
  const inner = within === "the file" && named ? nameOf(node.id ?? node.key) || within : within;
  const { tag } = node as AstNode & { readonly tag?: AstNode };
  const isSql = tag !== undefined && (rootOf(tag) === "sql" || nameOf(tag.property) === "sql");
  for (const each of childrenOf(node)) yield* partsIn(each, text, inner, isSql && each !== tag);
}
