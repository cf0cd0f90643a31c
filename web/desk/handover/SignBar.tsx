import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { goTo, placeOfHindrance, useHindrances } from "./HindrancesPanel.tsx";
import { useHandover } from "./handover-desk.ts";

/** On a telephone always in reach: how much is left, and as its button what comes next. */
export function SignBar() {
  const { t } = useTranslation();
  const { state } = useHandover();
  const left = useHindrances();
  const [first] = left;
  const place = first ? placeOfHindrance(first) : "signatures";
  return (
    <div className="sign-bar">
      <p className="sign-bar-state">
        <strong className={first ? "overdue-text" : "well-text"}>
          {first ? t("handover:bar.left", { count: left.length }) : t("handover:bar.ready")}
        </strong>
        <span className="soft small">{t("handover:bar.signed", { count: state.signatures.length })}</span>
      </p>
      <Button type="primary" size="large" block onClick={() => goTo(place ?? "why")}>
        {t(`handover:bar.to.${place ?? "why"}`)}
      </Button>
    </div>
  );
}
