import type { View } from "#server/door/view.ts";
import { handoverTable } from "#server/handover/handover-view.ts";
import { pageTable } from "#server/log/page-view.ts";
import { matterTable } from "#server/matter/matter-view.ts";

/** Every table that people read and that is derived from the journal. */
export const views = [handoverTable, matterTable, pageTable] as const satisfies readonly View[];
