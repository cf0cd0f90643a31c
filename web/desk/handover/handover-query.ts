import { queryOptions } from "@tanstack/react-query";
import type { Head, StreamKey } from "#duty/grammar/entry.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { DeskPlace } from "../door/acting.ts";
import { ask, path } from "../door/ask.ts";
import type { ShiftId } from "../site/shift-id.ts";
import type { Texts } from "../site/texts.ts";

/** What the hand-over of a shift looks like to the browser: enough to ask the rules themselves why something may not be done. */
export interface HandoverView {
  readonly now: number;
  readonly stream: StreamKey;
  readonly head: Head;
  readonly state: Handover;
  readonly rule: HandoverRule;
  readonly facts: HandoverFacts;
  /** What stands behind the commitments in `state`. */
  readonly texts: Texts;
  /** Each open matter of the post. */
  readonly matters: readonly HandoverMatter[];
}

export interface HandoverMatter {
  readonly id: string;
  readonly class: "ordinary" | "important" | "continuing";
  readonly text: string | null;
  readonly dueAt: number;
  readonly holder: string | null;
  readonly released: boolean;
}

export function handoverQuery({ site, acting: { person } }: DeskPlace, { post, date, shift }: ShiftId) {
  return queryOptions({
    queryKey: ["handover", site, post, date, shift, person],
    queryFn: ({ signal }) =>
      ask<HandoverView>(path("/api/handover", { site, post, date, shift }), { as: person, signal }),
  });
}
