import { BookOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { deskNoun } from "../noun/desk-noun.ts";
import { root } from "../noun/root-route.ts";

export const logScreens = deskNoun({
  noun: "log",
  endsWriting: false,
  routes: [
    createRoute({
      getParentRoute: () => root,
      path: "/search",
      component: lazyRouteComponent(() => import("./SearchScreen.tsx"), "SearchScreen"),
    }),
  ],
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
  keys: [
    { keys: "/", told: "ui:keys.search" },
    { keys: "n", told: "ui:keys.n" },
    { keys: "1 … 6", told: "ui:keys.sentences" },
  ],
  sheets: async () => (await import("./log-sheets.tsx")).logSheets,
});
