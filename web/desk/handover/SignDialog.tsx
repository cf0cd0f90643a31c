import { useTranslation } from "react-i18next";
import { formsAsked } from "#duty/handover/forms-asked.ts";
import type { Side } from "#duty/handover/handover.ts";
import { useListed } from "../../ui/listed.ts";
import { useNow } from "../../ui/server-clock.ts";
import { SignatureDialog } from "../act/SignatureDialog.tsx";
import { chooseActing } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
import { asksWhyLate } from "./asks-why-late.ts";
import { useHandover } from "./handover-desk.ts";
import { useLateReason } from "./late-reason.ts";
import { SignedSentence } from "./SignedSentence.tsx";

/**
 * One person signs with the own PIN what stands on the screen now: if it moves meanwhile, the signature is refused. Where somebody else acts
 * here, the signer does from then on.
 */
export function SignDialog({ side, person, onClose }: { side: Side; person: string; onClose: () => void }) {
  const { t } = useTranslation();
  const names = useNames();
  const listed = useListed();
  const desk = useHandover();
  const { at, view } = desk;
  const now = useNow(15_000);
  const [lateReason] = useLateReason();
  const forms = formsAsked(view.rule).map(({ form }) => form);
  const late = asksWhyLate(desk, side, now) ? lateReason.trim() : "";
  return (
    <SignatureDialog
      act="handover.sign"
      title={t("handover:sign.dialog", { name: names.person(person) })}
      signer={{ person, name: names.person(person) }}
      seen={view.head}
      body={() => ({ ...at, forms, ...(late === "" ? {} : { lateReason: late }) })}
      onSigned={() => {
        chooseActing(person);
        onClose();
      }}
      onClose={onClose}
    >
      {() => (
        <>
          <SignedSentence side={side} person={person} />
          {forms.length > 0 && <p className="soft">{listed(forms.map((form) => t(`handover:form.${form}`)))}</p>}
        </>
      )}
    </SignatureDialog>
  );
}
