import type { ReactNode } from "react";
import { ActButton } from "./ActButton.tsx";
import { Dialog } from "./Dialog.tsx";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly act: string;
  readonly why?: readonly ReactNode[];
  readonly busy: boolean;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A short form over the screen, with one act. Closing it keeps what was written, where the form has a draft. */
export function Sheet({ open, title, act, why, busy, onAct, onClose, children }: Props) {
  return (
    <Dialog open={open} title={title} onClose={onClose}>
      <div className="stack sheet">
        {children}
        <ActButton main block busy={busy} why={why ?? []} onAct={onAct}>
          {act}
        </ActButton>
      </div>
    </Dialog>
  );
}
