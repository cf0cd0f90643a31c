import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";

/** No page of a shift was kept: what to do instead. */
export function NothingRead() {
  const { t } = useTranslation();
  return (
    <Panel title={t("log:title")}>
      <Nothing title={t("account:alone.nothingRead")}>
        <p>{t("account:alone.nothingReadTodo")}</p>
      </Nothing>
    </Panel>
  );
}
