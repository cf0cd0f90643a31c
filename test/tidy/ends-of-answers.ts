import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What is held for an answer is given back when the answer is over. "finish" is not told of one whose line was cut, and nothing is told of one that was
 * over before somebody listened: whoever breaks off there would hold their place for ever. So `whenOver` alone listens to the end of an answer.
 */

/** Where something else is listened to on one, and what. */
export const HEARD: Readonly<Record<string, string>> = {
  "server/http/when-over.ts": "it is what all others ask",
  "server/http/answer-error.ts": "a question, of which the rest is let pass; it looks first whether that is over",
};

const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener|addEventListener)$/;
/** As an answer of Node or of Fastify is called. */
const ANSWER = /(?:^|\.)(?:raw|res|response|reply|answer)$/;

/** Whoever listens to an answer by themselves, as `path:line what`. */
export function heardEnds(tree: Tree): string[] {
  return listenersIn(tree).filter((each) => !(each.slice(0, each.indexOf(":")) in HEARD));
}

/** What the list allows and nobody listens to any more. */
export function idleHeard(tree: Tree): string[] {
  const all = listenersIn(tree);
  return Object.keys(HEARD).filter((path) => !all.some((each) => each.startsWith(`${path}:`)));
}

function listenersIn(tree: Tree): string[] {
  return [...tree].flatMap(([path, text]) => {
    if (!/^(?:server|cli)\//.test(path) || !isScript(path) || isTest(path)) return [];
    const found = [...everyNode(programOf(path, text))].filter((node) => isListening(node, text));
    return found.map(
      ({ start, end }) => `${path}:${lineNumberOf(text, start)} ${text.slice(start, end).split("\n")[0]}`,
    );
  });
}

function isListening({ type, callee, arguments: handed = [] }: AstNode, text: string): boolean {
  if (type !== "CallExpression" || !callee?.object || !LISTENS.test(nameOf(callee.property))) return false;
  return handed[0]?.value === "finish" || ANSWER.test(text.slice(callee.object.start, callee.object.end));
}
