import { useTranslation } from "react-i18next";
import { instant } from "#duty/grammar/time.ts";
import { formsAsked } from "#duty/handover/forms-asked.ts";
import type { Side } from "#duty/handover/handover.ts";
import { wantsLateReason } from "#duty/handover/late-side.ts";
import { useListed } from "../../ui/listed.ts";
import { useNow } from "../../ui/server-clock.ts";
import { SignatureDialog } from "../act/SignatureDialog.tsx";
import { chooseActing } from "../door/acting.ts";
import { useNames } from "../site/names.ts";
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
  const { at, state, view, takesUp } = useHandover();
  const now = useNow(15_000);
  const [lateReason] = useLateReason();
  const forms = formsAsked(view.rule).map(({ form }) => form);
  const isAsked =
    state.phase === "prepared" &&
    !takesUp &&
    wantsLateReason({ state, rule: view.rule, facts: view.facts, now: instant(now) }, side);
  const late = isAsked ? lateReason.trim() : "";
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
