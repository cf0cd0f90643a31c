import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { freeText, label } from "#duty/grammar/shape.ts";
import { deskWith } from "#server/account/desk-session.ts";
import {
  challengeDevice,
  deviceAt,
  devicesOf,
  enrolDevice,
  proveDevice,
  publicKeyShape,
  revokeDevice,
} from "#server/account/device.ts";
import type { House } from "#server/house.ts";
import { deskOf, scopeOf, settledPerson, siteOf } from "./at-desk.ts";
import { supervises } from "./desk-authority.ts";
import { nothingHere, Problem } from "./problem.ts";
import type { App } from "./routes.ts";
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
export function deviceRoutes(app: App, house: House): void {
  enrolling(app, house);
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
      return { devices: await devicesOf(house.accounts, desk.org, siteOf(desk, request.query.site)) };
    },
  );
  app.post(
    "/api/devices/:device/revoke",
    {
      schema: {
        tags,
        params: z.object({ device: z.uuid() }),
        body: z.strictObject({ reason: freeText(500) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { org } = deskOf(request);
      const { person: actor } = settledPerson(request);
      const { device } = request.params;
      const { site, enrolledBy } = await requireDevice(house, request, device);
      if (enrolledBy !== actor && !(await supervises(house, deskOf(request), actor, [site])))
        throw new Problem(403, "account.not-a-supervisor");
      await revokeDevice(house.accounts, house.now(), { org, device, actor, reason: request.body.reason });
      return reply.code(204).send(null);
    },
  );
}

function enrolling(app: App, house: House): void {
  app.post(
    "/api/devices/challenge",
    { schema: { tags, response: { 200: z.object({ challenge: z.string() }) } } },
    async () => ({ challenge: await challengeDevice(house.accounts, house.now()) }),
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
      const { person: actor } = settledPerson(request);
      const site = siteOf(desk, request.body.site);
      const device = await enrolDevice(house.accounts, house.now(), desk, { ...request.body, site, actor });
      if (device === undefined) throw new Problem(403, "device.not-proved");
      return { device };
    },
  );
  app.post(
    "/api/devices/prove",
    { schema: { tags, body: z.strictObject({ device: z.uuid(), ...proof }), response: { 200: sessionShape } } },
    async (request) => {
      const desk = deskOf(request);
      await requireDevice(house, request, request.body.device);
      if (!(await proveDevice(house.accounts, house.now(), desk, request.body)))
        throw new Problem(403, "device.not-proved");
      return sessionOf(house, await deskWith(house.accounts, house.now(), request.deskToken));
    },
  );
}

/** A device of a site that this desk does not see does not exist. */
async function requireDevice(house: House, request: FastifyRequest, device: string) {
  const desk = deskOf(request);
  const found = await deviceAt(house.accounts, desk.org, device);
  if (!found || !scopeOf(desk).sites.includes(found.site)) throw nothingHere("device.unknown");
  return found;
}
