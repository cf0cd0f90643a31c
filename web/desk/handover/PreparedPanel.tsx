import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOutOfDate } from "#duty/handover/changed-since.ts";
import { isClosedTooSoon } from "#duty/handover/handover-parties.ts";
import { mayReopen } from "#duty/handover/reopen-handover.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useDeskPlace } from "../door/acting.ts";
import { textOf } from "../site/texts.ts";
import { AmendDialog } from "./AmendDialog.tsx";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { ReopenDialog } from "./ReopenDialog.tsx";
import { StandInPart, useWantsStandIn } from "./StandInPart.tsx";

/** What is handed over as it was written up, until it is signed brought up to date or opened again. */
export function PreparedPanel() {
  const { t } = useTranslation();
  const desk = useHandover();
  const wantsStandIn = useWantsStandIn();
  const [asking, setAsking] = useState<"amend" | "reopen">();
  const { texts } = desk.view;
  const preparation = preparationOf(desk);
  const summary = textOf(texts, preparation?.summary);
  const done = textOf(texts, preparation?.done);
  const { acting } = useDeskPlace();
  const { facts } = desk.view;
  const reopens = mayReopen(desk.view.state, facts, acting.person);
  const mayAmend = desk.side === "outgoing" && isOutOfDate(desk.view);
  return (
    <Panel
      id="summary"
      title={t("handover:work.title")}
      scrolls
      aside={
        reopens && (
          <span className="row">
            {mayAmend && <Button onClick={() => setAsking("amend")}>{t("handover:amend.open")}</Button>}
            <Button type="link" onClick={() => setAsking("reopen")}>
              {t("handover:reopen.open")}
            </Button>
          </span>
        )
      }
    >
      {isClosedTooSoon(desk.view.state, facts) && <p className="soft">{t("handover:reopen.afterAll")}</p>}
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
      </dl>
      {wantsStandIn && <StandInPart />}
      {asking === "amend" && <AmendDialog onClose={() => setAsking(undefined)} />}
      {asking === "reopen" && <ReopenDialog onClose={() => setAsking(undefined)} />}
    </Panel>
  );
}
