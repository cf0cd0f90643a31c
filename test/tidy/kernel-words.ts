import { everyNode, lineNumberOf, programOf } from "./syntax.ts";
import { isScript, type Tree } from "./tree.ts";

/** A word that the kernel gave up. */
interface OldWord {
  readonly now: string;
  /** Names in that sense: of types, functions, members and locals. */
  readonly names: RegExp;
  /** What comments said in that sense, where the word has no other. */
  readonly said?: RegExp;
  /** Where a name can only be meant in that sense; elsewhere a desk is a browser, a door is of wood, and a machine has memory. */
  readonly where?: RegExp;
}

const KERNEL = /^(?:duty\/(?:door|grammar|wiring)|server\/(?:door|journal|ledger|clock|outbox|start|keys|account))\//;

/** Words of the kernel as it was, all in one place. Each has one that an engineer of the field would look for. */
export const OLD_WORDS: readonly OldWord[] = [
  {
    now: "working set",
    names: /^desk$/i,
    where: /^(?:duty\/door\/(?:run-command|working-set|table)|server\/(?:door|journal)\/)/,
  },
  { now: "locked reads", names: /shel(?:f|ves|ving)/i, said: /\bshel(?:f|ves|ving)\b/i },
  { now: "remembered reads", names: /^(?:on)?memor(?:y|ies)$/i, where: /^(?:duty|server)\// },
  {
    now: "remembered reads",
    names: /^memories$/i,
    said: /\b(?:on|old|another|its own) memor(?:y|ies)\b|\bmemory of (?:its|their) own\b/i,
  },
  { now: "shift occurrence", names: /^settings?(?:of|at|id)?$/i, where: /^duty\// },
  {
    now: "services",
    names: /^House|^open\w*House$|^#?houses$|^(?!the)(?!changedWithout)\w+Houses?$/,
    said: /\b(?:two|both|these|the) houses\b/i,
  },
  { now: "runtime", names: /^Door(?:Parts)?$|^openDoor$|[a-z](?<!At)Doors?$/ },
  { now: "runtime", names: /^doors?$/, where: KERNEL },
  {
    now: "environment, circumstances or context",
    names: /surrounding|^bearings?$|fitting/i,
    said: /\b(?:surroundings|bearings|fittings?)\b/i,
  },
  { now: "facts, escalation or adoption in force", names: /^standing(?:at|of)?$/i, where: /^(?:duty|server)\// },
  { now: "group commit", names: /^joining$/i, said: /\bjoining\.ts\b/, where: /^(?:server|bench|test)\// },
  { now: "batch of calls", names: /^together$/i, said: /\btogether\.ts\b/, where: /^(?:server|bench)\// },
  { now: "prefetch", names: /rehears|^prim(?:e|ed|ing)$/i, said: /\brehears|\bprim(?:ed|ing)\b/i },
  { now: "concurrency limit", names: /few.?at.?once/i, said: /\bfew.at.once\b/i },
  { now: "round trip", names: /flight/i, said: /\bflights?\b/i },
  { now: "lock scope", names: /berth/i, said: /\bberths?\b/i },
  { now: "run a command", names: /^conduct$/i, where: KERNEL },
  { now: "one word for each meaning", names: /^told$/i, where: /^(?:duty|server)\/(?:door|grammar|journal)\// },
];

/** Offences are planted there. */
const PLANTED = "test/tidy/";

/** Names and comments of scripts that use a word of the old kernel in its old sense. */
export function oldKernelWords(tree: Tree, words: readonly OldWord[] = OLD_WORDS): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!isScript(path) || path.startsWith(PLANTED)) continue;
    const used = words.filter(({ where }) => where === undefined || where.test(path));
    const { names, comments } = wordsIn(path, text);
    for (const { now, names: old, said } of used) {
      for (const [name, line] of names) if (old.test(name)) found.add(`${path}:${line} names ${name}: ${now}`);
      for (const [comment, line] of comments) {
        const [hit] = (said && comment.match(said)) ?? [];
        if (hit !== undefined) found.add(`${path}:${line} says ${hit}: ${now}`);
      }
    }
  }
  return [...found];
}

const NAMED = /^(?:Private|JSX)?Identifier$/;
const QUOTED = /^(?:Literal|TemplateElement|JSXText)$/;

interface Words {
  /** Every name with the line where it stands first. */
  readonly names: ReadonlyMap<string, number>;
  readonly comments: readonly (readonly [text: string, line: number])[];
}

function wordsIn(path: string, text: string): Words {
  const names = new Map<string, number>();
  let left = text;
  for (const { type, name, start, end } of everyNode(programOf(path, text))) {
    if (NAMED.test(type) && name !== undefined && !names.has(name)) names.set(name, lineNumberOf(text, start));
    if (QUOTED.test(type)) left = left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
  }
  const comments = [...left.matchAll(/\/\*[\s\S]*?\*\/|\/\/.*/g)].flatMap(({ 0: comment, index }) =>
    comment.split("\n").map((line, down) => [line, lineNumberOf(text, index) + down] as const),
  );
  return { names, comments };
}
