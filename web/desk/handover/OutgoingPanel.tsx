import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { Nothing } from "../../ui/States.tsx";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { PreparedPanel } from "./PreparedPanel.tsx";
import { PrepareForm } from "./PrepareForm.tsx";
import { StandInPart, useWantsStandIn } from "./StandInPart.tsx";
import { UntakenNote } from "./UntakenNote.tsx";

/** What I hand over: written up by the outgoing side, then fixed. */
export function OutgoingPanel() {
  const { t } = useTranslation();
  const names = useNames();
  const { state, side, outgoing } = useHandover();
  const wantsStandIn = useWantsStandIn();
  if (state.phase !== "open") return <PreparedPanel />;
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
        <UntakenNote />
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
      {wantsStandIn && <StandInPart />}
    </Panel>
  );
}
