import { type AstNode, everyNode, lineNumberOf, nameOf, programOf } from "./syntax.ts";
import { isScript, type Tree } from "./tree.ts";

/*
 * Moments are reckoned with by the words of one file: a bare number of milliseconds beside a moment is soon one of minutes or of seconds, and
 * nobody sees it. A time limit that stands by itself (`timeout: 60_000`) reckons nothing.
 */

const WORDS = "duty/grammar/time.ts";
const RECKONS = /^[-+*/%]$/;
const UNIT = /^(?:minute|hour|day|week)s?$/i;
const MINUTE = 60_000;
const LONGER: readonly number[] = [60 * MINUTE, 24 * 60 * MINUTE, 7 * 24 * 60 * MINUTE];

/** Every place in a script where minutes, hours or days are reckoned as bare milliseconds. */
export function bareTimes(tree: Tree): string[] {
  const found = new Set<string>();
  for (const [path, text] of tree) {
    if (!isScript(path) || path === WORDS || path.startsWith("test/tidy/")) continue;
    for (const node of everyNode(programOf(path, text)))
      if (reckonsBare(node)) found.add(`${path}:${lineNumberOf(text, node.start)} reckons time by a bare number`);
  }
  return [...found];
}

function reckonsBare({ type, id, init, value, operator = "", left, right }: AstNode): boolean {
  if (type === "Literal") return LONGER.includes(value as number);
  if (type === "VariableDeclarator") return UNIT.test(nameOf(id)) && isWholeMinutes(bareNumber(init));
  if (type !== "BinaryExpression" || !RECKONS.test(operator)) return false;
  const all = [bareNumber(left), bareNumber(right)];
  return all.includes(MINUTE) || (operator === "*" && isWholeMinutes((all[0] ?? 0) * (all[1] ?? 0)));
}

function isWholeMinutes(number: number | undefined): boolean {
  return number !== undefined && number >= MINUTE && number % MINUTE === 0;
}

/** What literals multiplied with each other come to. */
function bareNumber(node: AstNode | undefined): number | undefined {
  if (node?.type === "Literal") return typeof node.value === "number" ? node.value : undefined;
  if (node?.type !== "BinaryExpression" || node.operator !== "*") return undefined;
  const one = bareNumber(node.left);
  const other = bareNumber(node.right);
  return one === undefined || other === undefined ? undefined : one * other;
}
