import { useTranslation } from "react-i18next";

/** Puts several things into one sentence, with what the language writes between them. */
export function useListed(): (things: readonly string[]) => string {
  const { t } = useTranslation();
  return (things) => things.join(t("ui:list.between"));
}
