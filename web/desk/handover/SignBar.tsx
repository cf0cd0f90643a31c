import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Status } from "../../ui/Status.tsx";
import { goTo, useHindrances } from "./HindrancesPanel.tsx";
import { useHandover } from "./handover-desk.ts";

/** Always in reach: how much is left, and the way to it. */
export function SignBar() {
  const { t } = useTranslation();
  const { state } = useHandover();
  const left = useHindrances().length;
  return (
    <div className="sign-bar">
      <div className="row">
        <Status kind={left > 0 ? "overdue" : "well"}>
          {left > 0 ? t("handover:bar.left", { count: left }) : t("handover:bar.ready")}
        </Status>
        <span className="soft small">{t("handover:bar.signed", { count: state.signatures.length })}</span>
      </div>
      <Button type={left > 0 ? "default" : "primary"} onClick={() => goTo(left > 0 ? "why" : "signatures")}>
        {left > 0 ? t("handover:bar.why") : t("handover:bar.toSign")}
      </Button>
    </div>
  );
}
