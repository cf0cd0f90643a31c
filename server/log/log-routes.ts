import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import type { WriteLineFacts } from "#duty/log/write-line.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import { type PageAnswer, pagesView, pageView } from "./log-answer.ts";
import { pagesBefore } from "./page-view.ts";

/** The books of the posts: one page, and the list of pages. */
export const logRoutes: Routes = (app, services) => {
  app.get(pageView.path, describedBy(pageView), async (request): Promise<PageAnswer> => {
    const desk = deskOf(request);
    const context = scopeOf(desk);
    const { site, ...shift } = request.query;
    const asked = { ask: "log.page", site: siteOf(desk, site), body: shift };
    const its = await services.ask(context, { ...asked, actor: { person: actingPerson(request).person } });
    const { stream, head } = its;
    const state = its.state as Page;
    return {
      now: services.now(),
      stream,
      head,
      state,
      rule: its.rule as LogRule,
      facts: its.facts as unknown as WriteLineFacts,
      texts: await textsIn(services, context, state),
    };
  });
  app.get(pagesView.path, describedBy(pagesView), async (request) => {
    const desk = deskOf(request);
    const { site, post, before = Number.MAX_SAFE_INTEGER, most } = request.query;
    const asked = { site: siteOf(desk, site), post, before, most };
    const context = scopeOf(desk);
    return { now: services.now(), pages: await services.reading(context, (sql) => pagesBefore(sql, context, asked)) };
  });
};
