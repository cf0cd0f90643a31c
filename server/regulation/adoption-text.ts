import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { adoptedShape } from "#duty/regulation.ts";
import type { AdoptEditionBody } from "#duty/site/site-shapes.ts";
import { hasTooMany, mostValues } from "#server/http/counted-values.ts";
import { spoiledIn } from "#server/regulation/text-file.ts";
import { editionErrors } from "./edition-errors.ts";

/** What is wrong with a text that somebody sends for adoption; undefined where it is a checked edition and what it says it is. */
export function adoptionError(body: AdoptEditionBody): { code: string; field: string; why: string } | undefined {
  const { regulation, edition, text, hash } = body;
  if (createHash("sha256").update(text).digest("hex") !== hash)
    return { code: "site.edition-hash", field: "hash", why: "the hash is that of another text" };
  const unreadable = (why: string) => ({ code: "site.edition-unreadable", field: "text", why });
  const sent = parsed(text);
  // It came as one text: nothing has counted yet what is in it.
  if (hasTooMany(sent)) return unreadable(`it holds more than ${mostValues} values`);
  const read = adoptedShape.safeParse(sent);
  if (!read.success) {
    const [issue] = read.error.issues;
    return unreadable(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  const spoiled = spoiledWithin(read.data, []);
  if (spoiled) return unreadable(spoiled);
  if (canonicalize(read.data) !== text) return unreadable("it is not spelled canonically");
  if (read.data.regulation.id !== regulation || read.data.regulation.edition !== edition)
    return unreadable(`it is ${read.data.regulation.id} ${read.data.regulation.edition}`);
  const [error] = editionErrors(read.data);
  return error && unreadable(`${error.path.join(".")}: ${error.message}`);
}

/** Where a text inside holds a character that nobody wrote; shown to staff, it would be what they are bound by. */
function spoiledWithin(value: unknown, path: readonly string[]): string | undefined {
  if (typeof value === "string") {
    const spoiled = spoiledIn(value);
    return spoiled && `${path.join(".")}: ${spoiled.what}`;
  }
  if (typeof value !== "object" || value === null) return undefined;
  for (const [name, each] of Object.entries(value)) {
    const found = spoiledWithin(each, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
