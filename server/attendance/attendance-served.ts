import { servedNoun } from "#server/http/served-noun.ts";
import { attendanceRoutes } from "./attendance-routes.ts";

export const servedAttendance = servedNoun({ noun: "attendance", routes: [attendanceRoutes], views: [] });
