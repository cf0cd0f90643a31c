import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { handoversView, handoverView } from "./handover-answer.ts";
import { handoverCase } from "./handover-case.ts";
import { handoversBefore } from "./handover-view.ts";

/** Hand-overs: one with everything that signing it needs, and the history of a post. */
export const handoverRoutes: Routes = (app, services) => {
  app.get(handoverView.path, describedBy(handoverView), async (request) => {
    const desk = deskOf(request);
    const { site, ...shift } = request.query;
    const actor = { person: actingPerson(request).person };
    return handoverCase(services, scopeOf(desk), {
      ask: "handover.case",
      site: siteOf(desk, site),
      body: shift,
      actor,
    });
  });
  app.get(handoversView.path, describedBy(handoversView), async (request) => {
    const desk = deskOf(request);
    const { site, post, before = Number.MAX_SAFE_INTEGER, most } = request.query;
    const asked = { site: siteOf(desk, site), post, before, most };
    const context = scopeOf(desk);
    return {
      now: services.now(),
      handovers: await services.reading(context, (sql) => handoversBefore(sql, context, asked)),
    };
  });
};
