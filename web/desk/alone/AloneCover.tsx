import { type ReactNode, useEffect, useRef } from "react";
import { coverScreen } from "../../ui/open-window.ts";

interface Props {
  readonly label: string;
  /** `cover`: a lock, beside which nothing is drawn; `alone-cover`: a screen, over which windows may open. */
  readonly look: "cover" | "alone-cover";
  readonly children: ReactNode;
}

/** What stands before the screens, and is taken away by nothing but what is on it. */
export function AloneCover({ label, look, children }: Props) {
  const place = useRef<HTMLDialogElement>(null);
  useEffect(() => coverScreen(place.current), []);
  return (
    <dialog
      ref={place}
      className={look}
      aria-label={label}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Escape" && event.target === event.currentTarget) event.preventDefault();
      }}
      onClose={({ currentTarget: cover, target }) => {
        if (target === cover && cover.isConnected && !cover.open) cover.showModal();
      }}
    >
      {children}
    </dialog>
  );
}
