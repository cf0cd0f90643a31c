import i18next from "i18next";
import { useDetail } from "../refusal/RefusalNote.tsx";

interface Worded {
  readonly what: string;
  readonly detail: Readonly<Record<string, string | number>> | null;
  readonly text?: string | null;
}

/** What something owed is called on this screen: a matter by its own words, all else by the text of its noun. */
export function useOwedWords(): (owed: Worded) => string {
  const fill = useDetail();
  return ({ what, detail, text }) => text ?? kindWords(what, fill(detail ?? {}));
}

/** The same of a kind of which several are owed, so that nobody and no day is named: by a text of its own where there is one. */
export function kindWords(what: string, about?: Readonly<Record<string, string>>): string {
  const ofKind = what.replace(".", ":kind.");
  if (about === undefined && i18next.exists(ofKind)) return i18next.t(ofKind);
  return sentenceOf(what, about ?? { person: "" });
}

function sentenceOf(what: string, about: Readonly<Record<string, string>>): string {
  const sentence = what.replace(".", ":owed.");
  return i18next.exists(sentence) ? i18next.t(sentence, about).trim() : i18next.t("ledger:other", { what });
}
