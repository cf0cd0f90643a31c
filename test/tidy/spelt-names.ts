import * as edge from "#duty/door/edge-refusals.ts";
import { acts, asks, entryShapes, owedNames, upcasts } from "#duty/nouns.ts";
import { discrepancySentences } from "#server/verify/discrepancy-sentences.ts";
import { refusalWords } from "../refusals/refusal-words.ts";
import { lineNumberOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * Types of entries, acts, questions, what is owed, codes of refusals and operations are names of two words, such as `log.line-written`. Where one
 * is compared as a mere text, or stands in a statement, no compiler reads it: misspelt it never fits, and whoever asks by it finds nothing.
 */

/** Every name of two words that there is: of what `duty/` and `verify` have tables, what is told to whoever is refused, and what is asked over HTTP. */
export function namesThereAre(tree: Tree): ReadonlySet<string> {
  const tables = [acts, asks, entryShapes, upcasts, owedNames, discrepancySentences].flatMap(Object.keys);
  const operations = [...tree].flatMap(([path, text]) =>
    path.endsWith("-answer.ts") ? spelt(text).map(({ name }) => name) : [],
  );
  const codes = [...refusalWords(tree).keys(), ...Object.values(edge).flat()];
  return new Set([...tables, ...codes, ...operations, ...DOOR]);
}

/** What no table lists: the act of the clock itself. */
const DOOR = ["clock.wake"];
/** Two words between quotes, those of a statement included. */
const NAME = /(["'])([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)\1/g;
/** Names of files look alike. */
const FILE = /\.(?:ts|tsx|mjs|js|jsonl?|sql|md|yaml|css|html|svg|txt|csv|xlsx|wasm)$/;

/** Names that are spelt somewhere and stand for nothing, as `path:line name`; `madeUp` are those with which tests show what is not there. */
export function misspelt(tree: Tree, madeUp: readonly string[] = MADE_UP, known = namesThereAre(tree)): string[] {
  const firsts = new Set([...known].map((each) => each.split(".")[0]));
  const isStrange = (name: string) => firsts.has(name.split(".")[0]) && !FILE.test(name) && !known.has(name);
  return [...tree].flatMap(([path, text]) => {
    if (!/^(?:duty|server|cli|bench|connect|test|web)\/.*\.tsx?$/.test(path) || PLANTING.test(path)) return [];
    const strange = spelt(text).filter(({ name }) => isStrange(name) && !(isTest(path) && madeUp.includes(name)));
    return strange.map(({ name, at }) => `${path}:${lineNumberOf(text, at)} ${name}`);
  });
}

/** Names that tests make up. */
export const MADE_UP: readonly string[] = [
  "account.locked",
  "account.signed-out",
  "attendance.vanish",
  "handover.locked",
  "handover.relief-lost",
  "handover.summary-lost",
  "log.line-wrikken",
  "log.off-duty",
  "log.write",
  "notice.late",
  "notice.later",
  "notice.read",
];

/** Tests of rules speak of names that are not there. */
const PLANTING = /^test\/(?:tidy|refusals|drill\/mutants)\//;

function spelt(text: string): { name: string; at: number }[] {
  return [...text.matchAll(NAME)].map(({ 2: name = "", index }) => ({ name, at: index }));
}
