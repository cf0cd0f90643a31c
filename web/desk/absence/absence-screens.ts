import { deskNoun } from "../noun/desk-noun.ts";

export const absenceScreens = deskNoun({
  noun: "absence",
  endsWriting: false,
  routes: [],
  panels: [{ place: "side", order: 2, load: async () => (await import("./AbsencePanel.tsx")).AbsencePanel }],
});
