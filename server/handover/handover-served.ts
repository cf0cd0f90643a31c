import { servedNoun } from "#server/http/served-noun.ts";
import { handoverRoutes } from "./handover-routes.ts";
import { handoverTable } from "./handover-view.ts";

export const servedHandover = servedNoun({ noun: "handover", routes: [handoverRoutes], views: [handoverTable] });
