import { BookOutlined } from "@ant-design/icons";
import { deskNoun } from "../noun/desk-noun.ts";

export const logScreens = deskNoun({
  noun: "log",
  routes: [],
  panels: [{ place: "main", order: 1, load: async () => (await import("./LogPanel.tsx")).LogPanel }],
  books: [
    {
      to: "/page/$post/$date/$shift",
      order: 2,
      label: "ui:nav.page",
      Icon: BookOutlined,
      keys: { keys: "g l", told: "ui:keys.g-l" },
    },
  ],
  keys: [{ keys: "n", told: "ui:keys.n" }],
  sheets: async () => (await import("./log-sheets.tsx")).logSheets,
});
