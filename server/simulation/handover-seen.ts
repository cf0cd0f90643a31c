import type { StreamKey } from "#duty/grammar/entry.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { prepareOpensAt } from "#duty/handover/prepare-window.ts";
import { factsSeen, ruleSeen } from "./facts-seen.ts";
import type { FilledForm, Saying, Sight } from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** What people fill in, one form after the other. */
export type Forms = Generator<FilledForm, void, StageAnswer>;

/** Which hand-over somebody looks at, and how they say what they write. */
export interface AtHandover {
  readonly sight: Sight;
  readonly stream: StreamKey;
  readonly shift: ShiftName;
  readonly say: Saying;
}

/** The hand-over as its screen shows it. */
export interface HandoverSeen {
  readonly state: Handover;
  readonly rule: HandoverRule;
  readonly facts: PrepareFacts;
}

export function handoverSeen({ sight, stream: { site }, shift }: Omit<AtHandover, "say">): HandoverSeen {
  const { post, date, shift: name } = shift;
  const asked = { ask: "handover.case", site, body: { post, date, shift: name }, actor: "clock" as const };
  return factsSeen(sight, asked) as unknown as HandoverSeen;
}

/** Whether nothing can be done as yet: most of a shift there is no hand-over to prepare. */
export function isTooEarly(sight: Sight, stream: StreamKey): boolean {
  const state = sight.state<Handover>(stream);
  if (state.phase !== "open") return state.phase !== "prepared";
  const opensAt = prepareOpensAt(state.occurrence, ruleSeen<HandoverRule>(sight, stream));
  return state.neverBegun === true || (opensAt !== undefined && sight.now < opensAt);
}
