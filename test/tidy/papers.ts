import { basename } from "node:path/posix";
import { parse } from "yaml";
import { isScript, isTest, type Tree } from "./tree.ts";

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

/** What tells how things are: everything for people but decisions, which tell of the past. */
const DOCUMENT = /^(?:docs\/(?!decisions\/).*\.md|[^/]*\.md)$/;
const FENCED = /^```[\s\S]*?^```/gm;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm;
/** A whole name of a file; `*.ts` and `<noun>.ts` are none. */
const FILE = /(?<![\w*<>{}$@.-])(?:#|\.\/)?((?:[\w.-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:tsx?|mjs|sql|yaml))\b(?![\w*({/-])/g;
const IN_BACKTICKS = /`([^`\n]+)`/g;
/** A name of code, told from a word by a capital within. */
const CODE_NAME = /(?<![\w./$-])[a-zA-Z]\w*[a-z]\w*[A-Z]\w*\b(?![/-])/g;

/** Plant what there is not. */
const PLANTS = /^test\/tidy\/.*\.test\.ts$/;

/** Names of files and of code that comments and documents tell of and that are nowhere in the tree. */
export function vanishedNames(whole: Tree): string[] {
  const tree = new Map([...whole].filter(([path]) => !PLANTS.test(path)));
  const scripts = [...tree].filter(([path]) => isScript(path));
  const paths = [...whole.keys()].map((path) => `/${path}`);
  const known = new Set([...tree].flatMap(([path, text]) => (DOCUMENT.test(path) ? [] : wordsIn(codeOf(path, text)))));
  const told = [
    ...[...tree]
      .filter(([path]) => DOCUMENT.test(path))
      .map(([path, text]) => [path, text.replace(FENCED, "")] as const),
    ...scripts.map(([path, text]) => [path, commentsOf(text)] as const),
  ];
  return told.flatMap(([path, text]) => {
    const files = [...text.matchAll(FILE)].map(([, name = ""]) => name);
    const code = [...text.matchAll(IN_BACKTICKS)].flatMap(([, said = ""]) => said.match(CODE_NAME) ?? []);
    const gone = [
      ...files.filter((name) => !paths.some((each) => each.endsWith(`/${name}`))),
      ...code.filter((name) => !known.has(name)),
    ];
    return [...new Set(gone)].map((name) => `${path} tells of ${name}, which is nowhere`);
  });
}

function commentsOf(text: string): string {
  return (text.match(COMMENT) ?? []).join("\n");
}

function codeOf(path: string, text: string): string {
  return isScript(path) ? text.replace(COMMENT, "") : text;
}

function wordsIn(text: string): string[] {
  return text.match(/[A-Za-z_$]\w*/g) ?? [];
}
