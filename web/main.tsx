import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { deskQueries, tellCaught } from "./desk/door/desk-queries.ts";
import { makeRouter } from "./desk/routes.tsx";
import { Dressed } from "./desk/shell/Dressed.tsx";
import { beginLanguage } from "./languages/language.ts";
import { keepDesk } from "./offline/keep-desk.ts";
import { dress } from "./ui/appearance.ts";
import { takeOverDrafts } from "./ui/begun-drafts.ts";

dress();
await Promise.all([beginLanguage(), takeOverDrafts()]);

const queries = deskQueries();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no place to draw in");
createRoot(root, { onCaughtError: tellCaught }).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <Dressed>
        <RouterProvider router={makeRouter(queries)} />
      </Dressed>
    </QueryClientProvider>
  </StrictMode>,
);

// After everything that is shown at once: it loads the rest of the screens too. While they are being written, they come from the builder.
if (import.meta.env.PROD) {
  if (document.readyState === "complete") void keepDesk();
  else window.addEventListener("load", () => void keepDesk());
}
