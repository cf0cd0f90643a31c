import { repository } from "../tidy/tree.ts";
import { type RefusalWords, refusalWords, unfilled } from "./refusal-words.ts";

/* Refusals as they come over HTTP, those of routes too, which no rule of `duty/` gives. */

/** What every screen adds; that it is all is asked in `refusal-words.test.ts`. */
const added: ReadonlySet<string> = new Set(["code"]);
let words: RefusalWords | undefined;

interface Refused {
  readonly code?: unknown;
  readonly detail?: object;
}

/** Words that ask for a name which a refusal in this answer does not bring; of a batch, those of each command. */
export function unfilledIn(answer: { readonly statusCode: number; readonly body: string }): readonly string[] {
  if (!/"code":/.test(answer.body)) return [];
  const said = JSON.parse(answer.body) as Refused & { readonly answers?: readonly { readonly problem?: Refused }[] };
  const refused = answer.statusCode < 400 ? (said.answers ?? []).flatMap(({ problem }) => problem ?? []) : [said];
  words ??= refusalWords(repository());
  const given = refused.flatMap(({ code, detail = {} }) =>
    typeof code === "string" ? [{ code, keys: Object.keys(detail) }] : [],
  );
  return unfilled(given, words, added);
}
