import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { deskNoun } from "../noun/desk-noun.ts";
import { root } from "../noun/root-route.ts";

export const noticeScreens = deskNoun({
  noun: "notice",
  endsWriting: false,
  routes: [
    createRoute({
      getParentRoute: () => root,
      path: "/regulation/$regulation",
      validateSearch: ({ post }: { post?: unknown }): { post?: string } => (typeof post === "string" ? { post } : {}),
      component: lazyRouteComponent(() => import("./RegulationScreen.tsx"), "RegulationScreen"),
    }),
  ],
});
