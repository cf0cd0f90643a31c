import { servedNoun } from "#server/http/served-noun.ts";
import { matterRoutes } from "./matter-routes.ts";
import { matterTable } from "./matter-view.ts";

export const servedMatter = servedNoun({ noun: "matter", routes: [matterRoutes], views: [matterTable] });
