/** Longer than this a clause does not fit beside its figures. */
const longest = 14;

/** The beginning of a clause, up to where the sentence pauses: enough to know which one it is. */
export function shortClause(text: string): string {
  const [first = text] = text.split(/[^\p{L}\p{N}\s-]/u, 1);
  const wide = /[\u3400-\u9fff]/.test(first) ? longest : longest * 2;
  return first.length <= wide ? first : `${first.slice(0, wide - 1).trimEnd()}…`;
}
