import type { FastifyRequest } from "fastify";
import type { Sql } from "postgres";
import { deskOf, requiredPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem, nothingHere } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import { writtenCommandRoutes } from "#server/http/written-commands.ts";
import type { Services } from "#server/start/services.ts";
import {
  arrivalsView,
  deviceChallenge,
  deviceEnrolment,
  deviceProving,
  deviceRevocation,
  devicesView,
} from "./account-answer.ts";
import { closeReason } from "./closed-reason.ts";
import { arrivalsAt } from "./command-proof.ts";
import { requireSupervision, supervises } from "./desk-authority.ts";
import { deskWith } from "./desk-session.ts";
import {
  challengeDevice,
  type DeviceRefusal,
  deviceAt,
  devicesOf,
  enrolDevice,
  proveDevice,
  revokeDevice,
  revokeOwnDevice,
} from "./device.ts";
import { sessionOf } from "./session-view.ts";

/** So many of the latest are told. */
const mostArrivals = 100;

/** Browsers that are known by a key of their own, the lost ones among them, and what was written at them and comes by its proof. */
export function deviceRoutes(app: App, services: Services): void {
  enrolling(app, services);
  writtenCommandRoutes(app, services);
  app.get(arrivalsView.path, describedBy(arrivalsView), async (request) => {
    const desk = deskOf(request);
    const { org } = desk;
    const site = siteOf(desk, request.query.site);
    const { person } = requiredPerson(request);
    await requireSupervision(services, desk, person, site);
    const arrivals = await arrivalsAt(services.accounts, { org, site, most: mostArrivals });
    return { arrivals: [...arrivals] };
  });
  app.get(devicesView.path, describedBy(devicesView), async (request) => {
    const desk = deskOf(request);
    return { devices: await devicesOf(services.accounts, desk.org, siteOf(desk, request.query.site)) };
  });
  app.post(deviceRevocation.path, describedBy(deviceRevocation), async (request) => {
    const { org } = deskOf(request);
    const { person: actor } = requiredPerson(request);
    const { device } = request.params;
    const { site, enrolledBy } = await requireDevice(services, request, device);
    const maySayForOthers = await supervises(services, deskOf(request), actor, [site]);
    if (enrolledBy !== actor && !maySayForOthers) throw new HttpProblem(403, "account.not-a-supervisor");
    const reason = await closeReason(services.keyring, org, request.body.reason);
    const revocation = { org, device, actor, reason };
    if (!maySayForOthers) return { revoked: await revokeOwnDevice(services.accounts, services.now(), revocation) };
    await services.accounts.begin((tx) => revokeDevice(tx as unknown as Sql, services.now(), revocation));
    return { revoked: true };
  });
}

function enrolling(app: App, services: Services): void {
  app.post(deviceChallenge.path, describedBy(deviceChallenge), async () => {
    return { challenge: await challengeDevice(services.accounts, services.now()) };
  });
  app.post(deviceEnrolment.path, describedBy(deviceEnrolment), async (request) => {
    const desk = deskOf(request);
    const { person: actor, sites } = requiredPerson(request);
    const { site } = request.body;
    // Every desk sees the head office, and nobody there could tell whose browser it is.
    if (!sites.includes(site)) throw nothingHere("site.unknown");
    const enrolled = await enrolDevice(services.accounts, services.now(), desk, { ...request.body, actor });
    if ("most" in enrolled) throw new HttpProblem(409, enrolled.problem, { detail: { most: enrolled.most } });
    if ("problem" in enrolled) throw refused(enrolled.problem);
    return enrolled;
  });
  app.post(deviceProving.path, describedBy(deviceProving), async (request) => {
    const desk = deskOf(request);
    await requireDevice(services, request, request.body.device);
    const problem = await proveDevice(services.accounts, services.now(), desk, request.body);
    if (problem) throw refused(problem);
    return sessionOf(services, await deskWith(services.accounts, services.now(), request.deskToken));
  });
}

function refused(problem: DeviceRefusal): HttpProblem {
  return new HttpProblem(problem === "device.not-proved" ? 403 : 409, problem);
}

/** A device of a site that this desk does not see does not exist. */
async function requireDevice(services: Services, request: FastifyRequest, device: string) {
  const desk = deskOf(request);
  const found = await deviceAt(services.accounts, desk.org, device);
  if (!found || !scopeOf(desk).sites.includes(found.site)) throw nothingHere("device.unknown");
  return found;
}
