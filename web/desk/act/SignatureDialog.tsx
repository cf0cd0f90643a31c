import type { ReactNode } from "react";
import type { ActBody, Exactly } from "#duty/acts.ts";
import type { Head } from "#duty/grammar/entry.ts";
import type { SignedActName } from "#duty/nouns.ts";
import { useAtOpening } from "../../ui/at-opening.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { OwnPin } from "../account/AccountForm.tsx";
import { useUnlock } from "../account/unlock.ts";
import { chooseActing } from "../door/acting.ts";
import { useSession } from "../door/session-query.ts";
import { useSigned } from "../door/use-send.ts";

interface Props<A extends SignedActName, B> {
  readonly act: A;
  readonly title: string;
  readonly signer: { readonly person: string; readonly name: string };
  /** What is signed, asked once the PIN is whole. */
  readonly body: () => B & Exactly<B, ActBody<A>>;
  /** What stands on the screen. That of the moment at which this was opened is signed: if it has moved meanwhile, the signature is refused. */
  readonly seen?: Head;
  readonly onSigned: () => void;
  readonly onClose: () => void;
  /** What is said above the pad; `marked` is the field that was refused. */
  readonly children: (marked: string | undefined) => ReactNode;
}

/** The one way in which a screen sends an act that is a signature: what it means, and the signer's pad. */
export function SignatureDialog<A extends SignedActName, B extends ActBody<A>>(props: Props<A, B>) {
  const { act, title, signer, body, onSigned, onClose, children } = props;
  const seen = useAtOpening(props.seen);
  const { send, busy, problem } = useSigned();
  const { people } = useSession();
  const lock = useUnlock();
  const isLocked = people.some((each) => each.person === signer.person && each.locked);
  const sign = async (pin: string) => {
    // Where somebody else acts here, the same PIN proves first that it is the signer who does from now on.
    if (isLocked) {
      if (!(await lock.unlock(signer.person, pin))) return;
      chooseActing(signer.person);
    }
    const about = { pin, as: signer.person, ...(seen === undefined ? {} : { seen }) };
    if (await send<A, B>(act, body(), about)) onSigned();
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="stack">
        {children(problem?.field)}
        <OwnPin
          owner={signer}
          busy={busy || lock.busy}
          problem={isLocked ? lock.problem : problem}
          onWhole={(pin) => void sign(pin)}
        />
      </div>
    </Dialog>
  );
}
