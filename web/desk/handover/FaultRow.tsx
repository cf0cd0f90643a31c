import { useTranslation } from "react-i18next";
import type { HandoverFault } from "#duty/handover/handover.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Status } from "../../ui/Status.tsx";
import { Moment } from "../../ui/When.tsx";
import { useSend } from "../door/use-send.ts";
import { LinePhotos } from "../photo/LinePhotos.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { useNames } from "../site/names.ts";
import { textOf } from "../site/texts.ts";
import { useHandover } from "./handover-desk.ts";

/** One fault of the shift before, and who answered for it. */
export function FaultRow({ fault }: { fault: HandoverFault }) {
  const { t } = useTranslation();
  const names = useNames();
  const { at, view } = useHandover();
  const { send, busy, problem } = useSend();
  const { acknowledged } = fault;
  return (
    <li className="matter">
      <div className="row spread">
        <span className="soft">
          {names.person(fault.foundBy)} <Moment at={fault.foundAt} />
        </span>
        {acknowledged ? (
          <Status kind="well">
            {t("handover:faults.answered", { name: names.person(acknowledged.by) })} <Moment at={acknowledged.at} />
          </Status>
        ) : (
          <Status kind="overdue">{t("handover:faults.unanswered")}</Status>
        )}
      </div>
      <p className="what wrap">
        {fault.kit
          ? t("handover:problems.item", { ...fault.kit, item: names.item(at.post, fault.kit.item) })
          : (textOf(view.texts, fault.text) ?? t("log:erased"))}
      </p>
      <LinePhotos photos={fault.photos} />
      {view.faultsToAnswer.includes(fault.key) && (
        <ActButton busy={busy} onAct={() => void send("handover.acknowledge-fault", { ...at, fault: fault.key })}>
          {t("handover:faults.answer")}
        </ActButton>
      )}
      {problem && <RefusalNote problem={problem} />}
    </li>
  );
}
