import { mostTold } from "#duty/grammar/limits.ts";
import { deskOf, requiredPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { largestBody } from "#server/http/request-bodies.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { ofWholeOrganisation } from "#server/start/within-context.ts";
import { requireSupervision } from "./desk-authority.ts";
import type { Desk } from "./desk-session.ts";
import { lossesSeen, lossesView, waitingTelling } from "./waiting-answer.ts";
import { noteWaiting, seeLosses, unseenLosses } from "./waiting-told.ts";

/** What browsers keep and have not sent, and what they have lost of it. */
export function waitingRoutes(app: App, services: Services): void {
  const { accounts, now } = services;
  // As long as the acts of which it tells.
  const told = { ...describedBy(waitingTelling), bodyLimit: largestBody.ofCommands };
  app.post(waitingTelling.path, told, async (request) => {
    const desk = deskOf(request);
    const browser = { org: desk.org, browser: desk.browser, device: desk.device?.id ?? null };
    const answered = (commands: readonly string[]) => answeredAmong(services, desk, commands);
    return { lost: [...(await noteWaiting(accounts, now(), { browser, told: request.body, answered }))] };
  });
  app.get(lossesView.path, describedBy(lossesView), async (request) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.query.site);
    const { person } = requiredPerson(request);
    await requireSupervision(services, desk, person, site);
    const losses = await unseenLosses(accounts, { org: desk.org, site }, mostTold);
    const late = await answeredAmong(
      services,
      desk,
      losses.map(({ id }) => id),
    );
    // What came after all, as from a copy of the browser's folder, is lost no more.
    return { losses: losses.filter(({ id }) => !late.has(id)) };
  });
  app.post(lossesSeen.path, describedBy(lossesSeen), async (request) => {
    const desk = deskOf(request);
    const site = siteOf(desk, request.body.site);
    const { person } = requiredPerson(request);
    await requireSupervision(services, desk, person, site);
    const { losses } = request.body;
    return { seen: await seeLosses(accounts, now(), { org: desk.org, site, person, losses }) };
  });
}

/** Whoever sits there need not see the sites of those who wrote at this browser before. */
async function answeredAmong(
  services: Services,
  desk: Desk,
  commands: readonly string[],
): Promise<ReadonlySet<string>> {
  if (commands.length === 0) return new Set();
  const everywhere = await ofWholeOrganisation(services.accounts, scopeOf(desk));
  return await services.reading(everywhere, async (sql) => {
    const rows = await sql<{ id: string }[]>`
      select id from command where org = ${desk.org} and site = any (${[...everywhere.sites]}::text[])
        and id = any (${[...commands]}::text[])`;
    return new Set(rows.map(({ id }) => id));
  });
}
