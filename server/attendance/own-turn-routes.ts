import type { OwnTurn } from "#duty/attendance/own-turn.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { ownTurnView } from "./attendance-answer.ts";

/** A turn of whoever asks, with all that signing on and off rest on. */
export const ownTurnRoutes: Routes = (app, services) => {
  app.get(ownTurnView.path, describedBy(ownTurnView), async (request) => {
    const desk = deskOf(request);
    const { site, ...shift } = request.query;
    const { person } = actingPerson(request);
    const asked = { ask: "attendance.turn", site: siteOf(desk, site), body: { ...shift, person }, actor: { person } };
    const { state, rule, facts } = await services.ask(scopeOf(desk), asked);
    return { now: services.now(), turn: { state, rule, facts } as unknown as OwnTurn };
  });
};
