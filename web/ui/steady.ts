import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Holds back what has come in while somebody is busy at a place: a list must not move under a finger or away from a reader. Returns what to
 * show, how many are waiting, and how to let them in.
 */
export function useSteady<T extends { readonly key: string }>(
  latest: readonly T[],
  place: RefObject<HTMLElement | null>,
): { shown: readonly T[]; waiting: number; letIn: () => void } {
  const [shown, setShown] = useState(latest);
  const pressed = useRef(false);
  useEffect(() => {
    const down = (event: PointerEvent) => {
      pressed.current = place.current?.contains(event.target as Node) ?? false;
    };
    const up = () => {
      pressed.current = false;
    };
    window.addEventListener("pointerdown", down);
    window.addEventListener("pointerup", up);
    window.addEventListener("pointercancel", up);
    return () => {
      window.removeEventListener("pointerdown", down);
      window.removeEventListener("pointerup", up);
      window.removeEventListener("pointercancel", up);
    };
  }, [place]);
  useEffect(() => {
    const inside = place.current?.contains(document.activeElement) ?? false;
    // The page may have been scrolled, or the list within its panel.
    const readingOn = (place.current?.getBoundingClientRect().top ?? 0) < 0 || (place.current?.scrollTop ?? 0) > 0;
    if (!pressed.current && !inside && !readingOn) setShown(latest);
    else setShown((before) => renewed(before, latest));
  }, [latest, place]);
  const known = new Set(shown.map(({ key }) => key));
  const waiting = latest.filter(({ key }) => !known.has(key)).length;
  return { shown, waiting, letIn: () => setShown(latest) };
}

/** What already stands there may change in place; only what is new must wait. */
function renewed<T extends { readonly key: string }>(before: readonly T[], latest: readonly T[]): readonly T[] {
  const byKey = new Map(latest.map((each) => [each.key, each]));
  return before.map((each) => byKey.get(each.key) ?? each);
}
