import { useEffect, useState } from "react";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { useDeskPlace } from "../door/acting.ts";
import type { KnownProblem } from "../door/ask.ts";
import type { Sending } from "../door/order-queue.ts";
import { putAway, useOutbox } from "../door/outbox.ts";
import { useOwnDraft } from "../door/own-draft.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { draftOf, isLineOf, type LineDraft, withRefused } from "./line-draft.ts";

const empty: LineDraft = { text: "", photos: [] };

/** The line that the acting person writes on a page; `late`: why one that was sent before is there again. */
export function useLineDraft(at: ShiftId) {
  const [draft, change, drop, amend] = useOwnDraft("line", shiftId(at), empty);
  return { draft, change, drop, amend, late: useRefusedLate(at, amend) };
}

/** Puts lines of the acting person that were refused after a reload back into their field, and tells why the last one was. */
function useRefusedLate(at: ShiftId, amend: (how: (before: LineDraft) => LineDraft) => void): KnownProblem | undefined {
  const { site, acting } = useDeskPlace();
  const [told, tell] = useState<KnownProblem>();
  const isOwn = (each: Sending) => each.as === acting.person && !acting.locked && isLineOf(each, { site, ...at });
  const late = useOutbox().find((each) => each.refusedWith && isOwn(each));
  useEffect(() => {
    if (!late) return;
    amend((before) => withRefused(before, draftOf(late)));
    tell(late.refusedWith);
    putAway(late.id);
  }, [late, amend]);
  return told;
}
