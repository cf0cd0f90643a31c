import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { deskQueries } from "./desk/door/desk-queries.ts";
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

const queries = deskQueries();

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
