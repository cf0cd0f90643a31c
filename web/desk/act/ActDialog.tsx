import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "../../ui/ActButton.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useDraft } from "../../ui/draft.ts";
import { PinPad } from "../../ui/PinPad.tsx";
import { useDeskPlace } from "../door/acting.ts";
import type { Receipt } from "../door/order-queue.ts";
import { type Sender, useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { ActFields } from "./ActFields.tsx";
import { type AskedFields, type Given, givenIn, missingIn, valuesIn } from "./asked-fields.ts";

/** How it ends: with a button, or, where the act is a signature, with the PIN of the acting person. */
type Ending = { readonly go: string; readonly signed?: undefined } | { readonly go?: undefined; readonly signed: true };

/** What goes with the act beside its body: the PIN of a signature. */
type Proof = { readonly pin?: string };

interface Description<F extends AskedFields> {
  readonly title: string;
  /** The kind of the draft, and what it is about; whose it is, is added. */
  readonly draft: readonly [kind: string, about: string];
  /** What is said above the fields. */
  readonly lead?: ReactNode;
  readonly fields: F;
  /** Sends the act with what was given; `proof` goes with it as it is. */
  readonly onSend: (send: Sender["send"], given: Given<F>, proof: Proof) => Promise<Receipt | undefined>;
  readonly onClose: () => void;
}

/** The one dialog of acts that ask for words. Closing it keeps what was written; a receipt drops it. */
export function ActDialog<const F extends AskedFields>(props: Description<F> & Ending) {
  const { title, draft, lead, fields, onSend, onClose, go, signed } = props;
  const { acting } = useDeskPlace();
  const [kept, keep, drop] = useDraft<unknown>(`${draft[0]}/${acting.person}/${draft[1]}`, undefined);
  const { send, busy, problem } = useSend();
  const values = valuesIn(fields, kept);
  const why = missingIn(fields, values);
  const act = async (proof: Proof) => {
    if (!(await onSend(send, givenIn<F>(values), proof))) return;
    drop();
    onClose();
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="stack sheet">
        {lead}
        <ActFields fields={fields} values={values} wrong={problem?.field} onChange={keep} />
        {problem && <RefusalNote problem={problem} />}
        {signed ? (
          <SignedByActing busy={busy} why={why} onPin={(pin) => void act({ pin })} />
        ) : (
          <ActButton main block busy={busy} why={why} onAct={() => void act({})}>
            {go}
          </ActButton>
        )}
      </div>
    </Dialog>
  );
}

interface SignedProps {
  readonly busy: boolean;
  readonly why: readonly string[];
  readonly onPin: (pin: string) => void;
}

/** The pad comes once nothing is missing any more: what is signed is what stands above it. */
function SignedByActing({ busy, why, onPin }: SignedProps) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  if (why.length > 0) return why.map((sentence) => <p key={sentence}>{sentence}</p>);
  return <PinPad label={t("account:pin.of", { name: acting.name })} busy={busy} onWhole={onPin} />;
}
