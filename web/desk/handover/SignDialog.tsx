import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import { formsAsked } from "#duty/handover/hindrances.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { PinPad } from "../../ui/PinPad.tsx";
import { useSession } from "../account/session-query.ts";
import { useUnlock } from "../account/unlock.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useSend } from "../door/use-send.ts";
import { chooseActing } from "../shell/acting.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";

/**
 * One person signs with the own PIN what stands on the screen now: if it moves meanwhile, the signature is refused. Where the person is
 * locked, the same PIN proves first that they are back.
 */
export function SignDialog({ side, person, onClose }: { side: Side; person: string; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { at, view } = useHandover();
  const [seen] = useState(view.head);
  const [lateReason] = useLateReason();
  const { send, busy, problem } = useSend();
  const { people } = useSession();
  const proof = useUnlock();
  const isLocked = people.some((each) => each.person === person && each.locked);
  const forms = formsAsked(view.rule).map(({ form }) => form);
  const sign = async (pin: string) => {
    if (isLocked && !(await proof.unlock(person, pin))) return;
    const late = lateReason.trim();
    const body = { ...at, forms, ...(side === "incoming" && late !== "" ? { lateReason: late } : {}) };
    if (!(await send("handover.sign", body, { pin, seen, as: person }))) return;
    chooseActing(person);
    onClose();
  };
  const why = isLocked ? proof.problem : problem;
  return (
    <Dialog open title={t("handover:sign.dialog", { name: names.person(person) })} onClose={onClose}>
      <div className="stack">
        <p>{t(`handover:sign.means.${side}`)}</p>
        {forms.length > 0 && <p className="soft">{forms.map((form) => t(`handover:form.${form}`)).join("、")}</p>}
        {why && <RefusalNote problem={why} />}
        <PinPad label={t("account:pin.of", { name: names.person(person) })} busy={busy || proof.busy} onWhole={sign} />
      </div>
    </Dialog>
  );
}
