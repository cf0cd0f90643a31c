import { importsOf, placesBeside } from "./imports.ts";
import { CLOSED_TO_OTHERS, KNOWN_PACKAGES } from "./known-packages.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/**
 * Who may import whom. A climate may always import itself. Nobody but `cli` knows everything, and nobody knows `cli` or `web`. What runs
 * before there are packages (`set-up`, `patches`) knows nothing else. `paper` and `web/phone` are planned and not built yet: what they may know is
 * said beforehand, and guards nothing until they are there.
 */
const BORDERS: Readonly<Record<string, readonly string[]>> = {
  duty: [],
  solver: [],
  paper: ["duty"],
  connect: [],
  server: ["duty", "solver", "paper", "connect"],
  web: ["duty"],
  patches: [],
  "set-up": ["patches"],
  bench: ["duty", "solver", "paper", "connect", "server", "test"],
  test: ["duty", "solver", "paper", "connect", "server", "bench", "patches", "set-up"],
  cli: ["duty", "solver", "paper", "connect", "server", "bench", "test", "patches", "set-up"],
};
/** Offences are planted here to see that they are caught. */
const PLANTED = "test/tidy/";
/** What an answer is, for the server and for browsers alike. */
const ANSWER = /^server\/[a-z-]+\/[a-z-]+-answer\.ts$/;
const ONLY_SHAPES = "an answer knows zod and duty, nothing else";
const VIEW = /-view\.ts$/;
/** Folders of `duty/` that are not nouns. The last is where several nouns meet. */
const FRAME = ["grammar", "door", "wiring"];
export const MEETING_PLACES: readonly string[] = ["wiring"];
/** Rooms of `duty` whose types somebody may take who may not know `duty`. */
export const TYPES_LENT: readonly (readonly [to: string, room: string])[] = [["connect", "duty/grammar"]];

/** What is exempt from the borders; each can be taken away to see that it is needed. */
export interface Exempt {
  readonly meetingPlaces: readonly string[];
  readonly knownPackages: typeof KNOWN_PACKAGES;
  readonly typesLent: typeof TYPES_LENT;
}

const EXEMPT: Exempt = { meetingPlaces: MEETING_PLACES, knownPackages: KNOWN_PACKAGES, typesLent: TYPES_LENT };

/** Imports that cross a border between climates, between nouns, or out to a package that the climate may not know. */
export function crossings(tree: Tree, change: Partial<Exempt> = {}): string[] {
  const exempt = { ...EXEMPT, ...change };
  const offences: string[] = [];
  const build = buildOfWeb(tree);
  for (const [path, text] of tree) {
    const climate = path.split("/")[0] ?? "";
    if (!isScript(path) || !path.includes("/") || path.startsWith(PLANTED)) continue;
    if (!(climate in BORDERS)) {
      offences.push(`${path}: nobody has said what ${climate} may know`);
      continue;
    }
    for (const { specifier, file, typeOnly } of importsOf(path, text)) {
      const reason =
        file === undefined ? packageReason(path, specifier, build, exempt) : fileReason(path, file, typeOnly, exempt);
      if (reason) offences.push(`${path} imports ${specifier}: ${reason}`);
    }
    offences.push(...readAcross(path, text, exempt));
  }
  return offences;
}

/** The built screens are for whoever serves them. */
const BUILT = "web/dist";

/** What is read where it lies, of a climate that the reader may not know. Whoever tests may look everywhere. */
function readAcross(path: string, text: string, exempt: Exempt): string[] {
  if (isTest(path) || path.startsWith("test/")) return [];
  return placesBeside(path, text).flatMap((place) => {
    if (isScript(place) || place === BUILT || !((place.split("/")[0] ?? "") in BORDERS)) return [];
    const reason = fileReason(path, place, false, exempt);
    return reason ? [`${path} reads ${place}: ${reason}`] : [];
  });
}

function fileReason(path: string, file: string, typeOnly: boolean, exempt: Exempt): string | undefined {
  const [from = "", fromNoun = ""] = path.split("/");
  const [to = "", toNoun = ""] = file.split("/");
  if (ANSWER.test(path) && to !== "duty" && !ANSWER.test(file)) return ONLY_SHAPES;
  if (VIEW.test(path) && VIEW.test(file)) return "a view is derived from the journal, not from another view";
  if (from === "duty" && to === "duty") return nounReason(path, fromNoun, file, toNoun, exempt);
  if (from === to || BORDERS[from]?.includes(to)) return undefined;
  if (from === "web" && typeOnly && ANSWER.test(file)) return undefined;
  const isLent = exempt.typesLent.some(([borrower, room]) => borrower === from && file.startsWith(`${room}/`));
  if (typeOnly && isLent) return undefined;
  // A test stands beside its rule and belongs to the tests: it may build its situation from whatever they may.
  if (isTest(path) && (to === "test" || BORDERS.test?.includes(to))) return undefined;
  return `${from} may not know ${to}`;
}

function nounReason(
  path: string,
  fromNoun: string,
  file: string,
  toNoun: string,
  { meetingPlaces }: Exempt,
): string | undefined {
  const table = path.split("/").length === 2;
  if (table || fromNoun === toNoun || isTest(path) || meetingPlaces.includes(fromNoun)) return undefined;
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

function packageReason(
  path: string,
  specifier: string,
  build: ReadonlySet<string>,
  { knownPackages }: Exempt,
): string | undefined {
  if (isTest(path) || build.has(path)) return undefined;
  const climate = path.split("/")[0] ?? "";
  if (ANSWER.test(path) && specifier !== "zod") return ONLY_SHAPES;
  if (climate === "web" && specifier.startsWith("node:")) return "a browser has no Node";
  if (path.startsWith("web/phone/") && specifier === "zod") return "a phone gets types, not schemas";
  const isKnown = knownPackages.some(
    ([place, name]) => path.startsWith(place) && (specifier === name || specifier.startsWith(withinPackage(name))),
  );
  if (isKnown || !CLOSED_TO_OTHERS.includes(climate)) return undefined;
  return climate === "duty"
    ? "duty is pure; it knows zod, and the calendar in grammar/time.ts"
    : "nobody has said that it may know this package";
}

/** How parts of a package begin: `node:` stands before its modules, a slash after a name. */
function withinPackage(name: string): string {
  return name.endsWith(":") ? name : `${name}/`;
}
