import type { Sealed, Secret } from "#duty/grammar/entry.ts";

/** Where in a body something stands that cannot be kept and hashed alike everywhere. `code` is that of the refusal. */
export interface Unstorable {
  readonly code: "text.not-well-formed" | "number.not-whole" | "value.not-json";
  readonly field: string;
}

type Tree = unknown;

/** Deeper than any form; a body nested further is an attack on the reader. */
const deepest = 40;

/** Looks for the first thing in a body that the journal cannot hold: NUL, half a surrogate pair, a number with a fraction or beyond 2^53. */
export function unstorable(body: Tree, field = "", depth = 0): Unstorable | undefined {
  if (typeof body === "string") return isText(body) ? undefined : { code: "text.not-well-formed", field };
  if (typeof body === "number") return Number.isSafeInteger(body) ? undefined : { code: "number.not-whole", field };
  if (typeof body === "boolean" || body === null || body === undefined) return undefined;
  if (typeof body !== "object" || depth > deepest) return { code: "value.not-json", field };
  if (!Array.isArray(body) && !isPlain(body)) return { code: "value.not-json", field };
  for (const [name, value] of Object.entries(body)) {
    const place = field === "" ? name : `${field}.${name}`;
    const found = isText(name) ? unstorable(value, place, depth + 1) : { code: "text.not-well-formed" as const, field };
    if (found) return found;
  }
  return undefined;
}

/** A copy of an entry's body as the journal will give it back: no absent values, and each secret replaced by what `seal` leaves of it. */
export function sealBody(body: Tree, seal: (secret: Secret) => Sealed): Tree {
  if (typeof body === "number") return body + 0; // minus nought is nought
  if (typeof body !== "object" || body === null) return body;
  if (Array.isArray(body)) return body.map((each) => sealBody(each, seal));
  if (isSecret(body)) return seal(body);
  const copy: Record<string, Tree> = {};
  for (const [name, value] of Object.entries(body)) if (value !== undefined) copy[name] = sealBody(value, seal);
  return copy;
}

function isSecret(value: object): value is Secret {
  return "secret" in value && "kind" in value && Object.keys(value).length === 2;
}

function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
