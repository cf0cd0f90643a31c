import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PersonHere, Session } from "#server/account/account-answer.ts";
import { coverScreen } from "../../ui/open-window.ts";
import { Mark } from "../../ui/Wordmark.tsx";
import { SignInForm } from "../account/SignInForm.tsx";
import { UnlockPad } from "../account/UnlockPad.tsx";
import { chooseActing } from "../door/acting.ts";
import type { DoorState } from "../door/desk-state.ts";
import { askToSignOut } from "../door/session-query.ts";
import { useDeskChange } from "../door/use-desk-change.ts";
import { LockedCalls } from "../ledger/LockedCalls.tsx";
import { RefusalNote } from "../refusal/RefusalNote.tsx";
import { SiteClock } from "../site/SiteClock.tsx";

/** Who hears at a lock that somebody proves who they are. */
type Hears = "server" | "nobody" | "browser";

/** By the state of a locked desk. */
export const hearsWhen = {
  locked: "server",
  "locked-alone": "nobody",
  "locked-known": "browser",
} as const satisfies Partial<Record<DoorState, Hears>>;

/**
 * Covers the screen while who acts here is locked. It asks the server for nothing but who is there and how many calls wait, so it stands in every state of a locked desk,
 * after a reload too. Whoever was there opens it for themselves, somebody else signs in beside them, or all leave. `hears`: the server does; or nobody
 * hears who proves anything here until it is reached again; or this browser does, for what it keeps of who acts.
 */
export function DeskLock({ session, acting, hears }: { session: Session; acting: PersonHere; hears: Hears }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  // Who has no PIN proves with the password who they are.
  const byPassword = asked || acting.mustSetPin;
  const place = useRef<HTMLDialogElement>(null);
  // Above every window that was open when the desk locked, and nothing behind it can be reached.
  useEffect(() => coverScreen(place.current), []);
  return (
    <dialog
      ref={place}
      className="cover"
      aria-label={t("account:lock.title")}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === "Escape") event.preventDefault();
      }}
      onClose={({ currentTarget: cover }) => {
        if (cover.isConnected && !cover.open) cover.showModal();
      }}
    >
      <div className="cover-card stack">
        <div className="row spread">
          <Mark size={30} />
          <SiteClock />
        </div>
        <LockedCalls />
        <h1>{t("account:lock.title")}</h1>
        <p className="soft">{t("account:lock.note")}</p>
        {hears !== "server" && (
          <p className="hint" role="status">
            {t(hears === "browser" ? "account:lock.known" : "account:lock.alone")}
          </p>
        )}
        <div className="choices">
          {session.people.map(({ person, name }) => (
            <button
              key={person}
              type="button"
              className="choice"
              aria-pressed={person === acting.person && !asked}
              onClick={() => {
                setAsked(false);
                chooseActing(person);
              }}
            >
              {name}
            </button>
          ))}
        </div>
        {byPassword ? (
          <div ref={toFirstField}>
            <SignInForm onDone={(person) => person && chooseActing(person.person)} />
          </div>
        ) : (
          <UnlockPad key={acting.person} person={acting} />
        )}
        {!byPassword && (
          <button type="button" className="plain-button link" onClick={() => setAsked(true)}>
            {t("account:lock.another")}
          </button>
        )}
        <WayOut />
      </div>
    </dialog>
  );
}

function toFirstField(place: HTMLElement | null): void {
  place?.querySelector("input")?.focus();
}

function WayOut() {
  const { t } = useTranslation();
  const { change, problem } = useDeskChange();
  return (
    <>
      {problem && <RefusalNote problem={problem} />}
      <button type="button" className="plain-button link" onClick={() => void change(() => askToSignOut({}))}>
        {t("account:signOut.all")}
      </button>
    </>
  );
}
