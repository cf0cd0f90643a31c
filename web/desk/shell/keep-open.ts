import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DeskTouchOperation, Session } from "#server/account/account-answer.ts";
import { ask } from "../door/ask.ts";
import { onOtherTab, sessionQuery } from "../door/session-query.ts";
import { touchPace } from "./touch-pace.ts";

/**
 * Tells the server that hands are at work, and learns in time that the desk has locked itself, or that another tab has locked or opened it.
 * `open`: whether who acts here may act.
 */
export function useDeskOpen(session: Session, open: boolean): void {
  useTouch(open, session.idleSeconds);
  useLockInTime(session);
  const queries = useQueryClient();
  useEffect(() => onOtherTab(() => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })), [queries]);
}

/** Reading is not doing: only what hands do keeps a desk open. */
function useTouch(open: boolean, idleSeconds: number): void {
  useEffect(() => {
    if (!open) return;
    const tells = touchPace(idleSeconds, Date.now());
    const touch = () => {
      if (!tells(Date.now())) return;
      ask<DeskTouchOperation>("/api/session/touch", { method: "POST" }).catch(() => undefined);
    };
    const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [open, idleSeconds]);
}

/** Asks again at the moment at which the server will have locked, so that the cover comes in time. */
function useLockInTime({ locked, locksAt, now }: Session): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (locked || locksAt === null) return;
    const timer = setTimeout(
      () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
      Math.max(1000, locksAt - now + 500),
    );
    return () => clearTimeout(timer);
  }, [locked, locksAt, now, queries]);
}
