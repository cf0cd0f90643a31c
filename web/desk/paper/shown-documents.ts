import type { HandoverAnswer } from "#server/handover/handover-answer.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import type { ShiftId } from "../site/shift-id.ts";

/* What the forms are filled from. Whoever asks the server for it stands above this room. */

export type LogDocument = Pick<PageAnswer, "state" | "rule" | "head" | "texts">;

export type HandoverDocument = Pick<HandoverAnswer, "state" | "facts" | "head" | "texts" | "matters">;

/** Where a sheet lies: of which shift, which one of how many, and who led the shift. */
export interface SheetPlace {
  readonly at: ShiftId;
  readonly sheet: number;
  readonly sheets: number;
  readonly leading: string | undefined;
}
