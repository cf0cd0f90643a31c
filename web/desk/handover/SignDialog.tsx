import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Side } from "#duty/handover/handover.ts";
import { formsAsked } from "#duty/handover/hindrances.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { PinPad } from "../../ui/PinPad.tsx";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { useSend } from "../door/use-send.ts";
import { chooseActing } from "../shell/acting.ts";
import { useNames } from "../site/names.ts";
import { useHandover } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";

/** One person signs with the own PIN what stands on the screen now: if it moves meanwhile, the signature is refused. */
export function SignDialog({ side, person, onClose }: { side: Side; person: string; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const { at, view } = useHandover();
  const [seen] = useState(view.head);
  const [lateReason] = useLateReason();
  const { send, busy, problem } = useSend();
  const forms = formsAsked(view.rule).map(({ form }) => form);
  const sign = async (pin: string) => {
    const late = lateReason.trim();
    const body = { ...at, forms, ...(side === "incoming" && late !== "" ? { lateReason: late } : {}) };
    if (!(await send("handover.sign", body, { pin, seen, as: person }))) return;
    chooseActing(person);
    onClose();
  };
  return (
    <Dialog open title={t("handover:sign.dialog", { name: names.person(person) })} onClose={onClose}>
      <div className="stack">
        <p>{t(`handover:sign.means.${side}`)}</p>
        {forms.length > 0 && <p className="soft">{forms.map((form) => t(`handover:form.${form}`)).join("、")}</p>}
        {problem && <RefusalNote problem={problem} />}
        <PinPad label={t("account:pin.of", { name: names.person(person) })} busy={busy} onWhole={sign} />
      </div>
    </Dialog>
  );
}
