import { basename } from "node:path/posix";
import { parse } from "yaml";
import { isTest, type Tree } from "./tree.ts";

const RULE_ID = /\b([A-Z]{2,5}\d?)-(\d{2,3})\b/g;
/** Look like rule ids and are none. */
export const NO_REGULATION: readonly string[] = ["SHA", "AES", "UTF"];
const CITING = /^(?:duty|server|solver|paper|web|regulations)\/.*\.(?:ts|tsx|yaml|sql)$/;
/** What packs are held against names rules of texts that nobody has written as packs yet. */
const CATALOGUE = "regulations/catalogue/";

/** Rule ids that code or regulations cite and that no `rules.yaml` has. */
export function unknownCitations(tree: Tree, exempt = NO_REGULATION): string[] {
  const known = new Set(
    [...tree].filter(([path]) => basename(path) === "rules.yaml").flatMap(([, text]) => idsOf(text)),
  );
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!CITING.test(path) || path.startsWith(CATALOGUE) || isTest(path)) continue;
    for (const [id, prefix = ""] of text.matchAll(RULE_ID)) {
      if (!known.has(id) && !exempt.includes(prefix))
        found.add(`${path} cites ${id}, which is a rule of no regulation`);
    }
  }
  return [...found];
}

function idsOf(rulesYaml: string): string[] {
  const { rules = [] } = parse(rulesYaml) as { rules?: { id: string }[] };
  return rules.map(({ id }) => id);
}

const FILE_IN_TEXT = /`([\w./#-]+\.(?:ts|tsx|mjs|sql|yaml|md|json)|[\w-]+(?:\/[\w-]+)*\/)`/g;

/** Files and folders that a document names in backticks and that do not exist. */
export function vanishedFiles(tree: Tree, document: string): string[] {
  const text = tree.get(document) ?? "";
  const paths = [...tree.keys()];
  const named = [...text.matchAll(FILE_IN_TEXT)].map(([, name = ""]) => name.replace(/^#/, ""));
  return [...new Set(named)]
    .filter(
      (name) =>
        !paths.some((path) => (name.endsWith("/") ? `/${path}`.includes(`/${name}`) : `/${path}`.endsWith(`/${name}`))),
    )
    .map((name) => `${document} names ${name}, which does not exist`);
}
