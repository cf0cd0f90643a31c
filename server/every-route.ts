import { attendanceRoutes } from "./attendance/attendance-routes.ts";
import { handoverRoutes } from "./handover/handover-routes.ts";
import { historyRoutes } from "./history/history-routes.ts";
import { deviceRoutes } from "./http/device-routes.ts";
import { peopleRoutes } from "./http/people-routes.ts";
import type { Routes } from "./http/routes.ts";
import { ledgerRoutes } from "./ledger/ledger-routes.ts";
import { logRoutes } from "./log/log-routes.ts";
import { matterRoutes } from "./matter/matter-routes.ts";
import { photoRoutes } from "./photo/photo-routes.ts";
import { siteRoutes } from "./site/site-routes.ts";

/** The routes of every noun, and of accounts; the feed, which needs more than the house, is added where it is fitted out. */
export const routes: readonly Routes[] = [
  attendanceRoutes,
  deviceRoutes,
  handoverRoutes,
  historyRoutes,
  ledgerRoutes,
  logRoutes,
  matterRoutes,
  peopleRoutes,
  photoRoutes,
  siteRoutes,
];
