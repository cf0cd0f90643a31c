import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { root } from "./noun/root-route.ts";
import { ShownNounsContext } from "./noun/shown-nouns.ts";
import { books, loadPanels, loadSheets, nounKeys, nounRoutes } from "./nouns.ts";
import { Broke } from "./shell/Broke.tsx";
import { Astray, FirstScreen } from "./shell/Elsewhere.tsx";
import { Root } from "./shell/Root.tsx";
import "./told-nouns.ts";

const home = createRoute({ getParentRoute: () => root, path: "/", component: FirstScreen });

/* Above all posts; then the two screens that are put together of what the nouns bring: whatever they bring comes with them. */

const overview = createRoute({
  getParentRoute: () => root,
  path: "/overview",
  component: lazyRouteComponent(() => import("./overview/OverviewScreen.tsx"), "OverviewScreen"),
});

const duty = createRoute({
  getParentRoute: () => root,
  path: "/duty/$post",
  component: lazyRouteComponent(async () => {
    const [{ DutyScreen }, panels] = await Promise.all([import("./duty/DutyScreen.tsx"), loadPanels()]);
    return { default: () => <DutyScreen panels={panels} /> };
  }),
});

const page = createRoute({
  getParentRoute: () => root,
  path: "/page/$post/$date/$shift",
  component: lazyRouteComponent(async () => {
    const [{ PageScreen }, sheets] = await Promise.all([import("./duty/PageScreen.tsx"), loadSheets()]);
    return { default: () => <PageScreen sheets={sheets} /> };
  }),
});

const forgotten = createRoute({ getParentRoute: () => root, path: "/forgotten-pin", component: () => null });

const shown = { books, keys: nounKeys };

/** Its result is named, since the addresses that the books are held against come from the tree that it is part of. */
function Drawn(): ReactNode {
  return (
    <ShownNounsContext value={shown}>
      <Root />
    </ShownNounsContext>
  );
}

const tree = root
  .update({ component: Drawn, notFoundComponent: Astray, errorComponent: Broke })
  .addChildren([home, overview, duty, page, forgotten, ...nounRoutes]);

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
