import type { Decide } from "#duty/grammar/act.ts";
import { enter } from "#duty/grammar/decision.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Page } from "./log.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";

export interface OpenPageBody {
  readonly occurrence: ShiftOccurrence;
}

/** Follows the first sign-on of a shift, or the preparing of the hand-over before it: whichever comes first opens the page. */
export const openPage: Decide<Page, OpenPageBody, LogRule, Record<string, never>, LogEntry> = ({ state, body }) =>
  state.phase === "unknown" ? enter({ type: "log.page-opened", body: { occurrence: body.occurrence } }) : enter();
