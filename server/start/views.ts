import type { View } from "#server/door/view.ts";
import { handoverView } from "#server/handover/handover-view.ts";
import { pageView } from "#server/log/page-view.ts";
import { matterView } from "#server/matter/matter-view.ts";

/** Every table that people read and that is derived from the journal. */
export const views: readonly View[] = [handoverView, matterView, pageView];
