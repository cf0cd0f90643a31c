import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Mark, Wordmark } from "../../ui/Wordmark.tsx";

/** The mark and the name, and the way home. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <Link to="/" className="brand" aria-label={t("ui:home")}>
      <Mark size={26} />
      <span className="word">
        <Wordmark height={19} label={t("ui:product")} />
      </span>
    </Link>
  );
}
