import { childrenOf, everyNode, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * What is derived comes out the same tomorrow. The database spells its clock and its chance in too many ways to list them, so what the SQL of
 * views and of the ledger may call is listed, and into what it may turn a value.
 */

/** Functions that answer the same whenever they are asked, and words of SQL that stand before a parenthesis. */
const MAY_CALL = new Set([
  "all",
  ...[
    "coalesce",
    "convert_from",
    "count",
    "greatest",
    "json_build_array",
    "json_to_recordset",
    "least",
    "max",
    "min",
    "nullif",
    "sum",
    "unnest",
    "zb_isolate",
  ],
  ...[
    "all",
    "and",
    "any",
    "as",
    "by",
    "check",
    "conflict",
    "exists",
    "filter",
    "from",
    "in",
    "include",
    "key",
    "lateral",
    "not",
    "on",
    "or",
    "over",
  ],
  ...["select", "sets", "unique", "using", "values", "where", "with"],
]);

/** What a value may be turned into: nothing that understands the word now. */
const MAY_BECOME = new Set(["bigint", "boolean", "int", "json", "jsonb", "text"]);

/** Values that are the clock without being called, and words that become it where a column or a cast wants a time. */
const RESTLESS = /\bcurrent_(?:timestamp|date|time)\b|\blocaltime(?:stamp)?\b|'\s*(?:now|today|tomorrow|yesterday)\b/gi;
/** Names that are given: a table and its columns are no call. */
const GIVEN =
  /\b(?:create\s+table|insert\s+into|as|references|create\s+(?:or\s+replace\s+)?function|create\s+(?:unique\s+)?index\s+\w+\s+on)\s+"?[a-z_]\w*"?\s*(?=\()/gi;
const CALL = /(?<![\w"])((?:[a-z_]\w*\.)?[a-z_]\w*)"?\s*\(/gi;
const BECOMES = /::\s*"?([a-z_]\w*)|\bcast\s*\([^()]*\bas\s+(\w+)/gi;
/** `timestamptz '…'`, and `interval '…'`. */
const TYPED = /\b((?:timestamp|timestamptz|date|time|timetz|interval)(?:\s+with(?:out)?\s+time\s+zone)?)\s+'/gi;

/** Functions by which the ledger is written and read, wherever a migration makes them: up to what the next line without an indent begins. */
const LEDGER_FUNCTION =
  /^create\s+(?:or\s+replace\s+)?function\s+ledger_\w+[\s\S]*?(?=^(?:alter|create|grant|reset|set)\b|$(?![\s\S]))/gim;

/** Every place of what is derived whose SQL calls what is not listed, or reads a clock. */
export function restlessViews(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const said = derivedIn(path, text).flatMap(restlessWords);
    return [...new Set(said)].map((word) => `${path} ${word}: what is derived must come out the same tomorrow`);
  });
}

/** The texts of a file that make what is derived. */
function derivedIn(path: string, text: string): string[] {
  if (isTest(path)) return [];
  if (/^server\/ledger\/.*\.ts$|-view\.ts$|^server\/door\/view-\w+\.ts$/.test(path)) return textsIn(path, text);
  if (/-(?:view|ledger)\.sql$/.test(path)) return [text];
  return path.endsWith(".sql") ? [...text.matchAll(LEDGER_FUNCTION)].map(([whole]) => whole) : [];
}

function restlessWords(written: string): string[] {
  const sql = written.replaceAll(/--.*/g, "").replaceAll(/\/\*[\s\S]*?\*\//g, " ");
  const called = [...sql.replaceAll(GIVEN, ";").matchAll(CALL)].map(([, name = ""]) => name.toLowerCase());
  const becomes = [...sql.matchAll(BECOMES)].map(([, cast, as]) => (cast ?? as ?? "").toLowerCase());
  return [
    ...called.filter((name) => !MAY_CALL.has(name)).map((name) => `calls ${name}`),
    ...becomes.filter((name) => !MAY_BECOME.has(name)).map((name) => `turns a value into ${name}`),
    ...[...sql.matchAll(TYPED)].map(([, name = ""]) => `turns a value into ${name.toLowerCase()}`),
    ...[...sql.matchAll(RESTLESS)].map(([word]) => `says ${word.toLowerCase()}`),
  ];
}

/** Texts of a script that may go to the database. What it throws and what it imports does not. */
function textsIn(path: string, text: string): string[] {
  const program = programOf(path, text);
  const kept = childrenOf(program).filter(({ type, source }) => type !== "ImportDeclaration" && !source);
  return kept.flatMap((each) =>
    [...everyNode(each)].flatMap((node) => {
      if (node.type === "Literal") return typeof node.value === "string" ? [node.value] : [];
      if (node.type !== "TemplateLiteral") return [];
      const { quasis } = node as unknown as {
        readonly quasis: readonly { readonly value: { readonly raw: string } }[];
      };
      // What is put in while it runs may be the name of a table, and of a row that is made; a call by such a name is refused.
      return [quasis.map((each) => each.value.raw).join("hole_")];
    }),
  );
}
