import { servedNoun } from "#server/http/served-noun.ts";
import { attendanceRoutes } from "./attendance-routes.ts";
import { ownTurnRoutes } from "./own-turn-routes.ts";

export const servedAttendance = servedNoun({
  noun: "attendance",
  routes: [attendanceRoutes, ownTurnRoutes],
  views: [],
});
