import { servedNoun } from "#server/http/served-noun.ts";
import { callsRoutes } from "./calls-routes.ts";
import { ledgerRoutes } from "./ledger-routes.ts";

export const servedLedger = servedNoun({ noun: "ledger", routes: [callsRoutes, ledgerRoutes], views: [] });
