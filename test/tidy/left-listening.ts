import { type AstNode, everyNode, isNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What is listened to, timed or told of changes is let go again where that was begun: a screen that is left goes on asking otherwise, a server that was
 * stopped does not end, and both do for as long as they are open what they did. Nothing looks wrong before a long night is over.
 */

const LASTING = /^(?:cli|connect|server|web)\//;

/** What lasts as long as the program, or goes with what it listens to; by file, as it is begun. */
export const LASTS: Readonly<Record<string, readonly string[]>> = {
  /** The program runs until a signal comes. */
  "cli/main.ts": ["process.on(signal)"],
  "cli/serve.ts": ["process.on(signal)"],
  /** The signal of one upload goes with it. */
  "server/photo/photo-queue.ts": ['left.addEventListener("abort")'],
  /** What was written without signal leaves as soon as there is one, and what other pages keep is known, whichever screen is open. */
  "web/desk/door/outbox.ts": ['others.addEventListener("message")', 'window.addEventListener("online")'],
  /** What other pages seal, forget or lock is known, whichever screen is open. */
  "web/desk/door/alone.ts": ['others.addEventListener("message")'],
  /** The screens are kept and renewed as long as a page of them stands, and the worker is the browser's. */
  "web/main.tsx": ['window.addEventListener("load")'],
  "web/offline/keep-desk.ts": ['serviceWorker.addEventListener("controllerchange")'],
  "web/offline/offline-worker.ts": ['self.addEventListener("message")'],
};

/** Everything that is begun and not let go in the same file, and what is let go and was not begun, as `path:line begins it`. */
export function leftListening(tree: Tree): string[] {
  return begunIn(tree)
    .filter(({ path, begins }) => !LASTS[path]?.includes(begins))
    .map(
      ({ path, line, begins, isEnd }) =>
        `${path}:${line} ${begins} is ${isEnd ? "let go and was not begun" : "not let go"}`,
    );
}

/** What the list allows and nothing begins any more. */
export function idleLasts(tree: Tree): string[] {
  const begun = begunIn(tree);
  return Object.entries(LASTS).flatMap(([path, all]) =>
    all
      .filter((each) => !begun.some((one) => one.path === path && one.begins === each))
      .map((each) => `${path} ${each}`),
  );
}

interface Begun {
  readonly begins: string;
  /** It is its end that stands there alone. */
  readonly isEnd?: boolean;
  readonly at: number;
}

function begunIn(tree: Tree): (Begun & { readonly path: string; readonly line: number })[] {
  return [...tree].flatMap(([path, text]) => {
    if (!LASTING.test(path) || !isScript(path) || isTest(path)) return [];
    const calls = [...everyNode(programOf(path, text))];
    const made = new Set(calls.flatMap((node) => callOf(node, text) ?? []).map(({ says }) => says));
    return calls
      .flatMap((node) => [...listening(node, text, made), ...ending(node, text, made), ...timing(node, text, made)])
      .map((each) => ({ ...each, path, line: lineNumberOf(text, each.at) }));
  });
}

/** A call as it is written: of what, how it is called, and with what. */
function callOf(node: AstNode, text: string) {
  const { type, callee, arguments: handed = [] } = node;
  if (type !== "CallExpression" || !callee) return undefined;
  const words = handed.map(({ start, end }) => text.slice(start, end));
  const of = callee.object ? text.slice(callee.object.start, callee.object.end) : "";
  const name = nameOf(callee.property ?? callee);
  return { of, name, words, says: `${of}.${name}(${words.slice(0, 2).join(", ")})` };
}

/** How it is ended again, and of whom that is asked: sets of those who are told, and the process. What else is added or heard goes with the thing itself. */
const ENDS = new Map([
  ["addEventListener", { by: "removeEventListener", of: /^/ }],
  ["on", { by: "off", of: /^process$/ }],
  ["add", { by: "delete", of: /(?:^|\.)(?:on[A-Z]\w*|#?\w*[lL]isteners|#?\w*[wW]atchers)$/ }],
]);

function listening(node: AstNode, text: string, made: ReadonlySet<string>): Begun[] {
  const call = callOf(node, text);
  const ending = call && ENDS.get(call.name);
  if (!call || !ending?.of.test(call.of)) return [];
  const { of, name, words } = call;
  const ends = [`${of}.${ending.by}(${words.slice(0, 2).join(", ")})`, `${of}.close()`];
  const isOnce = /\b(?:once: true|signal)\b/.test(words[2] ?? "");
  if (isOnce || ends.some((each) => made.has(each))) return [];
  return [{ begins: `${of}.${name}(${name === "add" ? "" : words[0]})`, at: node.start }];
}

/** Whoever is taken out had been put in: what is never told would be noticed later than it was to be, and by nobody. */
function ending(node: AstNode, text: string, made: ReadonlySet<string>): Begun[] {
  const call = callOf(node, text);
  if (!call) return [];
  const { of, name, words } = call;
  return [...ENDS].flatMap(([begins, end]) => {
    if (end.by !== name || !end.of.test(of) || made.has(`${of}.${begins}(${words.slice(0, 2).join(", ")})`)) return [];
    return [{ begins: `${of}.${begins}(${begins === "add" ? "" : words[0]})`, at: node.start, isEnd: true }];
  });
}

/** A timer that has a name has it to be stopped by. */
function timing(node: AstNode, text: string, made: ReadonlySet<string>): Begun[] {
  const { type, id, init, left, right } = node;
  const name = type === "VariableDeclarator" ? nameOf(id) : type === "AssignmentExpression" ? nameOf(left) : "";
  const value = init ?? right;
  const begun = name !== "" && isNode(value) ? callOf(value, text)?.name : undefined;
  if (begun !== "setTimeout" && begun !== "setInterval") return [];
  return made.has(`.${begun.replace("set", "clear")}(${name})`)
    ? []
    : [{ begins: `${name} = ${begun}`, at: node.start }];
}
