import { useEffect } from "react";
import { shutAlone, useAlone } from "../door/alone.ts";
import { isIdle, noteHands, onIdleHands } from "../door/own-device.ts";

/** How often it is looked whether hands are at work, milliseconds. */
const lookedEvery = 2_000;
const signs = ["pointerdown", "pointermove", "keydown", "wheel"] as const;

/** Where the server cannot lock a desk at which no hands were at work for so long, the browser does, if it keeps something for who acts. */
export function useLockAlone(isAlone: boolean, acting: string | undefined): void {
  const isOpen = useAlone().known.some(({ person }) => person === acting) && isAlone;
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => {
      if (isIdle()) shutAlone();
    }, lookedEvery);
    const hands = () => noteHands();
    const stop = onIdleHands(shutAlone);
    for (const sign of signs) window.addEventListener(sign, hands, { passive: true });
    return () => {
      clearInterval(timer);
      stop();
      for (const sign of signs) window.removeEventListener(sign, hands);
    };
  }, [isOpen]);
}
