/*
 * A pattern that forbids several things at once is as good as the planted offences that were seen caught: an alternative that none of them needs
 * can be lost without a word.
 */

/** A pattern without one of its alternatives, for each of them, with what was taken out. */
export function withoutOne({ source, flags }: RegExp): { readonly without: string; readonly pattern: RegExp }[] {
  return alternativesIn(source).map(({ from, to }) => {
    const [cutFrom, cutTo] = source[to] === "|" ? [from, to + 1] : [from - 1, to];
    return {
      without: source.slice(from, to),
      pattern: new RegExp(source.slice(0, cutFrom) + source.slice(cutTo), flags),
    };
  });
}

/** Alternatives without which every one of these lines is still found. */
export function needlessAlternatives(pattern: RegExp, lines: readonly string[]): string[] {
  return withoutOne(pattern)
    .filter((each) => lines.every((line) => each.pattern.test(line)))
    .map(({ without }) => without);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where the alternatives stand of every group, and of the whole, that has more than one. */
function alternativesIn(source: string): Span[] {
  const found: Span[] = [];
  const open: number[][] = [[0]];
  const close = (at: number) => {
    const starts = open.pop() ?? [];
    if (starts.length > 1)
      found.push(...starts.map((from, index) => ({ from, to: (starts[index + 1] ?? at + 1) - 1 })));
  };
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === "\\") at += 1;
    else if (sign === "[") at = endOfClass(source, at);
    else if (sign === "(")
      open.push([at + (/^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(at))?.[0].length ?? 1)]);
    else if (sign === "|") open.at(-1)?.push(at + 1);
    else if (sign === ")") close(at);
  }
  close(source.length);
  return found;
}

function endOfClass(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === "\\") at += 1;
    else if (source[at] === "]") return at;
  }
  return source.length;
}
