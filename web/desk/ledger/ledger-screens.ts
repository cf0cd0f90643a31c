import { deskNoun } from "../noun/desk-noun.ts";

export const ledgerScreens = deskNoun({
  noun: "ledger",
  endsWriting: false,
  routes: [],
  panels: [{ place: "beside", order: 0, load: async () => (await import("./LedgerPanel.tsx")).LedgerPanel }],
});
