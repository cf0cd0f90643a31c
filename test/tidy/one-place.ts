import { type AstNode, everyNode, lineNumberOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * What is right only where it is done in one way is done in one place: a draft that forgets whose it is goes to the next person at the desk, and
 * a name that is spelled by hand is soon spelled otherwise.
 */

const ANSWERED = "server/ledger/owed-columns.ts";
const DRAFTS = "web/desk/door/own-draft.ts";
const LIMITS = "duty/grammar/limits.ts";
const DAY = "duty/grammar/time.ts";
const OWED = "web/desk/site/owed-sentence.ts";
const SHIFT = "duty/grammar/shift-occurrence.ts";

/** Drafts at the desk that are not of a person by construction. */
export function ownerlessDrafts(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!path.startsWith("web/") || !isScript(path) || isTest(path) || path === DRAFTS) continue;
    const keeps = !path.startsWith("web/desk/") || path.startsWith("web/desk/door/");
    if (path !== "web/ui/draft.ts" && /\buseDraft\b|ui\/draft\.ts|zhiban\.draft/.test(text))
      found.push(`${path} keeps a draft: ask ${DRAFTS}, which adds whose it is`);
    if (!keeps && /\b(?:keepInTab|sessionStorage|localStorage|indexedDB|openDB|itemStore)\b/.test(text))
      found.push(`${path} keeps something in the browser: ask ${DRAFTS}`);
  }
  return found;
}

/** Bounds of what is typed that a screen writes down by itself, where the door asks for a number of its own. */
export function ownBounds(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.startsWith("web/") && isScript(path) && !isTest(path))
    .flatMap(([path, text]) =>
      [...text.matchAll(/\b(?:most|least|maxLength|minLength)=\{\s*["'\d]|\b(?:maxLength|minLength)="/g)].map(
        ({ index }) => `${path}:${lineNumberOf(text, index)} bounds what is typed by a number of its own: ${LIMITS}`,
      ),
    );
}

/** Statements that say by themselves when calls are answered: whoever answers about themselves ends them for nobody else. */
export function spelledAnswers(tree: Tree): string[] {
  return [...tree]
    .filter(([path]) => path.startsWith("server/") && isScript(path) && !isTest(path) && path !== ANSWERED)
    .flatMap(([path, text]) =>
      [...text.matchAll(/\backnowledged_at\s+is\b|\bself_answered\b/g)].map(
        ({ index }) => `${path}:${lineNumberOf(text, index)} says by itself what is answered: ${ANSWERED}`,
      ),
    );
}

/** Reckonings with the minutes of a day that spell them. */
export function spelledDays(tree: Tree): string[] {
  const spelled = /\b24 \* 60\b|\b60 \* 24\b|\b1440 \* minute\b|\* 1440\b/g;
  return placesOf(tree, (path) => /^(?:duty|server|cli|connect|web)\//.test(path) && path !== DAY, spelled).map(
    (place) => `${place} spells the minutes of a day: dayMinutes of ${DAY}`,
  );
}

/** Places where the key of the text for what is owed is spelled by hand. */
export function spelledOwed(tree: Tree): string[] {
  return placesOf(tree, (path) => path.startsWith("web/") && path !== OWED, /[":`]:?owed\.["`$]/g).map(
    (place) => `${place} spells the text of what is owed: owedSentence of ${OWED}`,
  );
}

function placesOf(tree: Tree, isAsked: (path: string) => boolean, spelled: RegExp): string[] {
  return [...tree]
    .filter(([path]) => isScript(path) && !isTest(path) && isAsked(path))
    .flatMap(([path, text]) => [...text.matchAll(spelled)].map(({ index }) => `${path}:${lineNumberOf(text, index)}`));
}

/** Places where a shift is spelled by hand. */
export function spelledShifts(tree: Tree): string[] {
  const found: string[] = [];
  for (const [path, text] of tree) {
    if (!isScript(path) || path === SHIFT || path.startsWith("test/tidy/")) continue;
    for (const node of everyNode(programOf(path, text)))
      if (spellsShift(node))
        found.push(`${path}:${lineNumberOf(text, node.start)} spells a shift: shiftId of ${SHIFT}`);
  }
  return found;
}

/** Words beside each other: `${at.post}/${at.date}/${at.shift}`, or a list of them that is joined. */
function spellsShift(node: AstNode): boolean {
  const { expressions, quasis, elements } = node as AstNode & {
    readonly expressions?: readonly AstNode[];
    readonly quasis?: readonly { readonly value: { readonly raw: string } }[];
    readonly elements?: readonly (AstNode | null)[];
  };
  if (node.type === "TemplateLiteral")
    return named(expressions).some((_, index) => {
      const between = [quasis?.[index + 1], quasis?.[index + 2]].map((each) => each?.value.raw);
      return isShift(named(expressions), index) && between.every((each) => each === "/");
    });
  if (node.type !== "CallExpression" || node.callee?.property?.name !== "join") return false;
  const list = node.callee.object as typeof node & { readonly elements?: typeof elements };
  return list?.type === "ArrayExpression" && isShift(named(list.elements), 0);
}

function isShift(names: readonly string[], from: number): boolean {
  return names.slice(from, from + 3).join() === "post,date,shift";
}

/** The last word of each, as `post` of `turn.at.post`. */
function named(expressions: readonly (AstNode | null)[] = []): string[] {
  return expressions.map((each) => each?.property?.name ?? each?.name ?? "");
}
