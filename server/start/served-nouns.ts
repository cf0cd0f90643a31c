import { servedAbsence } from "#server/absence/absence-routes.ts";
import { deviceRoutes } from "#server/account/device-routes.ts";
import { servedPerson } from "#server/account/person-served.ts";
import { servedAttendance } from "#server/attendance/attendance-served.ts";
import { servedHandover } from "#server/handover/handover-served.ts";
import { historyRoutes } from "#server/history/history-routes.ts";
import type { Routes } from "#server/http/routes.ts";
import type { ServedNoun } from "#server/http/served-noun.ts";
import { servedLedger } from "#server/ledger/ledger-served.ts";
import { servedLog } from "#server/log/log-served.ts";
import { servedMatter } from "#server/matter/matter-served.ts";
import { overviewRoutes } from "#server/overview/overview-routes.ts";
import { photoRoutes } from "#server/photo/photo-routes.ts";
import { servedRoster } from "#server/roster/roster-routes.ts";
import { servedSite } from "#server/site/site-served.ts";

/* Every noun that the server shows, one line each; routes and the tables that people read are made of it. */

const all = [
  servedAbsence,
  servedAttendance,
  servedHandover,
  servedLedger,
  servedLog,
  servedMatter,
  servedPerson,
  servedRoster,
  servedSite,
] as const satisfies readonly ServedNoun[];

export const servedNouns: readonly ServedNoun[] = all;

/** The routes of every noun, and of what is no noun; the feed, which needs more than the house, is added where it is fitted out. */
export const routes: readonly Routes[] = [
  ...all.flatMap((each) => each.routes),
  deviceRoutes,
  historyRoutes,
  overviewRoutes,
  photoRoutes,
];

/** Every table that people read and that is derived from the journal. */
export const views = all.flatMap((each) => [...each.views]);
