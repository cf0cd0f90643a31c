import { servedNoun } from "#server/http/served-noun.ts";
import { foundRoutes } from "./found-routes.ts";
import { lineTable } from "./line-view.ts";
import { logRoutes } from "./log-routes.ts";
import { pageTable } from "./page-view.ts";

export const servedLog = servedNoun({ noun: "log", routes: [logRoutes, foundRoutes], views: [pageTable, lineTable] });
