import { useEffect, useRef, useState } from "react";
import type { KnownProblem } from "../../queue/heard.ts";
import { isBackWithAuthor } from "../../queue/item.ts";
import type { Sending } from "../../queue/sending.ts";
import { useDeskPlace } from "../door/acting.ts";
import { putAway, takeBack, useOutbox } from "../door/outbox.ts";
import { useOwnDraft } from "../door/own-draft.ts";
import type { ShiftId } from "../site/shift-id.ts";
import { draftOf, emptyLine, isLineOf, type LineDraft, type LineInField, withRefused } from "./line-draft.ts";

/**
 * The line that the acting person writes at a post, on whichever of its pages; `late`: why one that was sent before is there again, where it was refused.
 * A page that is cut meanwhile takes no words with it: they stand in the field of the next one.
 */
export function useLineDraft(at: ShiftId): LineInField {
  const [draft, change, , amend] = useOwnDraft("line", at.post, emptyLine);
  return { draft, change, amend, late: useGivenBack(at, amend) };
}

/** Puts lines that the acting person took back, or that were refused after a reload, into their field again, and tells why the last one was refused. */
function useGivenBack(at: ShiftId, amend: (how: (before: LineDraft) => LineDraft) => void): KnownProblem | undefined {
  const { site, acting } = useDeskPlace();
  const [told, tell] = useState<KnownProblem>();
  const isOwn = (each: Sending) => each.as === acting.person && !acting.locked && isLineOf(each, { site, ...at });
  const late = useOutbox().find((each) => isBackWithAuthor(each) && isOwn(each));
  const taken = useRef(new Set<string>());
  useEffect(() => {
    if (!late) return;
    void takeBack(late.id).then((isOurs) => {
      if (!isOurs || taken.current.has(late.id)) return;
      taken.current.add(late.id);
      amend((before) => withRefused(before, draftOf(late)));
      tell(late.problem);
      putAway(late.id);
    });
  }, [late, amend]);
  return told;
}
