import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import i18next from "i18next";
import { createElement, type FunctionComponent, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { initReactI18next } from "react-i18next";
import type { PersonHere } from "#server/account/account-answer.ts";
import type { SitePlan } from "#server/site/site-answer.ts";
import { english } from "../languages/english.ts";
import { DeskPlaceContext } from "./door/acting.ts";
import { NamesContext, siteNamesOf } from "./site/names.ts";

/* For tests: a part of a screen as somebody sees it, drawn without a browser. */

/** Who looks, what the site is, and what the server has answered, by the key of the question. */
export interface LookedAt {
  readonly acting: Pick<PersonHere, "person"> & Partial<PersonHere>;
  readonly plan?: Pick<SitePlan, "people" | "posts"> | undefined;
  readonly answers?: readonly (readonly [key: readonly unknown[], answer: unknown])[];
}

export interface DrawnPart {
  /** The words, in the order in which they are read, tags told by one stroke. */
  readonly text: string;
  /** What can be pressed, by what it says; `main` is the solid one, `not yet` what says why it may not be pressed. */
  readonly buttons: readonly string[];
  readonly markup: string;
}

/** What stands on the one screen of a router that has only one. */
let screen: ReactElement | null = null;
const router = createRouter({
  routeTree: createRootRoute({ component: () => screen }),
  history: createMemoryHistory(),
});
await router.load();

/** Draws a part in English, for the site `tower`. */
export function drawnPart<P extends object>(part: FunctionComponent<P>, props: P, looked: LookedAt): DrawnPart {
  if (!i18next.isInitialized)
    void i18next.use(initReactI18next).init({
      lng: "en",
      initAsync: false,
      resources: { en: english },
      interpolation: { escapeValue: false },
      appendNamespaceToMissingKey: true,
    });
  const { acting, plan, answers = [] } = looked;
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  for (const [key, answer] of answers) queries.setQueryData(key, answer);
  if (plan) queries.setQueryData(["site", "tower"], plan);
  const here: PersonHere = { name: acting.person, functions: [], locked: false, ...acting } as PersonHere;
  const names = createElement(
    NamesContext.Provider,
    { value: siteNamesOf(plan as SitePlan) },
    createElement(part, props),
  );
  const desk = createElement(DeskPlaceContext.Provider, { value: { site: "tower", acting: here } }, names);
  screen = createElement(QueryClientProvider, { client: queries }, desk);
  const markup = renderToStaticMarkup(createElement(RouterProvider, { router: router as never }));
  return { markup, text: textIn(markup), buttons: buttonsIn(markup) };
}

function textIn(markup: string): string {
  return markup
    .replaceAll(/<style.*?<\/style>|<svg.*?<\/svg>/gs, "")
    .replaceAll(/<[^>]+>/g, "|")
    .replaceAll(/\|[\s|]*\|/g, "|");
}

function buttonsIn(markup: string): string[] {
  return [...markup.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, attributes = "", inside = ""]) => {
    const says = textIn(inside).replaceAll("|", "").trim();
    const marks = [
      attributes.includes("ant-btn-primary") ? "main" : "",
      attributes.includes('aria-disabled="true"') || / disabled=/.test(attributes) ? "not yet" : "",
    ].filter(Boolean);
    return marks.length > 0 ? `${says} (${marks.join(", ")})` : says;
  });
}
