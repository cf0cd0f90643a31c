import { CalendarOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { deskNoun } from "../noun/desk-noun.ts";
import { root } from "../noun/root-route.ts";

export const rosterScreens = deskNoun({
  noun: "roster",
  endsWriting: false,
  routes: [
    createRoute({
      getParentRoute: () => root,
      path: "/roster/$post/$date/$shift",
      component: lazyRouteComponent(() => import("./RosterScreen.tsx"), "RosterScreen"),
    }),
  ],
  books: [
    {
      to: "/roster/$post/$date/$shift",
      order: 3,
      label: "ui:nav.roster",
      Icon: CalendarOutlined,
      keys: { keys: "g r", told: "ui:keys.g-r" },
    },
  ],
});
