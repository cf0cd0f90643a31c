import type { Head } from "#duty/grammar/entry.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverFacts } from "#duty/handover/handover-parties.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import type { ShiftId } from "../site/shift-id.ts";
import type { Texts } from "../site/texts.ts";

/* What the forms are filled from. Whoever asks the server for it stands above this room. */

export interface LogDocument {
  readonly state: Page;
  readonly rule: LogRule;
  readonly head: Head;
  readonly texts: Texts;
}

export interface HandoverDocument {
  readonly state: Handover;
  readonly facts: HandoverFacts;
  readonly head: Head;
  readonly texts: Texts;
  readonly matters: readonly { readonly id: string; readonly text: string | null }[];
}

/** Where a sheet lies: of which shift, which one of how many, and who led the shift. */
export interface SheetPlace {
  readonly at: ShiftId;
  readonly sheet: number;
  readonly sheets: number;
  readonly leading: string | undefined;
}
