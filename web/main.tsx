import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { CommandRefused } from "./desk/door/ask.ts";
import { makeRouter } from "./desk/routes.tsx";
import { Dressed } from "./desk/shell/Dressed.tsx";
import { beginLanguage } from "./languages/language.ts";
import { dress } from "./ui/appearance.ts";
import "./ui/base.css";
import "./ui/pieces.css";
import "./ui/controls.css";
import "./ui/dialog.css";
import "./ui/lists.css";

dress();
await beginLanguage();

/** The desk was locked or has ended: every screen learns it from the session. */
function askSession(thrown: Error): void {
  if (!(thrown instanceof CommandRefused && thrown.ofDesk)) return;
  void queries.invalidateQueries({ queryKey: ["session"] });
}

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: askSession }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Asked again only where nobody answered: a refusal would be the same the second time.
      retry: (tries, thrown) => thrown instanceof CommandRefused && thrown.undecided && tries < 3,
      networkMode: "always",
    },
  },
});

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no place to draw in");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Dressed>
        <RouterProvider router={makeRouter(queries)} />
      </Dressed>
    </QueryClientProvider>
  </StrictMode>,
);
