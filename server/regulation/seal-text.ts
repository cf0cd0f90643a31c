import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { RuleId } from "#duty/grammar/decision.ts";
import type { AdoptedText } from "#duty/regulation.ts";
import { elementsOf } from "./mechanisms.ts";

/** SHA-256 of what is said, in its one canonical spelling (RFC 8785): the order of fields is nothing, that of lists is. */
export function sealOf(said: unknown): string {
  return createHash("sha256")
    .update(canonicalize(said) ?? "")
    .digest("hex");
}

/** What stands for the wording of a rule: SHA-256 of the two texts, Chinese first, with a line break between them. */
export function textSeal({ zh, en }: AdoptedText["rules"][number]): string {
  return createHash("sha256").update(`${zh}\n${en}`).digest("hex");
}

/**
 * Per kind of part that carries a rule, what it says: every flag, number, rung, list and citation, what it leaves open, and of which posts its
 * element speaks. Where several elements have a part of one kind, all of them.
 */
export function partSeals(adopted: AdoptedText, rule: RuleId): Readonly<Record<string, string>> {
  const said = new Map<string, unknown[]>();
  for (const { post, parts } of elementsOf(adopted)) {
    for (const { kind, cites, part } of parts) {
      if (cites.includes(rule)) said.set(kind, [...(said.get(kind) ?? []), { post, part }]);
    }
  }
  const kinds = [...said].toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(kinds.map(([kind, parts]) => [kind, sealOf(parts)]));
}

/** What the text, its posts and its functions are called, in the clear: people bind by these words. */
export function wordsOf({ regulation }: AdoptedText): Readonly<Record<string, string>> {
  const { title, posts, functions } = regulation;
  return Object.fromEntries([
    ["title", spelled(title)],
    ...Object.entries(posts).map(([key, label]) => [`posts.${key}`, spelled(label)]),
    ...Object.entries(functions).map(([key, label]) => [`functions.${key}`, spelled(label)]),
  ]);
}

function spelled({ zh, en }: { readonly zh: string; readonly en: string }): string {
  return `${zh} / ${en}`;
}
