import i18next from "i18next";

/** What something owed is called by the texts of its own noun (`matter:owed.settle`); undefined for what a later release made somebody owe. */
export function owedSentence(what: string): string | undefined {
  const sentence = what.replace(".", ":owed.");
  return i18next.exists(sentence) ? sentence : undefined;
}
