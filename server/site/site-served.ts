import { servedNoun } from "#server/http/served-noun.ts";
import { siteRoutes } from "./site-routes.ts";

export const servedSite = servedNoun({ noun: "site", routes: [siteRoutes], views: [] });
