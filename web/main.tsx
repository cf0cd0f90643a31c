import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Refused } from "./desk/door/ask.ts";
import { makeRouter } from "./desk/routes.tsx";
import { Dressed } from "./desk/shell/Dressed.tsx";
import { beginLanguage } from "./language.ts";
import { dress } from "./ui/appearance.ts";
import "./ui/base.css";
import "./ui/pieces.css";

dress();
await beginLanguage();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Asked again only where nobody answered: a refusal would be the same the second time.
      retry: (tries, thrown) => thrown instanceof Refused && thrown.undecided && tries < 3,
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
