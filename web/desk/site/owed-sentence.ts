import i18next from "i18next";

/**
 * What is owed, in the words of its own noun (`matter:owed.settle`); what a later release made somebody owe is named as it is. `about` fills the words in.
 */
export function owedSentence(what: string, about: Readonly<Record<string, string>>): string {
  const sentence = what.replace(".", ":owed.");
  return i18next.exists(sentence) ? i18next.t(sentence, about).trim() : i18next.t("ledger:other", { what });
}
