import { childrenOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * What a list leaves out is a condition of its statement. `conditions.story.test.ts` asks of each list what it shows and what it does not; a new
 * list is asked there too, or by a story that is named here because it reads entries, for which a row alone is not enough.
 */

const STORY = "test/stories/conditions.story.test.ts";
/** Lists that are read from entries, or summed by days: `overview.story.test.ts` and `overview-counts.story.test.ts` ask them. */
export const ASKED_ELSEWHERE: readonly string[] = ["cameAt", "countsByDay", "lastLines", "notedSince", "signaturesOn"];

/** Functions that read a list from a table and that the story of conditions does not ask, as `path: name`. */
export function unaskedLists(tree: Tree, elsewhere = ASKED_ELSEWHERE): string[] {
  const asked = new Set((tree.get(STORY) ?? "").match(/\w+(?=\()/g));
  return [...tree].flatMap(([path, text]) => {
    if (!/^server\/.*-(?:view|rows)\.ts$/.test(path) || isTest(path)) return [];
    return listsIn(path, text)
      .filter((name) => !asked.has(name) && !elsewhere.includes(name))
      .map((name) => `${path}: ${name}`);
  });
}

/** Exported functions whose first parameter is the connection that they read from. */
function listsIn(path: string, text: string): string[] {
  return childrenOf(programOf(path, text)).flatMap(({ type, declaration }) => {
    if (type !== "ExportNamedDeclaration" || declaration?.type !== "FunctionDeclaration") return [];
    return nameOf(declaration.params?.[0]) === "sql" ? [nameOf(declaration.id)] : [];
  });
}
