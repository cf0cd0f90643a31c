import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { DeskTouchOperation, Session } from "#server/account/account-answer.ts";
import { tellAtWork } from "../../offline/keep-desk.ts";
import { ask } from "../door/ask.ts";
import { noteHands, proveOwn } from "../door/own-device.ts";
import { letStand, onOtherTab, sessionQuery } from "../door/session-query.ts";
import { askedAtLock } from "./lock-in-time.ts";
import { signsOfHands, toldOfHands } from "./touch-pace.ts";

/**
 * Tells the server that hands are at work, and learns in time that the desk has locked itself, or that another tab has locked or opened it.
 * `open`: whether who acts here may act.
 */
export function useDeskOpen(session: Session, open: boolean): void {
  useTouch(open, session.idleSeconds);
  useEffect(() => {
    tellAtWork(open);
    return () => tellAtWork(false);
  }, [open]);
  useLockInTime(session);
  useOwnDevice(session, open);
  useDeskNews();
}

/** Asks who sits here when another tab has changed that, and when the browser has lost its network or found it again. */
export function useDeskNews(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const asks = () => void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    const stop = onOtherTab(asks);
    for (const what of ["online", "offline"]) window.addEventListener(what, asks);
    return () => {
      stop();
      for (const what of ["online", "offline"]) window.removeEventListener(what, asks);
    };
  }, [queries]);
}

/** A desk that has begun anew in an enrolled browser is that device again, once somebody acts there. */
function useOwnDevice({ device, organisation }: Session, open: boolean): void {
  const queries = useQueryClient();
  const [isDevice, org] = [device !== null, organisation?.id];
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each desk, whose organisation it is.
  useEffect(() => {
    if (!open || isDevice) return;
    // Withdrawn meanwhile, or of another house: then it is a browser like any other.
    proveOwn().then(
      (session) => session && letStand(queries, session),
      () => undefined,
    );
  }, [queries, open, isDevice, org]);
}

/** Reading is not doing: only what hands do keeps a desk open. */
function useTouch(open: boolean, idleSeconds: number): void {
  useEffect(() => {
    if (!open) return;
    const hands = () => noteHands();
    for (const sign of signsOfHands) window.addEventListener(sign, hands, { passive: true });
    const untold = toldOfHands(window, idleSeconds, () => {
      ask<DeskTouchOperation>("/api/session/touch", { method: "POST" }).catch(() => undefined);
    });
    return () => {
      untold();
      for (const sign of signsOfHands) window.removeEventListener(sign, hands);
    };
  }, [open, idleSeconds]);
}

/** Asks again at the moment at which the server will have locked, so that the cover comes in time. */
function useLockInTime({ locked, locksAt, now }: Session): void {
  const queries = useQueryClient();
  useEffect(() => {
    return askedAtLock({ locked, locksAt, now }, () => {
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    });
  }, [locked, locksAt, now, queries]);
}
