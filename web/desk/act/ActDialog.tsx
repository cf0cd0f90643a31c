import type { ReactNode } from "react";
import type { NotRefused } from "../../queue/sending.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { useOwnDraft } from "../door/own-draft.ts";
import { type Send, useSend } from "../door/use-send.ts";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { ActFields } from "./ActFields.tsx";
import { type AskedFields, type Given, givenIn, missingIn, valuesIn } from "./asked-fields.ts";

interface Description<F extends AskedFields> {
  readonly title: string;
  /** The kind of the draft, and what it is about; whose it is, is added. */
  readonly draft: readonly [kind: string, about: string];
  /** What is said above the fields. */
  readonly lead?: ReactNode;
  readonly fields: F;
  /** What the button says. */
  readonly go: string;
  /** Sends the act with what was given. An act that is a signature has a dialog of its own, with the pad. */
  readonly onSend: (send: Send, given: Given<F>) => Promise<NotRefused | undefined>;
  readonly onClose: () => void;
}

/** The one dialog of acts that ask for words. Closing it keeps what was written; once it is received, or kept on its way, the draft goes. */
export function ActDialog<const F extends AskedFields>(props: Description<F>) {
  const { title, draft, lead, fields, onSend, onClose, go } = props;
  const [kept, keep, drop] = useOwnDraft<unknown>(draft[0], draft[1], undefined);
  const { send, busy, problem } = useSend();
  const values = valuesIn(fields, kept);
  const why = missingIn(fields, values);
  const act = async () => {
    if (!(await onSend(send, givenIn<F>(values)))) return;
    drop();
    onClose();
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="stack sheet">
        {lead}
        <ActFields fields={fields} values={values} wrong={problem?.field} onChange={keep} />
        {problem && <RefusalNote problem={problem} />}
        <ActButton main block busy={busy} why={why} onAct={() => void act()}>
          {go}
        </ActButton>
      </div>
    </Dialog>
  );
}
