import { deviceRoutes } from "#server/account/device-routes.ts";
import { peopleRoutes } from "#server/account/people-routes.ts";
import { attendanceRoutes } from "#server/attendance/attendance-routes.ts";
import { handoverRoutes } from "#server/handover/handover-routes.ts";
import { historyRoutes } from "#server/history/history-routes.ts";
import type { Routes } from "#server/http/routes.ts";
import { ledgerRoutes } from "#server/ledger/ledger-routes.ts";
import { logRoutes } from "#server/log/log-routes.ts";
import { matterRoutes } from "#server/matter/matter-routes.ts";
import { photoRoutes } from "#server/photo/photo-routes.ts";
import { siteRoutes } from "#server/site/site-routes.ts";

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
