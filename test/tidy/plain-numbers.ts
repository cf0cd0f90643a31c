import { type AstNode, everyNode, lineNumberOf, programOf } from "./syntax.ts";
import { isScript, isTest, type Tree } from "./tree.ts";

/*
 * No number of a regulation stands in code (ARCHITECTURE.md, invariant 2): a text or a site gives it, or it bounds the product itself and stands in
 * the grammar with its name and its reason, in the range of an element, or in this list.
 */

/** Counting to two says nothing of duty. */
const SMALL = 2;
const STATES = /^duty\/(?:grammar\/|[a-z]+\/[a-z]+-(?:rule|shapes)\.ts$)/;

/** Numbers that say nothing of duty, by file. */
export const OF_THE_PRODUCT: Readonly<Record<string, readonly number[]>> = {
  /** How many rows a list has; how deep what follows from a command may go; how much is remembered; how often a stream is woken at one moment. */
  "duty/door/answer-shape.ts": [50, 200],
  "duty/door/run-command.ts": [10],
  "duty/wiring/composition.ts": [2000],
  "duty/world.ts": [10],
  /** How far dates are searched: a year, in which every sort of day comes round. */
  "duty/site/neighbour-shifts.ts": [366],
  "duty/wiring/person-reactions.ts": [366],
  /** Parts of a date and of a hash; heights are compared, and mean nothing by themselves. */
  "duty/roster/roster.ts": [7],
  "duty/site/site.ts": [4],
  "duty/notice/notice.ts": [16],
  "duty/person/may-help.ts": [1000],
};

/** Every number in the code of duty that is more than a count of two and stands nowhere where numbers are given. */
export function plainNumbers(tree: Tree): string[] {
  return numbersIn(tree)
    .filter(({ path, value }) => !OF_THE_PRODUCT[path]?.includes(value))
    .map(({ path, line, value }) => `${path}:${line} says ${value}`);
}

/** What the list allows and nothing says any more. */
export function idleNumbers(tree: Tree): string[] {
  const said = numbersIn(tree);
  return Object.entries(OF_THE_PRODUCT).flatMap(([path, values]) =>
    values
      .filter((value) => !said.some((each) => each.path === path && each.value === value))
      .map((value) => `${path} ${value}`),
  );
}

function numbersIn(tree: Tree): { readonly path: string; readonly line: number; readonly value: number }[] {
  return [...tree].flatMap(([path, text]) => {
    if (!path.startsWith("duty/") || !isScript(path) || isTest(path) || STATES.test(path)) return [];
    return [...everyNode(programOf(path, text))].flatMap(({ type, value, start }: AstNode) =>
      type === "Literal" && typeof value === "number" && value > SMALL
        ? [{ path, line: lineNumberOf(text, start), value }]
        : [],
    );
  });
}
