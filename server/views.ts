import { handoverView } from "./handover/handover-view.ts";
import { pageView } from "./log/page-view.ts";
import { matterView } from "./matter/matter-view.ts";
import type { View } from "./view.ts";

/** Every table that people read and that is derived from the journal. */
export const views: readonly View[] = [handoverView, matterView, pageView];
