import { isFields } from "#duty/grammar/stricter.ts";

/** What the signs in a body of a case stand for. */
export interface Meanings {
  /** The person of this name; undefined where it is no name. */
  person(name: string): string | undefined;
  /** `@16:30` without its sign. */
  moment(time: string): number;
  /** `$水渍` without its sign: the id of the labelled command. */
  label(name: string): string;
  /** `#id`, `#hash` or `#<regulation>` without its sign. */
  edition(name: string): string;
}

const labelled = /\$([\p{L}\p{N}]+)/gu;

/** A body as it is sent, every sign in its place. */
export function spelledOut(value: unknown, meanings: Meanings): unknown {
  if (Array.isArray(value)) return value.map((each) => spelledOut(each, meanings));
  if (isFields(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, spelledOut(each, meanings)]));
  }
  if (typeof value !== "string") return value;
  if (/^#[a-z]/.test(value)) return meanings.edition(value.slice(1));
  if (/^@[\d+]/.test(value)) return meanings.moment(value.slice(1));
  // Ids of streams name people between strokes.
  const named = value.split("/").map((each) => meanings.person(each) ?? each);
  return named.join("/").replace(labelled, (_, label: string) => meanings.label(label));
}
