import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";

/** The page of a shift, the hand-over that ends it, and the page that takes over from it. */
export interface EndPageBody extends ShiftName {
  readonly handover: string;
  readonly next?: string | undefined;
}

/** Follows the preparing of a hand-over: what is handed over does not move any more, until it is reopened (ZB-07). */
export const cutPage: Decide<Page, EndPageBody, LogRule, Record<string, never>, LogEntry> = ({ state, body }) => {
  if (state.phase !== "open") return enter();
  return enter({ type: "log.page-cut", body: endOf(body) });
};

/** Follows the reopening of a hand-over: the shift goes on writing on its page; what was written on the next one meanwhile stays there (ZB-07). */
export const reopenPage: Decide<Page, EndPageBody, LogRule, Record<string, never>, LogEntry> = ({ state, body }) => {
  if (state.phase !== "cut") return enter();
  return enter({ type: "log.page-reopened", body: { handover: body.handover } });
};

/** Follows the completing of a hand-over. */
export const closePage: Decide<Page, EndPageBody, LogRule, Record<string, never>, LogEntry> = ({ state, body }) => {
  if (state.phase !== "open" && state.phase !== "cut") return enter();
  return enter({ type: "log.page-closed", body: endOf(body) });
};

function endOf({ handover, next }: EndPageBody) {
  return { handover, ...(next === undefined ? {} : { next }) };
}
