import { Modal } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ActButton } from "./ActButton.tsx";

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
  const { t } = useTranslation();
  return (
    <Modal
      open={open}
      title={title}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      closable={{ "aria-label": t("ui:close") }}
    >
      <div className="stack sheet">
        {children}
        <ActButton main block busy={busy} why={why ?? []} onAct={onAct}>
          {act}
        </ActButton>
      </div>
    </Modal>
  );
}
