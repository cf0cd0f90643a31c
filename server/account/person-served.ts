import { servedNoun } from "#server/http/served-noun.ts";
import { functionsTable } from "#server/person/functions-view.ts";
import { peopleRoutes } from "./people-routes.ts";
import { waitingRoutes } from "./waiting-routes.ts";

export const servedPerson = servedNoun({
  noun: "person",
  routes: [peopleRoutes, waitingRoutes],
  views: [functionsTable],
});
