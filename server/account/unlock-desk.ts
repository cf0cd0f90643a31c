import type { FastifyRequest } from "fastify";
import { deskOf, notSignedIn, signedInAt } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import { pinReplaced, provePin } from "#server/http/prove-pin.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import { deskUnlock } from "./account-answer.ts";
import { noteEvent } from "./account-event.ts";
import { keepCookie, type SignInOptions } from "./desk-cookie.ts";
import { deskWith } from "./desk-session.ts";
import { beginSealed } from "./device-opening.ts";
import { countWrongPins } from "./pin.ts";
import { sessionOf } from "./session-view.ts";
import { openFor } from "./take-desk.ts";

/** Somebody proves by their PIN who they are, and acts from then on; at a device they are given what is sealed under it. */
export function unlocking(app: App, services: Services, environment: SignInOptions): void {
  app.post(deskUnlock.path, describedBy(deskUnlock), async (request, reply) => {
    const desk = deskOf(request);
    const { person } = signedInAt(desk, request.body.person);
    await countTriedAlone(services, request, request.body.triedAlone ?? []);
    const pin = await provePin(services, request, person, request.body.pin);
    const now = services.now();
    const opened = await openFor(services.accounts, now, { ...desk, token: request.deskToken }, pin);
    if ("problem" in opened) throw opened.problem === "gone" ? notSignedIn() : pinReplaced();
    keepCookie(reply, environment, opened.token);
    await noteEvent(services.accounts, now, { what: "unlocked", org: desk.org, person, desk: desk.desk });
    const open = await deskWith(services.accounts, services.now(), opened.token);
    const toSeal = open && (await beginSealed(services.accounts, services.now(), open));
    return { ...(await sessionOf(services, open)), toSeal: toSeal ?? null };
  });
}

/**
 * What people at this browser tried in vain while nobody heard it counts as if it were tried now, of each once. Whoever does not sit here is nobody here,
 * and only a device keeps anything to be tried.
 */
async function countTriedAlone(
  services: Services,
  request: FastifyRequest,
  tried: readonly { readonly person: string; readonly wrong: number }[],
): Promise<void> {
  const desk = deskOf(request);
  if (!desk.device) return;
  const here = desk.people.flatMap(({ person }) => tried.find((each) => each.person === person) ?? []);
  for (const each of here)
    await countWrongPins(services.accounts, services.now(), { ...each, desk, address: request.ip });
}
