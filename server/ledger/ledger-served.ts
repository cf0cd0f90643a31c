import { servedNoun } from "#server/http/served-noun.ts";
import { ledgerRoutes } from "./ledger-routes.ts";

export const servedLedger = servedNoun({ noun: "ledger", routes: [ledgerRoutes], views: [] });
