import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { longest } from "#duty/grammar/limits.ts";
import { freeText, label } from "#duty/grammar/shape.ts";
import { deskOf, requiredPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { HttpProblem, nothingHere } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { supervises } from "./desk-authority.ts";
import { deskWith } from "./desk-session.ts";
import {
  challengeDevice,
  deviceAt,
  devicesOf,
  enrolDevice,
  proveDevice,
  publicKeyShape,
  revokeDevice,
} from "./device.ts";
import { sessionOf, sessionShape } from "./session-view.ts";

const tags = ["devices"];
const proof = {
  challenge: z.string().regex(/^[\w-]{43}$/),
  signature: z.string().regex(/^[\w-]{86}$/),
};
const deviceShape = z.object({
  id: z.string(),
  name: z.string(),
  site: z.string(),
  enrolledBy: z.string(),
  enrolledAt: z.int(),
  revokedAt: z.int().nullable(),
});

/** Browsers that are known by a key of their own, and the lost ones among them. */
export function deviceRoutes(app: App, services: Services): void {
  enrolling(app, services);
  app.get(
    "/api/devices",
    {
      schema: {
        tags,
        querystring: z.object({ site: key.optional() }),
        response: { 200: z.object({ devices: z.array(deviceShape) }) },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      return { devices: await devicesOf(services.accounts, desk.org, siteOf(desk, request.query.site)) };
    },
  );
  app.post(
    "/api/devices/:device/revoke",
    {
      schema: {
        tags,
        params: z.object({ device: z.uuid() }),
        body: z.strictObject({ reason: freeText(longest.reason) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { org } = deskOf(request);
      const { person: actor } = requiredPerson(request);
      const { device } = request.params;
      const { site, enrolledBy } = await requireDevice(services, request, device);
      if (enrolledBy !== actor && !(await supervises(services, deskOf(request), actor, [site])))
        throw new HttpProblem(403, "account.not-a-supervisor");
      await revokeDevice(services.accounts, services.now(), { org, device, actor, reason: request.body.reason });
      return reply.code(204).send(null);
    },
  );
}

function enrolling(app: App, services: Services): void {
  app.post(
    "/api/devices/challenge",
    { schema: { tags, response: { 200: z.object({ challenge: z.string() }) } } },
    async () => ({ challenge: await challengeDevice(services.accounts, services.now()) }),
  );
  app.post(
    "/api/devices",
    {
      schema: {
        tags,
        body: z.strictObject({ site: key, name: label(60), publicKey: publicKeyShape, ...proof }),
        response: { 200: z.object({ device: z.string() }) },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const { person: actor } = requiredPerson(request);
      const site = siteOf(desk, request.body.site);
      const device = await enrolDevice(services.accounts, services.now(), desk, { ...request.body, site, actor });
      if (device === undefined) throw new HttpProblem(403, "device.not-proved");
      return { device };
    },
  );
  app.post(
    "/api/devices/prove",
    { schema: { tags, body: z.strictObject({ device: z.uuid(), ...proof }), response: { 200: sessionShape } } },
    async (request) => {
      const desk = deskOf(request);
      await requireDevice(services, request, request.body.device);
      if (!(await proveDevice(services.accounts, services.now(), desk, request.body)))
        throw new HttpProblem(403, "device.not-proved");
      return sessionOf(services, await deskWith(services.accounts, services.now(), request.deskToken));
    },
  );
}

/** A device of a site that this desk does not see does not exist. */
async function requireDevice(services: Services, request: FastifyRequest, device: string) {
  const desk = deskOf(request);
  const found = await deviceAt(services.accounts, desk.org, device);
  if (!found || !scopeOf(desk).sites.includes(found.site)) throw nothingHere("device.unknown");
  return found;
}
