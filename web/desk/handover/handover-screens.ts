import { SwapOutlined } from "@ant-design/icons";
import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { deskNoun } from "../noun/desk-noun.ts";
import { root } from "../noun/root-route.ts";

export const handoverScreens = deskNoun({
  noun: "handover",
  endsWriting: true,
  routes: [
    createRoute({
      getParentRoute: () => root,
      path: "/handover/$post/$date/$shift",
      component: lazyRouteComponent(() => import("./HandoverScreen.tsx"), "HandoverScreen"),
    }),
  ],
  books: [
    {
      to: "/handover/$post/$date/$shift",
      order: 1,
      label: "ui:nav.handover",
      Icon: SwapOutlined,
      keys: { keys: "g h", told: "ui:keys.g-h" },
    },
  ],
  keys: [{ keys: "w", told: "ui:keys.w" }],
  sheets: async () => (await import("./handover-sheets.tsx")).handoverSheets,
});
