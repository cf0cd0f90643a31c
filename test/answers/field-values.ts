/*
 * What answers come to, field by field: which values each takes, and which of the fields of a thing are true together. Whoever takes one field
 * for another changes what stands here.
 */

/** Of each field, by its path, the values that it took, each once and as written. */
export type FieldValues = Map<string, Set<string>>;

/** So many of them are kept: enough to tell one field from another. */
const mostKept = 8;

/** Notes every field of an answer. Places in lists are left out, and what is made anew in each run. */
export function noteFields(fields: FieldValues, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    for (const each of value) noteFields(fields, `${path}[]`, each);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, each] of Object.entries(value)) noteFields(fields, `${path}.${steady(name)}`, each);
    const flags = Object.entries(value).filter(([, each]) => typeof each === "boolean");
    const held = flags.flatMap(([name, each]) => (each ? [steady(name)] : []));
    if (flags.length > 1) keep(fields, `${path} is`, held.join(" "));
  } else keep(fields, path, steady(JSON.stringify(value)));
}

function keep(fields: FieldValues, path: string, value: string): void {
  const kept = fields.get(path) ?? new Set();
  fields.set(path, kept);
  if (kept.size < mostKept) kept.add(value);
}

/** The same, and what is made anew in each run as what it is: people of the tower have ids that stay. */
function steady(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{64}/g, "<hash>")
    .replaceAll(/(?!7a61b001-)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "<id>")
    .replaceAll(/@[0-9a-f]{4}\b/g, "@<org>")
    .replaceAll(/-[0-9a-f]{8}(?=")/g, "-<org>");
}

/** Fields as a file lists them: by their path, what they said in one text. */
export function writtenFields(fields: FieldValues): Readonly<Record<string, string>> {
  const ordered = [...fields].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(ordered.map(([path, values]) => [path, [...values].toSorted().join(" | ")]));
}
