import { dirname, join, matchesGlob } from "node:path/posix";
import type { Tree } from "./tree.ts";

/*
 * How strictly the compiler and the linter look is said in files that nobody reads when they change. What must be on, and what is off or
 * loosened with its reason, is named here; anything else is found, and so is what is named and no longer so.
 */

export interface Strictness {
  /** Compiler options that are on in every project. */
  readonly on: readonly string[];
  /** Options that say for what is compiled, and not how strictly. */
  readonly neutral: readonly string[];
  /** Options by which the compiler looks away, and why. */
  readonly lookAway: Readonly<Record<string, string>>;
  /** `project option` that one project alone may set, and why. */
  readonly alone: Readonly<Record<string, string>>;
  /** Rules of the linter that are on beyond those that it recommends, as they are set. */
  readonly rules: Readonly<Record<string, unknown>>;
  /** Rules that are off or milder than recommended, and why. */
  readonly milder: Readonly<Record<string, string>>;
  /** Files at which neither linter nor formatter looks, and why. */
  readonly unread: Readonly<Record<string, string>>;
}

export const STRICTNESS: Strictness = {
  on: [
    "strict",
    "noUncheckedIndexedAccess",
    "exactOptionalPropertyTypes",
    "noImplicitOverride",
    "noFallthroughCasesInSwitch",
    "noUnusedLocals",
    "noUnusedParameters",
    "erasableSyntaxOnly",
    "verbatimModuleSyntax",
  ],
  neutral: [
    "target",
    "lib",
    "module",
    "moduleResolution",
    "types",
    "jsx",
    "allowImportingTsExtensions",
    "noEmit",
    "allowJs",
    "checkJs",
  ],
  lookAway: { skipLibCheck: "declarations of packages are checked by those who make them" },
  alone: {
    "set-up/tsconfig.json noImplicitAny": "what runs before there is anything of ours has no types written in it",
  },
  rules: {
    "suspicious/noExplicitAny": "error",
    "suspicious/noSkippedTests": "error",
    "suspicious/noFocusedTests": "error",
    "suspicious/noImportCycles": "error",
    "style/useImportType": "error",
    "performance/noBarrelFile": "error",
    "performance/noReExportAll": "error",
    "complexity/noExcessiveLinesPerFunction": { level: "error", options: { maxLines: 60, skipBlankLines: true } },
  },
  milder: {},
  unread: {
    "**/package-lock.json": "npm writes it, and a test of its own reads it",
    "web/dist": "made from what is read",
  },
};

interface Project {
  readonly extends?: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

/** What the compiler overlooks and nobody has named, and what is named and no longer so. */
export function looseTypes(tree: Tree, { on, neutral, lookAway, alone }: Strictness): string[] {
  const projects = [...tree.keys()].filter((path) => /(?:^|\/)tsconfig[^/]*\.json$/.test(path));
  const effective = projects.map((path) => ({ path, options: optionsOf(tree, path) }));
  const named = [...on, ...neutral, ...Object.keys(lookAway)];
  return [
    ...effective.flatMap(({ path, options }) => [
      ...on.filter((each) => options[each] !== true).map((each) => `${path} has ${each} not on`),
      ...Object.keys(options)
        .filter((each) => !named.includes(each) && !(`${path} ${each}` in alone))
        .map((each) => `${path} sets ${each}, which nobody named`),
    ]),
    ...Object.keys(lookAway)
      .filter((each) => !effective.some(({ options }) => options[each] === true))
      .map((each) => `${each} is named and in no project`),
    ...Object.keys(alone)
      .filter(
        (each) => !effective.some(({ path, options }) => Object.keys(options).some((of) => `${path} ${of}` === each)),
      )
      .map((each) => `${each} is named and not so`),
    ...[...tree.keys()]
      .filter((path) => /\.tsx?$/.test(path) && !projects.some((project) => isCompiled(tree, project, path)))
      .map((path) => `${path} is compiled by no project`),
  ];
}

function projectAt(tree: Tree, path: string): Project {
  return JSON.parse(tree.get(path) ?? "{}") as Project;
}

function optionsOf(tree: Tree, path: string): Readonly<Record<string, unknown>> {
  const { extends: from, compilerOptions } = projectAt(tree, path);
  return { ...(from === undefined ? {} : optionsOf(tree, join(dirname(path), from))), ...compilerOptions };
}

function isCompiled(tree: Tree, project: string, path: string): boolean {
  const { include = [], exclude = [] } = projectAt(tree, project);
  const isUnder = (each: string) => {
    const place = join(dirname(project), each);
    return place === "." || path === place || path.startsWith(`${place}/`) || matchesGlob(path, place);
  };
  return include.some(isUnder) && !exclude.some(isUnder);
}

interface Linter {
  readonly files?: { readonly includes?: readonly string[] };
  readonly linter?: { readonly rules?: Readonly<Record<string, unknown>> };
}

/** What may stand in the linter's own file: everything else could switch something off. */
const KNOWN = ["$schema", "vcs", "formatter"];
const LINTER = /(?:^|\/)\.?biome\.jsonc?$/;
/** Put so that this file does not say it. */
const WHOLE = new RegExp(`${"biome"}-ignore-(?:all|start)`);

/** What the linter overlooks and nobody has named, and what is named and no longer so. */
export function looseRules(tree: Tree, { rules, milder, unread }: Strictness): string[] {
  const { files, linter = {}, ...others } = JSON.parse(tree.get("biome.json") ?? "{}") as Linter;
  const { preset, ...groups } = linter.rules ?? {};
  const set = Object.fromEntries(
    Object.entries(groups).flatMap(([group, each]) =>
      typeof each === "object" && each !== null
        ? Object.entries(each).map(([rule, setting]) => [`${group}/${rule}`, setting])
        : [[group, each]],
    ),
  ) as Record<string, unknown>;
  const passedOver = (files?.includes ?? []).filter((each) => each !== "**").map((each) => each.replace(/^!/, ""));
  const same = (rule: string) => JSON.stringify(set[rule]) === JSON.stringify(rules[rule]);
  return [
    ...(preset === "recommended" ? [] : ["the linter's recommended rules are not on"]),
    ...Object.keys(rules)
      .filter((each) => !same(each))
      .map((each) => `${each} is not set as it must be`),
    ...Object.keys(set)
      .filter((each) => !(each in rules || each in milder))
      .map((each) => `${each} is set, and nobody named it`),
    ...Object.keys(milder)
      .filter((each) => !(each in set))
      .map((each) => `${each} is named and no longer milder`),
    ...passedOver.filter((each) => !(each in unread)).map((each) => `${each} is not read, and nobody named it`),
    ...Object.keys(unread)
      .filter((each) => !passedOver.includes(each))
      .map((each) => `${each} is named and is read`),
    ...[...Object.keys(others), ...Object.keys(linter)]
      .filter((each) => !KNOWN.includes(each) && each !== "rules")
      .map((each) => `the linter is told ${each}, which nobody named`),
    ...[...tree.keys()]
      .filter((path) => LINTER.test(path) && path !== "biome.json")
      .map((path) => `${path} is a second linter`),
    ...[...tree]
      .filter(([, text]) => WHOLE.test(text))
      .map(([path]) => `${path} switches a rule off for more than a line`),
  ];
}
