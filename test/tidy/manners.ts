import { isCode, isScript, isTest, type Tree } from "./tree.ts";

type Manner = {
  readonly name: string;
  readonly applies: (path: string) => boolean;
  readonly forbids: RegExp;
  readonly why: string;
};

const written = (path: string) => !path.startsWith("test/tidy/");
const testFile = (path: string) => isScript(path) && isTest(path) && written(path);

/** Things that a line of a file of some kind may not say. Written so that this file does not say them itself. */
export const MANNERS: readonly Manner[] = [
  {
    name: "test left out",
    applies: testFile,
    forbids: /\b(?:test|it|describe)\.(?:skip|only|todo|fails|skipIf|runIf)\b|\bx(?:it|describe|test)\(/,
    why: "a test that does not run is none",
  },
  {
    name: "sleep in a test",
    applies: (path) => testFile(path) && /\.test\.tsx?$/.test(path),
    forbids: /\bwaitForTimeout\b|\bsleep\(\d|setTimeout\(\w+, \d{2,}\)/,
    why: "wait for a condition",
  },
  {
    name: "mark of unfinished work",
    applies: written,
    forbids: new RegExp(
      `\\b(?:${["TO", "FIX"].map((start) => `${start}${start === "TO" ? "DO" : "ME"}`).join("|")})\\b`,
    ),
    why: "finish it or open an issue",
  },
  {
    name: "slip of the article",
    applies: written,
    forbids:
      /\b[Aa] (?:a(?:bsence|ccount|ct|nswer|ttack)|e(?:dition|ntry|rrand|rror)|hour|instant|o(?:bligation|ffence|perator))s?\b/,
    why: "a word was put in place of another and the article was left",
  },
  {
    name: "emoji",
    applies: (path) => !isTest(path),
    forbids: /\p{Emoji_Presentation}|\uFE0F/u,
    why: "fonts of a duty desk have none",
  },
  {
    name: "shouting SQL",
    applies: (path) => isCode(path) && written(path),
    forbids: /\b(?:SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE (?:TABLE|INDEX|FUNCTION))\b/,
    why: "SQL is written in lower case",
  },
  {
    name: "hole in the types",
    applies: (path) => isScript(path) && written(path),
    forbids: /@ts-(?:ignore|nocheck|expect-error)|\bas any\b/,
    why: "say what it is",
  },
  {
    name: "path of one machine or host of a registry",
    applies: written,
    forbids: /(?:^|[\s"'`(=])\/(?:work|root|Users)\/[a-z]|https?:\/\/(?:registry|[a-z.]*(?:npm|debian|pypi))[a-z.]*\//,
    why: "it means nothing to others",
  },
];

/** Every line that forgets its manners, with the reason. */
export function slips(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    const manners = MANNERS.filter(({ applies }) => applies(path));
    for (const [index, line] of text.split("\n").entries()) {
      for (const { name, forbids, why } of manners) {
        if (forbids.test(line)) found.push(`${path}:${index + 1} ${name}: ${why}`);
      }
    }
  }
  return found;
}

const ACT = /^duty\/(?!grammar\/|door\/|wiring\/)[a-z-]+\//;
const CODE = /\brefuse\(\s*"([^"]+)"/g;

/** Acts that no test beside them is seen to make refuse: it imports the act, or expects one of its codes. */
export function unseenRefusals(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    const codes = [...text.matchAll(CODE)].map(([, code = ""]) => code);
    if (!ACT.test(path) || isTest(path) || codes.length === 0) continue;
    const [, folder = "", file = ""] = /^(.*\/)([^/]+)$/.exec(path) ?? [];
    const signs = [`"./${file}"`, `"#${path}"`, ...codes.map((code) => `"${code}"`)];
    const beside = [...tree].filter(([other]) => other.startsWith(folder) && isTest(other));
    const seen = beside.some(([, story]) => signs.some((sign) => story.includes(sign)));
    if (!seen) found.push(`${path} can refuse, and no test beside it sees that`);
  }
  return found;
}
