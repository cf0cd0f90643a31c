import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useGivenTexts } from "../../ui/given-text.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { rulesQuery } from "../site/site-query.ts";
import { ClauseRow } from "./ClauseRow.tsx";
import { ConfirmTextPanel } from "./ConfirmTextPanel.tsx";
import "./notice.css";

/** One regulation, clause by clause; confirmed by its reader once per edition before going on duty. */
export function RegulationScreen() {
  const { t } = useTranslation();
  const { regulation } = useParams({ from: "/regulation/$regulation" });
  const { acting } = useDeskPlace();
  const { data } = useSuspenseQuery(rulesQuery(regulation, acting.person));
  const { given } = useGivenTexts();
  return (
    <div className="regulation stack">
      <div className="row spread">
        <h1>{given(data.title)}</h1>
        <span className="soft">{t("notice:edition", { edition: data.edition })}</span>
      </div>
      {!data.confirmed && <p>{t("notice:confirm.note")}</p>}
      <Panel title={t("notice:confirm.clauses")} count={data.rules.length} flush>
        <ol>
          {data.rules.map((rule) => (
            <ClauseRow key={rule.id} rule={rule} />
          ))}
        </ol>
      </Panel>
      <ConfirmTextPanel text={data} />
    </div>
  );
}
