import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AstNode, childrenOf, nameOf, programOf } from "./syntax.ts";
import { isTest, ROOT, type Tree } from "./tree.ts";

/*
 * Row security keeps an organisation from the rows of another, but an order of the head office runs under all its sites. So what a statement
 * reads, changes or takes away of one site is said in the statement: it compares the column `site` of every table that has one.
 */

/** A table as a statement names it, and by which word. */
interface Named {
  readonly table: string;
  readonly alias: string;
}

/** Statements that may reach rows of more than one site, as `path, where it stands: table`; a second one there counts on. */
export function otherSites(tree: Tree, tables: ReadonlySet<string> = tablesOfSites()): string[] {
  const seen = new Map<string, number>();
  for (const [path, text] of tree) {
    if (!/^(?:server|cli)\/.*\.ts$/.test(path) || isTest(path)) continue;
    for (const { within, sql } of statementsIn(programOf(path, text)))
      for (const table of unbound(sql, tables)) {
        const name = `${path}, ${within}: ${table}`;
        seen.set(name, (seen.get(name) ?? 0) + 1);
      }
  }
  return [...seen].flatMap(([name, times]) =>
    Array.from({ length: times }, (_, index) => (index === 0 ? name : `${name} (${index + 1})`)),
  );
}

/** Tables with a column `site`, as the migrations make them. */
export function tablesOfSites(schema = readFileSync(join(ROOT, "docs/schema.txt"), "utf8")): ReadonlySet<string> {
  const tables = schema.split(/^(?=\S)/m).map((each) => ({ name: /^table (\w+)/.exec(each)?.[1], text: each }));
  return new Set(tables.flatMap(({ name, text }) => (name && /^ {2}site /m.test(text) ? [name] : [])));
}

/** What the code puts in while it runs. */
const HOLE = "$";

/** Every text that is a statement, with the function or value around it. */
export function* statementsIn(node: AstNode, within = "the file"): Generator<{ within: string; sql: string }> {
  const sql = textOf(node);
  if (sql !== undefined && /^[\s(]*(?:select|update|delete|insert|with|from)\b/i.test(sql)) yield { within, sql };
  const named = /^(?:FunctionDeclaration|MethodDefinition|VariableDeclarator|Property)$/.test(node.type);
  const inner = within === "the file" && named ? nameOf(node.id ?? node.key) || within : within;
  for (const each of childrenOf(node)) yield* statementsIn(each, inner);
}

function textOf({ type, value, ...rest }: AstNode): string | undefined {
  if (type === "Literal") return typeof value === "string" ? value : undefined;
  if (type !== "TemplateLiteral") return undefined;
  const { quasis } = rest as unknown as { readonly quasis: readonly { readonly value: { readonly raw: string } }[] };
  return quasis.map((each) => each.value.raw).join(HOLE);
}

/** Tables of which a statement may reach rows of more than one site. */
function unbound(sql: string, tables: ReadonlySet<string>): string[] {
  return queriesIn(sql).flatMap((query) => {
    const named = tablesNamed(query).filter(({ table }) => tables.has(table) || table === HOLE);
    const bound = boundIn(conditionsOf(query), named);
    return named.filter(({ alias }) => !bound.has(alias)).map(({ table }) => (table === HOLE ? "any" : table));
  });
}

/** The queries of a statement, each without those inside it. */
function queriesIn(sql: string): string[] {
  const found: string[] = [];
  const innermost = /\((\s*(?:select|with|update|delete)\b[^()]*)\)/i;
  // Whatever else stands in parentheses is written otherwise, so that the innermost query is always one without any.
  const other = /\(((?!\s*(?:select|with|update|delete)\b)[^()]*)\)/gi;
  let rest = sql;
  for (;;) {
    const flat = rest.replaceAll(other, "⟨$1⟩");
    const query = innermost.exec(flat);
    if (query) found.push(query[1] ?? "");
    const next = query ? flat.replace(innermost, "⟨⟩") : flat;
    if (next === rest) break;
    rest = next;
  }
  return [...found, rest].flatMap((each) => each.split(/\bunion(?:\s+all)?\b/i));
}

const ENDS = /\b(?:where|group\s+by|order\s+by|limit|returning|for\s+update|window|having)\b/i;

function tablesNamed(query: string): Named[] {
  const changed = [
    ...query.matchAll(
      /^\s*(?:update|delete\s+from)\s+(?:only\s+)?(\w+|\$)(?:\s+(?!set\b|where\b|using\b)(?:as\s+)?(\w+))?/gi,
    ),
  ];
  const read =
    /\bfrom\b([\s\S]*)/i
      .exec(query.replace(/^\s*delete\s+from/i, ""))?.[1]
      ?.split(ENDS)[0]
      ?.replaceAll(/⟨[^⟨⟩]*⟩/g, "⟨⟩") ?? "";
  const parts = read
    .split(/,|\bjoin\b/i)
    .map((each) =>
      /^\s*(?:only\s+)?(\w+|\$)(?:\s+(?!on\b|left\b|right\b|cross\b|inner\b|full\b|using\b)(?:as\s+)?(\w+))?/i.exec(
        each,
      ),
    );
  return [...changed, ...parts].flatMap((each) => {
    const [, table = "", alias = table] = each ?? [];
    return table === "" ? [] : [{ table, alias }];
  });
}

function conditionsOf(query: string): string {
  const joined = [
    ...query.matchAll(/\bon\b(?!\s+conflict)([\s\S]*?)(?=\b(?:join|left|cross|inner|where|order|group|limit)\b|$)/gi),
  ];
  const where = /\bwhere\b([\s\S]*)/i
    .exec(query)?.[1]
    ?.split(/\b(?:group\s+by|order\s+by|limit|returning|for\s+update)\b/i)[0];
  return [...joined.map((each) => each[1]), where ?? ""].join(" and ");
}

/** Names of tables whose site is compared with something that is not the site of a table beside it, or with one that is. */
function boundIn(conditions: string, named: readonly Named[]): Set<string> {
  const beside = new Set(named.map(({ alias }) => alias));
  const bound = new Set<string>();
  if (/(?<![\w.])site\s*(?:=|in\b)|⟨[^⟨⟩]*(?<![\w.])site\b[^⟨⟩]*⟩\s*(?:=|in\b)/i.test(conditions))
    for (const each of beside) bound.add(each);
  const pairs = [...conditions.matchAll(/(\w+)\.site\s*(?:=|in\b)\s*(?:(\w+)\.site\b)?/gi)].map(
    ([, one = "", other = HOLE]) => [one, other],
  );
  const links = pairs.flatMap(([one = "", other = ""]) => [
    [one, other],
    [other, one],
  ]);
  for (let before = -1; before < bound.size; ) {
    before = bound.size;
    for (const [one = "", other = ""] of links)
      if (beside.has(one) && (!beside.has(other) || bound.has(other))) bound.add(one);
  }
  return bound;
}
