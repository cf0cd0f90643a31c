import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "#server/account/account-answer.ts";
import { SentFirst } from "../door/SentFirst.tsx";
import { useCalls } from "../ledger/Calls.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { ShellBar } from "./ShellBar.tsx";
import { ShellShortcuts } from "./ShellShortcuts.tsx";
import { Unsent } from "./Unsent.tsx";
import { useLock } from "./use-lock.ts";

interface Props {
  readonly session: Session;
  readonly name: string;
  readonly post: string | undefined;
  readonly children: ReactNode;
}

/** What stands around a screen, inside of what knows the names of people and posts: a call is told by name. */
export function ShellFrame({ session, name, post, children }: Props) {
  const { t } = useTranslation();
  const { bell, strip, quieting } = useCalls();
  const { lock, busy, problem } = useLock();
  // The overview shows the call itself, with its button.
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip" href="#main">
        {t("ui:skip")}
      </a>
      <ShellBar session={session} name={name} post={post} bell={bell} lock={lock} locking={busy} />
      {pathname === "/overview" ? quieting : strip}
      {(busy || problem) && (
        <div className="desk-refusal">
          {busy && <SentFirst />}
          {problem && <RefusalNote problem={problem} />}
        </div>
      )}
      <Unsent />
      <main id="main" className="screen" tabIndex={-1}>
        {children}
      </main>
      <ShellShortcuts post={post} lock={lock} />
    </>
  );
}
