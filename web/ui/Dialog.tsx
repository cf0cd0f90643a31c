import { CloseOutlined } from "@ant-design/icons";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { openWindow } from "./open-window.ts";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  /** `side`: a sheet at the edge, for reading beside the screen. */
  readonly from?: "middle" | "side";
  readonly children: ReactNode;
}

/**
 * A window over the screen: the browser's own dialog, which keeps the keyboard inside, closes on Escape and gives the focus back. What is
 * in it exists only while it is open.
 */
export function Dialog({ open, ...props }: Props) {
  return open ? createPortal(<OpenDialog {...props} />, document.body) : null;
}

/** The window while it is open. */
export function OpenDialog({ title, onClose, from = "middle", children }: Omit<Props, "open">) {
  const { t } = useTranslation();
  const heading = useId();
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    return openWindow(place.current, document.activeElement as HTMLElement | null);
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the window closes it; for keys there are Escape and the button.
    <dialog
      ref={place}
      className={`window ${from}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        // A window above this one, or a choice of files within it, is left by itself.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === place.current) onClose();
      }}
    >
      <div className="window-inside">
        <header>
          <h2 id={heading}>{title}</h2>
          <button type="button" className="plain-button close" aria-label={t("ui:close")} onClick={onClose}>
            <CloseOutlined aria-hidden="true" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
