import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { Checkbox } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RegulationText } from "#server/site/site-answer.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Status } from "../../ui/Status.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { rulesQuery } from "../site/site-query.ts";
import { ClauseRow } from "./ClauseRow.tsx";
import "./notice.css";

/** One regulation, clause by clause; confirmed by its reader once per edition before going on duty. */
export function RegulationScreen() {
  const { t, i18n } = useTranslation();
  const { regulation } = useParams({ from: "/regulation/$regulation" });
  const { acting } = useDeskPlace();
  const { data } = useSuspenseQuery(rulesQuery(regulation, acting.person));
  const inEnglish = i18n.language === "en";
  return (
    <div className="regulation stack">
      <div className="row spread">
        <h1>{inEnglish ? data.title.en : data.title.zh}</h1>
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
      <Confirming text={data} />
    </div>
  );
}

function Confirming({ text }: { text: RegulationText }) {
  const { t } = useTranslation();
  const [read, setRead] = useState(false);
  const { post } = useSearch({ from: "/regulation/$regulation" });
  const navigate = useNavigate();
  const { send, busy, problem } = useSend();
  const back = () =>
    void (post === undefined ? navigate({ to: "/" }) : navigate({ to: "/duty/$post", params: { post } }));
  if (text.confirmed)
    return (
      <div className="row spread">
        <Status kind="well">{t("notice:confirm.done")}</Status>
        <ActButton main onAct={back}>
          {t("notice:confirm.back")}
        </ActButton>
      </div>
    );
  return (
    <div className="confirming stack tick">
      <Checkbox checked={read} onChange={(event) => setRead(event.target.checked)}>
        {t("notice:confirm.read")}
      </Checkbox>
      <ActButton
        main
        large
        block
        busy={busy}
        why={read ? [] : [t("notice:confirm.readFirst")]}
        onAct={() =>
          void send("notice.confirm", { regulation: text.regulation, hash: text.hash }).then(
            (receipt) => receipt && back(),
          )
        }
      >
        {t("notice:confirm.go")}
      </ActButton>
      {problem && <RefusalNote problem={problem} />}
    </div>
  );
}
