import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { ForgottenPin } from "./account/ForgottenPin.tsx";
import { Broke } from "./shell/Broke.tsx";
import { Astray, FirstPost } from "./shell/Elsewhere.tsx";
import { Root } from "./shell/Root.tsx";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Root,
  notFoundComponent: Astray,
  errorComponent: Broke,
});

const home = createRoute({ getParentRoute: () => root, path: "/", component: FirstPost });

const duty = createRoute({
  getParentRoute: () => root,
  path: "/duty/$post",
  component: lazyRouteComponent(() => import("./duty/DutyScreen.tsx"), "DutyScreen"),
});

const handover = createRoute({
  getParentRoute: () => root,
  path: "/handover/$post/$date/$shift",
  component: lazyRouteComponent(() => import("./handover/HandoverScreen.tsx"), "HandoverScreen"),
});

const page = createRoute({
  getParentRoute: () => root,
  path: "/page/$post/$date/$shift",
  component: lazyRouteComponent(() => import("./log/PageScreen.tsx"), "PageScreen"),
});

const notice = createRoute({
  getParentRoute: () => root,
  path: "/regulation/$regulation",
  validateSearch: ({ post }: { post?: unknown }): { post?: string } => (typeof post === "string" ? { post } : {}),
  component: lazyRouteComponent(() => import("./notice/RegulationScreen.tsx"), "RegulationScreen"),
});

const forgotten = createRoute({ getParentRoute: () => root, path: "/forgotten-pin", component: ForgottenPin });

const tree = root.addChildren([home, duty, handover, page, notice, forgotten]);

export function makeRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    scrollRestoration: true,
    // A screen breaks alone: what stands around it stays, the lock above all.
    defaultErrorComponent: Broke,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
