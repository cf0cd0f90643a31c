import { useTranslation } from "react-i18next";
import { Moment } from "../../ui/When.tsx";

/** Which moment the minutes that stand in a dialog come to. */
export function LeftAt({ at }: { at: number }) {
  const { t } = useTranslation();
  return (
    <>
      {t("attendance:leftAt")} <Moment at={at} />
    </>
  );
}
