import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOutOfDate } from "#duty/handover/changed-since.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { AmendDialog } from "./AmendDialog.tsx";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { PrepareForm } from "./PrepareForm.tsx";
import { ReopenDialog } from "./ReopenDialog.tsx";
import { StandInForm } from "./StandInForm.tsx";

/** What I hand over: written up by the outgoing side, then fixed. */
export function OutgoingPanel() {
  const { t } = useTranslation();
  const names = useNames();
  const { state, side, outgoing } = useHandover();
  if (state.phase !== "open") return <Prepared />;
  if (side === "outgoing")
    return (
      <Panel id="prepare" title={t("handover:prepare.title")}>
        <PrepareForm />
      </Panel>
    );
  return (
    <Panel title={t("handover:prepare.title")}>
      <Nothing
        title={outgoing ? t("handover:prepare.waiting", { name: names.person(outgoing) }) : t("handover:prepare.gone")}
      >
        <p>{outgoing ? t("handover:prepare.waitingNote") : t("handover:prepare.goneNote")}</p>
      </Nothing>
      {!outgoing && <StandInForm />}
    </Panel>
  );
}

function Prepared() {
  const { t } = useTranslation();
  const desk = useHandover();
  const [asking, setAsking] = useState<"amend" | "reopen">();
  const { texts } = desk.view;
  const preparation = preparationOf(desk);
  const summary = textOf(texts, preparation?.summary);
  const done = textOf(texts, preparation?.done);
  const mayReopen = desk.state.phase === "prepared" && desk.side !== undefined;
  const mayAmend = desk.side === "outgoing" && isOutOfDate(desk.view);
  return (
    <Panel
      id="summary"
      title={t("handover:work.title")}
      aside={
        mayReopen && (
          <span className="row">
            {mayAmend && <Button onClick={() => setAsking("amend")}>{t("handover:amend.open")}</Button>}
            <Button type="link" onClick={() => setAsking("reopen")}>
              {t("handover:reopen.open")}
            </Button>
          </span>
        )
      }
    >
      <dl className="told-work">
        {summary !== undefined && (
          <div>
            <dt>{t("handover:prepare.summary")}</dt>
            <dd className="wrap">{summary ?? t("log:erased")}</dd>
          </div>
        )}
        {done !== undefined && (
          <div>
            <dt>{t("handover:prepare.done")}</dt>
            <dd className="wrap">{done ?? t("log:erased")}</dd>
          </div>
        )}
        <div>
          <dt>{t("handover:prepare.pending")}</dt>
          <dd>
            {preparation?.matters.length
              ? t("handover:work.pending", { count: preparation.matters.length })
              : t("handover:work.nothingPending")}
          </dd>
        </div>
      </dl>
      {asking === "amend" && <AmendDialog onClose={() => setAsking(undefined)} />}
      {asking === "reopen" && <ReopenDialog onClose={() => setAsking(undefined)} />}
    </Panel>
  );
}
