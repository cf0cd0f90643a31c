import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DeskTouchOperation, DeskUnlockOperation, Session } from "#server/account/account-answer.ts";
import { PinPad } from "../../ui/PinPad.tsx";
import { Mark } from "../../ui/Wordmark.tsx";
import { askToSignOut, useNewSession } from "../account/session-query.ts";
import { ask, CommandRefused, type KnownProblem } from "../door/ask.ts";
import { RefusalNote } from "../door/RefusalNote.tsx";
import { chooseActing, useDeskPlace } from "./acting.ts";
import { SiteClock } from "./SiteClock.tsx";

/** Reading is not doing: only what hands do keeps a desk open, and the server is told of it no more often than this. */
const touchEvery = 20_000;

/** An idle desk covers itself; whoever was there opens it with their own PIN. */
export function DeskLock({ session }: { session: Session }) {
  useTouch(!session.locked);
  useLockInTime(session);
  if (!session.locked) return null;
  return <Cover session={session} />;
}

function useTouch(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    let last = Date.now();
    const touch = () => {
      if (Date.now() - last < touchEvery) return;
      last = Date.now();
      ask<DeskTouchOperation>("/api/session/touch", { method: "POST" }).catch(() => undefined);
    };
    const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [open]);
}

/** Asks again at the moment at which the server will have locked, so that the cover comes in time. */
function useLockInTime({ locked, locksAt, now }: Session): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (locked || locksAt === null) return;
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: ["session"] }),
      Math.max(1000, locksAt - now + 500),
    );
    return () => clearTimeout(timer);
  }, [locked, locksAt, now, queries]);
}

function Cover({ session }: { session: Session }) {
  const { t } = useTranslation();
  const { acting } = useDeskPlace();
  const [problem, setProblem] = useState<KnownProblem>();
  const [busy, setBusy] = useState(false);
  const keep = useNewSession();
  const place = useRef<HTMLDialogElement>(null);
  // Above every window that was open when the desk locked, and nothing behind it can be reached.
  useEffect(() => {
    place.current?.showModal();
    place.current?.querySelector("input")?.focus();
  }, []);
  const unlock = async (pin: string) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const body = { person: acting.person, pin };
      await keep(ask<DeskUnlockOperation>("/api/session/unlock", { method: "POST", body }));
    } catch (thrown) {
      if (!(thrown instanceof CommandRefused)) throw thrown;
      setProblem(thrown.problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <dialog
      ref={place}
      className="cover"
      aria-label={t("account:lock.title")}
      onCancel={(event) => event.preventDefault()}
    >
      <div className="cover-card stack">
        <div className="row spread">
          <Mark size={30} />
          <SiteClock />
        </div>
        <h1>{t("account:lock.title")}</h1>
        <p className="soft">{t("account:lock.note")}</p>
        <div className="choices">
          {session.people.map(({ person, name }) => (
            <button
              key={person}
              type="button"
              className="choice"
              aria-pressed={person === acting.person}
              onClick={() => chooseActing(person)}
            >
              {name}
            </button>
          ))}
        </div>
        {problem && <RefusalNote problem={problem} />}
        <PinPad key={acting.person} label={t("account:pin.of", { name: acting.name })} busy={busy} onWhole={unlock} />
        <button type="button" className="plain-button link" onClick={() => void keep(askToSignOut({}))}>
          {t("account:signOut.all")}
        </button>
      </div>
    </dialog>
  );
}
