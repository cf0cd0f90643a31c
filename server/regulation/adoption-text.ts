import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { adoptedShape } from "#duty/regulation.ts";
import type { AdoptEditionBody } from "#duty/site/site-shapes.ts";
import { editionErrors } from "./edition-errors.ts";

/** What is wrong with a text that somebody sends for adoption; undefined where it is a checked edition and what it says it is. */
export function adoptionError(body: AdoptEditionBody): { code: string; field: string; why: string } | undefined {
  const { regulation, edition, text, hash } = body;
  if (createHash("sha256").update(text).digest("hex") !== hash)
    return { code: "site.edition-hash", field: "hash", why: "the hash is that of another text" };
  const unreadable = (why: string) => ({ code: "site.edition-unreadable", field: "text", why });
  const read = adoptedShape.safeParse(parsed(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    return unreadable(`${issue?.path.join(".")}: ${issue?.message}`);
  }
  if (canonicalize(read.data) !== text) return unreadable("it is not spelled canonically");
  if (read.data.regulation.id !== regulation || read.data.regulation.edition !== edition)
    return unreadable(`it is ${read.data.regulation.id} ${read.data.regulation.edition}`);
  const [error] = editionErrors(read.data);
  return error && unreadable(`${error.path.join(".")}: ${error.message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
