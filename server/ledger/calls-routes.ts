import type { PersonId } from "#duty/grammar/entry.ts";
import { calledByName } from "#duty/grammar/rung-call.ts";
import { type Person, personKind } from "#duty/person/person.ts";
import { type Desk, sitesOf, unlockedAt, workSitesOf } from "#server/account/desk-session.ts";
import { clocksOf, unlookedJumps } from "#server/clock/shown-clock.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { type Around, callingAt, callNow } from "./call-now.ts";
import { type CallRow, callRowsAt, owedAtPosts } from "./call-rows.ts";
import { callsView } from "./calls-answer.ts";

/** Calls that run, as the desk sees them. */
export const callsRoutes: Routes = (app, services) => {
  app.get(callsView.path, describedBy(callsView), async (request) => {
    const desk = deskOf(request);
    const { org } = desk;
    const named = request.query.site;
    const sites = named === undefined ? scopeOf(desk).sites : [siteOf(desk, named)];
    const now = services.now();
    const { rows, where } = await services.reading(scopeOf(desk), async (sql) => {
      const rows = (await callRowsAt(sql, { org, sites })).filter((row) => isShownTo(row, desk));
      const posts = rows.map(({ post }) => post);
      return { rows, where: posts.length === 0 ? [] : await owedAtPosts(sql, { org, sites }, posts) };
    });
    const around = { now, where, desk: sittingAt(desk), people: await personsOf(services, desk, rows) };
    const calls = rows.map((row) => callNow(row, around));
    const people = rows.flatMap((row) => [
      ...calledByName(row.calls),
      ...(row.acknowledgedBy ? [row.acknowledgedBy] : []),
    ]);
    const names = await services.names(scopeOf(desk), desk.headOffice, people);
    const clocks = await clocksOf(services, scopeOf(desk), sites);
    return { now, calls, names: Object.fromEntries(names), clock: clocks.flatMap(unlookedJumps) };
  });
};

/** What the head office calls about is shown to those who work there, and to whom it calls by name. */
function isShownTo({ site, calls }: CallRow, desk: Desk): boolean {
  const called = calledByName(calls);
  return workSitesOf(desk).includes(site) || unlockedAt(desk).some(({ person }) => called.includes(person));
}

/** How many calls wait for those who sit at a desk, locked or not. */
export async function waitingAt(services: Services, desk: Desk): Promise<number> {
  const around = { now: services.now(), desk: sittingAt(desk) };
  const sites = sitesOf(desk, desk.people);
  const rows = await services.reading({ org: desk.org, sites }, (sql) => callRowsAt(sql, { org: desk.org, sites }));
  return rows.filter((row) => callingAt(row, around).length > 0).length;
}

function sittingAt({ people }: Desk): Around["desk"] {
  return people.map(({ person, lockedAt, sites }) => ({ person, sites, isOpen: lockedAt === undefined }));
}

async function personsOf(
  services: Services,
  desk: Desk,
  rows: readonly { readonly calls: Parameters<typeof calledByName>[0] }[],
): Promise<ReadonlyMap<PersonId, Person>> {
  const named = rows.flatMap(({ calls }) => calledByName(calls));
  const people = [...new Set([...named, ...desk.people.map(({ person }) => person)])];
  if (rows.length === 0) return new Map();
  const keys = people.map((id) => ({ site: desk.headOffice, noun: personKind.noun, id }));
  const streams = await services.streams(scopeOf(desk), keys);
  return new Map(people.map((person, index) => [person, streams[index]?.state as Person]));
}
