import { useLayoutEffect, useRef, useState } from "react";
import { isUntried } from "../../queue/item.ts";
import { useDeskPlace } from "../door/acting.ts";
import { useOutbox } from "../door/outbox.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { isLineOf } from "./line-draft.ts";
import { UnsentRow } from "./UnsentRow.tsx";

/**
 * In a window where a line is written, the own one that was written last and is still held: the page, where it stands, is covered by the window. Its
 * place stays once its time is over, so that nothing moves that somebody is about to press.
 */
export function HeldInWindow({ at }: { at: ShiftId }) {
  const { site, acting } = useDeskPlace();
  const place = useRef<HTMLUListElement>(null);
  const [height, setHeight] = useState<number>();
  const isOwn = ({ as }: { as: string }) => as === acting.person && !acting.locked;
  const held = useOutbox().findLast((each) => isUntried(each) && isOwn(each) && isLineOf(each, { site, ...at }));
  useLayoutEffect(() => {
    if (held) setHeight((before = 0) => Math.max(before, place.current?.offsetHeight ?? 0));
  }, [held]);
  if (!held && height === undefined) return null;
  return (
    <ul ref={place} className="held-in-window" style={{ minHeight: height }}>
      {held && <UnsentRow item={held} writes />}
    </ul>
  );
}
