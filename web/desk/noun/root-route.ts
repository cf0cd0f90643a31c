import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";

/** What every screen hangs on. What it draws is said in `routes.tsx`, so that nouns can hang on it without knowing the shell. */
export const root = createRootRouteWithContext<{ queries: QueryClient }>()();
