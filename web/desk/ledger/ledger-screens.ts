import { deskNoun } from "../noun/desk-noun.ts";

export const ledgerScreens = deskNoun({
  noun: "ledger",
  routes: [],
  panels: [{ place: "side", order: 3, load: async () => (await import("./LedgerPanel.tsx")).LedgerPanel }],
});
