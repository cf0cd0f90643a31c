/** Marks that turn round what follows them, up to the end of the line. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu;
/** Letters that are written from right to left, which draw the numbers and marks beside them along. */
const fromTheRight =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Words of people as they stand within a sentence: they turn round nothing that follows them, neither a time nor a name. What was written stays as it is
 * where it stands alone.
 *
 * @see Unicode Standard Annex 9, 2.7: first strong isolates.
 */
export function inOwnDirection(words: string): string {
  const plain = words.replaceAll(turning, "");
  return fromTheRight.test(plain) ? `\u2068${plain}\u2069` : plain;
}
