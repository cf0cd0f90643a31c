import { servedNoun } from "#server/http/served-noun.ts";
import { functionsTable } from "./functions-view.ts";

export const servedPerson = servedNoun({ noun: "person", routes: [], views: [functionsTable] });
