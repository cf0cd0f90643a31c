import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entryShapes, nouns, owedNames, upcasts } from "#duty/nouns.ts";
import { statementsIn } from "./other-sites.ts";
import { lineNumberOf, programOf } from "./syntax.ts";
import { isTest, ROOT, type Tree } from "./tree.ts";

/*
 * A statement compares a column with a name that stands in it as a mere text: the type of an entry, what somebody owes, the noun of a stream, what
 * happened around an account. No compiler reads it, and another name that exists (an act for the entry that comes of it) finds nothing either.
 */

/** What each column may be compared with, by the column. */
export type ColumnNames = Readonly<Record<string, ReadonlySet<string>>>;

export function namesOfColumns(tree: Tree): ColumnNames {
  const around = tree.get("server/account/account-event.ts") ?? "";
  const [, happened = ""] = /type AccountEventKind =([^;]*);/.exec(around) ?? [];
  const ofAccounts = [...happened.matchAll(/"([\w-]+)"/g)].map(([, name = ""]) => name);
  return {
    type: new Set([...Object.keys(entryShapes), ...Object.keys(upcasts)]),
    what: new Set([...Object.keys(owedNames), ...ofAccounts]),
    // The ledger of heads belongs to no noun.
    noun: new Set([...nouns.map(({ name }) => name), ""]),
  };
}

/** Each comparison with a name that the column never holds, as `path:line column name`. */
export function misspeltColumns(tree: Tree, known = namesOfColumns(tree)): string[] {
  return [...tree].flatMap(([path, text]) => {
    const isTold = /^(?:duty|server|cli|bench|connect|test)\/.*\.(?:ts|sql)$/.test(path) && !PLANTING.test(path);
    const strange = isTold ? compared(text).filter((each) => !isKnown(each, known)) : [];
    return strange.map(({ column, name, at }) => `${path}:${lineNumberOf(text, at)} ${column} ${name}`);
  });
}

/**
 * Each comparison of another column of ours with a word that stands in the statement itself, as `path, where: column word`. Such a word is put in,
 * so that a compiler reads it; what PostgreSQL keeps of itself has its own words.
 */
export function spokenColumns(tree: Tree, columns: ReadonlySet<string> = columnsOfOurs()): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!/^(?:server|cli|bench)\/.*\.ts$/.test(path) || isTest(path)) return [];
    return [...statementsIn(programOf(path, text))].flatMap(({ within, sql }) => {
      if (/\b(?:pg_\w+|information_schema)\b/.test(sql)) return [];
      return [...sql.matchAll(WORD)]
        .filter(([, column = ""]) => columns.has(column) && !CHECKED.has(column))
        .map(([, column, word]) => `${path}, ${within}: ${column} ${word}`);
    });
  });
}

const CHECKED: ReadonlySet<string> = new Set(["type", "what", "noun"]);
/** An empty text says that there is none. */
const WORD =
  /\b([a-z_]+) *(?:=|<>|!=|is (?:not )?distinct from|(?:not +)?(?:in|like)|= *any) *[(⟨]? *(?:array\[)?'([^'\n$]+)'/g;

/** Columns of our tables that hold words, as the migrations make them. */
export function columnsOfOurs(schema = readFileSync(join(ROOT, "docs/schema.txt"), "utf8")): ReadonlySet<string> {
  return new Set([...schema.matchAll(/^ {2}(\w+) text\b/gm)].map(([, name = ""]) => name));
}

/** Tests of rules speak of names that are not there. */
const PLANTING = /^test\/(?:tidy|refusals|drill\/mutants)\//;

const COMPARED =
  /\b(type|what|noun) *(?:=|<>|!=|is (?:not )?distinct from|(?:not +)?(?:in|like)|= *any) *\(? *(?:array\[)?('[^'\n$]*'(?:\s*,\s*'[^'\n$]*')*)/g;

function isKnown({ column, name }: { column: string; name: string }, known: ColumnNames): boolean {
  const names = known[column] ?? new Set();
  // `like 'obligation.%'`
  return name.endsWith("%") ? [...names].some((each) => each.startsWith(name.slice(0, -1))) : names.has(name);
}

function compared(text: string): { column: string; name: string; at: number }[] {
  return [...text.matchAll(COMPARED)].flatMap(({ 1: column = "", 2: list = "", index }) =>
    [...list.matchAll(/'([^']*)'/g)].map(([, name = ""]) => ({ column, name, at: index })),
  );
}
