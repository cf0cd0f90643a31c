/**
 * What a record itself holds under a name, undefined where it holds nothing: names come from people, and every object of the language has a
 * `constructor` that nobody put there.
 */
export function heldUnder<V>(record: Readonly<Record<string, V>>, name: string): V | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
