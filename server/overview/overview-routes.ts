import type { FastifyRequest } from "fastify";
import { type Site, siteKind } from "#duty/site/site.ts";
import { supervises } from "#server/account/desk-authority.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { Routes } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { countsByDay } from "./outcome-view.ts";
import { daysView, happenedView, outcomesView, overviewView } from "./overview-answer.ts";
import { overviewOf } from "./overview-of.ts";
import { dayOf, lastDays } from "./site-days.ts";
import type { SiteLook } from "./site-look.ts";
import { evidenceBehind, happenedAt } from "./site-past.ts";

/** A site as whoever answers for it sees it, and the evidence behind each figure. */
export const overviewRoutes: Routes = (app, services) => {
  app.get(overviewView.path, describedBy(overviewView), async (request) => {
    return await overviewOf(await lookingAt(services, request, request.query.site));
  });
  app.get(daysView.path, describedBy(daysView), async (request) => {
    const { context, site, setup, now } = await lookingAt(services, request, request.query.site);
    const days = lastDays(setup, now, request.query.days);
    const counts = await services.reading(context, (sql) => countsByDay(sql, context, { site, days }, now));
    return { now, days: counts.map((each, index) => ({ date: days[index]?.date ?? "", ...each })) };
  });
  app.get(outcomesView.path, describedBy(outcomesView), async (request) => {
    const { site, day, rule, post, outcome, most } = request.query;
    const looking = await lookingAt(services, request, site);
    const { from, until } = dayOf(looking.setup, day);
    return { now: looking.now, obligations: await evidenceBehind(looking, { from, until, rule, post, outcome, most }) };
  });
  app.get(happenedView.path, describedBy(happenedView), async (request) => {
    const looking = await lookingAt(services, request, request.query.site);
    return { now: looking.now, happened: await happenedAt(looking) };
  });
};

/**
 * Who looks at which site.
 * @throws HttpProblem 403 where they hold no function there
 */
async function lookingAt(services: Services, request: FastifyRequest, named: string | undefined): Promise<SiteLook> {
  const desk = deskOf(request);
  const site = siteOf(desk, named);
  const { person } = actingPerson(request);
  if (!(await supervises(services, desk, person, [site]))) throw new HttpProblem(403, "account.not-a-supervisor");
  const context = scopeOf(desk);
  const [stream] = await services.streams(context, [{ site, noun: siteKind.noun, id: "setup" }]);
  return { services, context, site, setup: stream?.state as Site, person, now: services.now() };
}
