import type { FastifyRequest } from "fastify";
import type { ActBody, ActId } from "#duty/acts.ts";
import type { Head } from "#duty/grammar/entry.ts";
import { acts } from "#duty/nouns.ts";
import { deskOf, requiredPerson, scopeOf } from "#server/http/at-desk.ts";
import { problemOf } from "#server/http/problem.ts";
import { provePin, stillProven } from "#server/http/prove-pin.ts";
import type { Services } from "#server/start/services.ts";

interface OfficeAct<A extends ActId> {
  readonly body: ActBody<A>;
  readonly pin?: string | undefined;
  /** Asked with whether they still act, when its turn has come; throws where it must not be done any more. */
  readonly alsoStill?: () => Promise<void>;
}

/**
 * Sends an act of the head office on behalf of who sits here, with their PIN where the act is a signature; the rule decides whether they may.
 * What follows for the account follows from the entry.
 * @throws HttpProblem where it is refused, or they do not act any more when its turn has come
 */
export async function sendOfficeAct<A extends ActId>(
  services: Services,
  request: FastifyRequest,
  act: A,
  { body, pin: given, alsoStill }: OfficeAct<A>,
): Promise<Head | undefined> {
  const desk = deskOf(request);
  const { person } = requiredPerson(request);
  const needs = (acts[act] as { readonly proof?: "pin" }).proof;
  const pin = needs === "pin" ? await provePin(services, request, person, given) : undefined;
  const command = {
    id: crypto.randomUUID(),
    site: desk.headOffice,
    act,
    body,
    actor: { person },
    device: desk.device?.id,
    proof: pin ? "pin" : "session",
  } as const;
  const { refusal, head } = await services.execute(scopeOf(desk), command, async () => {
    await stillProven(services, request, person, pin);
    await alsoStill?.();
  });
  if (refusal) throw problemOf(refusal);
  return head;
}
