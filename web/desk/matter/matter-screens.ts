import { deskNoun } from "../noun/desk-noun.ts";

export const matterScreens = deskNoun({
  noun: "matter",
  endsWriting: false,
  routes: [],
  panels: [{ place: "beside", order: 1, load: async () => (await import("./MatterPanel.tsx")).MatterPanel }],
});
