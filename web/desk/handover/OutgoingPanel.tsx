import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isOutOfDate } from "#duty/handover/changed-since.ts";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useNow } from "../../ui/server-clock.ts";
import { useAttendanceAt } from "../attendance/attendance-query.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { AmendDialog } from "./AmendDialog.tsx";
import { preparationOf, useHandover } from "./handover-desk.ts";
import { isAwayAtEnd } from "./never-begun.ts";
import { PrepareForm } from "./PrepareForm.tsx";
import { ReopenDialog } from "./ReopenDialog.tsx";
import { StandInForm } from "./StandInForm.tsx";

/** What I hand over: written up by the outgoing side, then fixed. */
export function OutgoingPanel() {
  const { t } = useTranslation();
  const names = useNames();
  const { state, side, outgoing } = useHandover();
  const wantsStandIn = useWantsStandIn();
  if (state.phase !== "open") return <Prepared />;
  // Nobody came to this shift: there is nothing to hand over, only what it left in disorder.
  if (state.neverBegun)
    return (
      <Panel title={t("handover:prepare.title")}>
        <Nothing title={t("handover:neverBegun.title")} />
      </Panel>
    );
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
      {wantsStandIn && <StandIn />}
    </Panel>
  );
}

function StandIn() {
  const { t } = useTranslation();
  const names = useNames();
  const { outgoing } = useHandover();
  return (
    <div className="stack">
      {outgoing && <p>{t("handover:standIn.away", { name: names.person(outgoing) })}</p>}
      <StandInForm />
    </div>
  );
}

/** Whether a superior hands over in the place of the outgoing side: nobody of it is left, or whoever leads it is away though the shift is over. */
function useWantsStandIn(): boolean {
  const { site } = useDeskPlace();
  const { state, outgoing, at } = useHandover();
  const { on } = useAttendanceAt(site, at.post);
  const now = useNow(15_000);
  if (state.phase === "completed" || state.signatures.length > 0) return false;
  if (outgoing === undefined) return true;
  return state.standIn === undefined && isAwayAtEnd(on, { outgoing, at, endsAt: state.occurrence.endsAt, now });
}

function Prepared() {
  const { t } = useTranslation();
  const desk = useHandover();
  const wantsStandIn = useWantsStandIn();
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
      scrolls
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
      </dl>
      {wantsStandIn && <StandIn />}
      {asking === "amend" && <AmendDialog onClose={() => setAsking(undefined)} />}
      {asking === "reopen" && <ReopenDialog onClose={() => setAsking(undefined)} />}
    </Panel>
  );
}
