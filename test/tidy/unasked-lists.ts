import { childrenOf, nameOf, programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * What a list leaves out is a condition of its statement, and so is whom a session, a device or a leaver is. The stories of conditions ask of each
 * statement what it reaches and what it does not; a new one is asked there too, or by a story that is named here because it reads entries, for
 * which a row alone is not enough.
 */

const STORIES = /^test\/stories\/(?:\w+-)?conditions\.story\.test\.ts$/;
/** Where a view is read; and every statement about who people are, where they sit and what they follow, about photos, and what is erased. */
const ASKED = /^server\/(?:.*-(?:view|rows)\.ts$|(?:account|person|feed|photo|redaction)\/)/;
/** Lists that are read from entries, or summed by days: the stories of the overview ask them, and the story of `reset-access` who is on the books. */
const READ_FROM_ENTRIES = ["cameAt", "countsByDay", "lastLines", "notedSince", "onTheBooks", "signaturesOn"];
/** Asked with every act that changes it, as it needs texts in force: `unheard-functions.story.test.ts`. */
const ASKED_WITH_ACTS = ["holdingsAtSite"];
/** What only adds a row: there is no condition to lose. */
const ONLY_ADDS = ["foundOrganisation", "keepProof", "noteEvent"];
export const ASKED_ELSEWHERE: readonly string[] = [...READ_FROM_ENTRIES, ...ASKED_WITH_ACTS, ...ONLY_ADDS].toSorted();

/** Functions that are given a connection to read or change rows and that no story of conditions asks, as `path: name`. */
export function unaskedLists(tree: Tree, elsewhere = ASKED_ELSEWHERE): string[] {
  const stories = [...tree].filter(([path]) => STORIES.test(path)).map(([, text]) => text);
  const asked = new Set(stories.flatMap((text) => text.match(/\w+(?=\()/g) ?? []));
  return [...tree].flatMap(([path, text]) => {
    if (!ASKED.test(path) || !path.endsWith(".ts") || isTest(path)) return [];
    return listsIn(path, text)
      .filter((name) => !asked.has(name) && !elsewhere.includes(name))
      .map((name) => `${path}: ${name}`);
  });
}

/** Exported functions whose first parameter is the connection that they use, whatever it is called there. */
function listsIn(path: string, text: string): string[] {
  return childrenOf(programOf(path, text)).flatMap(({ type, declaration }) => {
    if (type !== "ExportNamedDeclaration" || declaration?.type !== "FunctionDeclaration") return [];
    return CONNECTIONS.includes(nameOf(declaration.params?.[0])) ? [nameOf(declaration.id)] : [];
  });
}

const CONNECTIONS: readonly string[] = ["sql", "tx", "pool", "accounts"];
