import type { HandoverMatter } from "#server/handover/handover-answer.ts";
import type { ShiftId } from "../site/shift-id.ts";

export interface PrepareDraft {
  readonly summary: string;
  readonly done: string;
  readonly nothingPending: boolean;
  readonly relief?: string;
  /** Why a matter passes unfinished, by matter. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const prepareEmpty: PrepareDraft = { summary: "", done: "", nothingPending: false, reasons: {} };

/** The command's body: what is empty is left out, so that the rule can say what is missing. */
export function prepareBodyOf(at: ShiftId, draft: PrepareDraft, matters: readonly HandoverMatter[]) {
  const summary = draft.summary.trim();
  const done = draft.done.trim();
  const reasons = matters.flatMap(({ id }) => {
    const reason = draft.reasons[id]?.trim() ?? "";
    return reason === "" ? [] : [{ matter: id, reason }];
  });
  return {
    ...at,
    ...(summary === "" ? {} : { summary }),
    ...(done === "" ? {} : { done }),
    nothingPending: draft.nothingPending && matters.length === 0,
    ...(draft.relief === undefined ? {} : { relief: draft.relief }),
    reasons,
  };
}
