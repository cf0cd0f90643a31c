import { useTranslation } from "react-i18next";
import { useBack } from "../door/use-back.ts";

/** Why no new code can be set just now; asks by itself until the server is there again. */
export function AwayNote() {
  const { t } = useTranslation();
  useBack(onBack);
  return t("account:forgotten.away");
}

/** Whatever was asked notes that it was answered, and the note goes. */
function onBack(): void {}
