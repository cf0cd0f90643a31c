import { importsOf } from "./imports.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/** Who may import whom. A climate may always import itself. */
const BORDERS: Readonly<Record<string, readonly string[]>> = {
  duty: [],
  solver: ["duty"],
  paper: ["duty"],
  connect: [],
  server: ["duty", "solver", "paper", "connect"],
  web: ["duty"],
  bench: ["duty", "solver", "paper", "connect", "server", "test"],
  test: ["duty", "solver", "paper", "connect", "server", "bench", "patches"],
  cli: ["duty", "solver", "paper", "connect", "server", "bench", "test", "patches"],
};
/** Offences are planted here to see that they are caught. */
const PLANTED = "test/tidy/";
/** What an answer is, for the server and for browsers alike. */
const ANSWER = /^server\/[a-z-]+\/[a-z-]+-answer\.ts$/;
const ONLY_SHAPES = "an answer knows zod and duty, nothing else";
const VIEW = /-view\.ts$/;
/** Folders of `duty/` that are not nouns. The last two are where several nouns meet. */
const FRAME = ["grammar", "door", "wiring"];
const MEETING_PLACES = ["wiring"];

/** Imports that cross a border between climates, between nouns, or out to a package that the climate may not know. */
export function crossings(tree: Tree): string[] {
  const offences: string[] = [];
  const build = buildOfWeb(tree);
  for (const [path, text] of tree) {
    const climate = path.split("/")[0] ?? "";
    if (!isScript(path) || !(climate in BORDERS) || path.startsWith(PLANTED)) continue;
    for (const { specifier, file, typeOnly } of importsOf(path, text)) {
      const reason = file === undefined ? packageReason(path, specifier, build) : fileReason(path, file, typeOnly);
      if (reason) offences.push(`${path} imports ${specifier}: ${reason}`);
    }
  }
  return offences;
}

function fileReason(path: string, file: string, typeOnly: boolean): string | undefined {
  const [from = "", fromNoun = ""] = path.split("/");
  const [to = "", toNoun = ""] = file.split("/");
  if (ANSWER.test(path) && to !== "duty") return ONLY_SHAPES;
  if (VIEW.test(path) && VIEW.test(file)) return "a view is derived from the journal, not from another view";
  if (from === "duty" && to === "duty") return nounReason(path, fromNoun, file, toNoun);
  if (from === to || BORDERS[from]?.includes(to)) return undefined;
  if (from === "web" && typeOnly && ANSWER.test(file)) return undefined;
  if (from === "connect" && typeOnly && toNoun === "grammar" && to === "duty") return undefined;
  // A test stands beside its rule and belongs to the tests: it may build its situation from whatever they may.
  if (isTest(path) && (to === "test" || BORDERS.test?.includes(to))) return undefined;
  return `${from} may not know ${to}`;
}

function nounReason(path: string, fromNoun: string, file: string, toNoun: string): string | undefined {
  const table = path.split("/").length === 2;
  if (table || fromNoun === toNoun || isTest(path) || MEETING_PLACES.includes(fromNoun)) return undefined;
  if (toNoun === "grammar") return undefined;
  if (fromNoun === "grammar") return "the grammar stands under every noun";
  if (file.split("/").length === 2) return "a noun does not know the tables of contents";
  return FRAME.includes(toNoun) ? `a noun does not know the ${toNoun}` : "no noun knows another; name a question";
}

/** The files under `web/` that run when the screens are built, on Node. */
function buildOfWeb(tree: Tree): ReadonlySet<string> {
  const config = "web/vite.config.ts";
  const parts = importsOf(config, tree.get(config) ?? "").map(({ file }) => file ?? "");
  return new Set([config, ...parts]);
}

function packageReason(path: string, specifier: string, build: ReadonlySet<string>): string | undefined {
  if (isTest(path) || build.has(path)) return undefined;
  const name = specifier.split("/")[0];
  if (ANSWER.test(path) && name !== "zod") return ONLY_SHAPES;
  if (path.startsWith("duty/")) {
    if (name === "zod") return undefined;
    if (name === "temporal-polyfill" && path === "duty/grammar/time.ts") return undefined;
    return "duty is pure; it knows zod, and the calendar in grammar/time.ts";
  }
  if (path.startsWith("web/") && specifier.startsWith("node:")) return "a browser has no Node";
  if (path.startsWith("web/phone/") && name === "zod") return "a phone gets types, not schemas";
  return undefined;
}

/** Files that import each other in a ring at run time; each ring is named once, from its first file. */
export function rings(tree: Tree): string[] {
  const graph = new Map<string, string[]>();
  for (const [path, text] of tree) {
    if (!isScript(path)) continue;
    const values = importsOf(path, text).filter(
      ({ typeOnly, file }) => !typeOnly && file !== undefined && tree.has(file),
    );
    graph.set(
      path,
      values.map(({ file }) => file as string),
    );
  }
  const found = new Set<string>();
  const finished = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    const begin = trail.indexOf(path);
    if (begin >= 0) {
      found.add(nameRing(trail.slice(begin)));
      return;
    }
    if (finished.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    finished.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return [...found];
}

function nameRing(ring: readonly string[]): string {
  const first = ring.indexOf([...ring].sort()[0] ?? "");
  const turned = [...ring.slice(first), ...ring.slice(0, first)];
  return [...turned, turned[0]].join(" → ");
}
