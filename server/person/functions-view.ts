import { type Holding, personKind } from "#duty/person/person.ts";
import { flag, json } from "#server/door/view-columns.ts";
import { viewTable } from "#server/door/view-table.ts";

/** What each person holds now, so that a call that looks for people reads nothing of what they held before. */
export const functionsTable = viewTable({
  table: "person_functions",
  kind: personKind,
  columns: { holding: flag, holdings: json<readonly Holding[]>() },
  row: ({ holdings }) => ({
    holding: holdings.length > 0,
    holdings: holdings.map(({ since: _, ...holding }) => holding),
  }),
});
