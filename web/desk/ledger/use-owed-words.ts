import { useTranslation } from "react-i18next";
import type { Owed } from "#server/ledger/ledger-answer.ts";
import { useDetail } from "../refusal/RefusalNote.tsx";
import { owedSentence } from "../site/owed-sentence.ts";

/** What is owed, in the words of its own noun (`matter:owed.settle`); what a later release made somebody owe is named as it is. */
export function useOwedWords(): (owed: Pick<Owed, "what" | "detail">) => string {
  const { t } = useTranslation();
  const fill = useDetail();
  return ({ what, detail }) => {
    const sentence = owedSentence(what);
    return sentence === undefined ? t("ledger:other", { what }) : t(sentence, fill(detail ?? {}));
  };
}
