/** First digits of the last hash, in fours: enough to compare by eye with the archive. */
export function checkCodeOf(hash: string): string {
  return (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join("-");
}
