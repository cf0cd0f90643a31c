/** A text in parts, those that were looked for among them. */
export function markedParts(
  text: string,
  marks: readonly { readonly from: number; readonly until: number }[],
): readonly { readonly at: number; readonly part: string; readonly marked: boolean }[] {
  const parts: { at: number; part: string; marked: boolean }[] = [];
  let at = 0;
  for (const { from, until } of marks) {
    parts.push(
      { at, part: text.slice(at, from), marked: false },
      { at: from, part: text.slice(from, until), marked: true },
    );
    at = until;
  }
  parts.push({ at, part: text.slice(at), marked: false });
  return parts.filter(({ part }) => part !== "");
}
