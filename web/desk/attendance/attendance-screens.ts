import { deskNoun } from "../noun/desk-noun.ts";

export const attendanceScreens = deskNoun({
  noun: "attendance",
  endsWriting: true,
  routes: [],
  panels: [{ place: "side", order: 1, load: async () => (await import("./WhoIsOn.tsx")).WhoIsOn }],
});
