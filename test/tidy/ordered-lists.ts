import { statementsIn } from "./other-sites.ts";
import { programOf } from "./syntax.ts";
import { isTest, type Tree } from "./tree.ts";

/*
 * Where only some are asked for, the order says which: turned round, it leaves out those that matter, and nothing else looks wrong. So each such
 * list is asked in one story with more rows than it may show.
 */

export const STORIES = [
  "test/stories/orders.story.test.ts",
  "test/stories/orders-in-the-journal.story.test.ts",
] as const;

/** Lists of which nothing is left out for good: what does not fit comes with the next one. Where their order matters, their own story holds it. */
const READ_ON: ReadonlySet<string> = new Set([
  "server/feed/open-feed.ts missedBy",
  "server/feed/open-feed.ts newest",
  "server/feed/open-feed.ts rowsAfter",
  "server/journal/derive-site.ts streamsFrom",
  "server/clock/plan-ahead.ts planAhead",
  "server/outbox/dispatch.ts dispatch",
  "server/search/fill-words.ts wanting",
  "server/seal/seal-site.ts lastHead",
  "server/seal/seal-site.ts unsealedEntries",
  "server/seal/seal-site.ts unsealedCommands",
  "server/account/look-at-try.ts dropForgotten",
]);

/** Every statement with an order and a limit, as `path function`, that no story of orders asks. */
export function unaskedOrders(tree: Tree): string[] {
  const asked = askedIn(STORIES.map((each) => tree.get(each) ?? "").join("\n"));
  return [...cutLists(tree)].filter((each) => !asked.has(each) && !READ_ON.has(each));
}

export function needlessExemptions(tree: Tree): string[] {
  const all = cutLists(tree);
  return [...READ_ON].filter((each) => !all.has(each));
}

function cutLists(tree: Tree): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!/^server\/.*\.ts$/.test(path) || isTest(path)) continue;
    for (const { within, sql } of statementsIn(programOf(path, text)))
      if (/\border\s+by\b[\s\S]*\blimit\b/i.test(sql)) found.add(`${path} ${within}`);
  }
  return found;
}

/** What the stories import from the server: an import that nothing uses is refused elsewhere. */
function askedIn(story: string): ReadonlySet<string> {
  const imports = [...story.matchAll(/import \{([^}]*)\} from "#(server\/[^"]+)"/g)];
  return new Set(imports.flatMap(([, names = "", path]) => names.split(",").map((each) => `${path} ${each.trim()}`)));
}
