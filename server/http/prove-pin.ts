import type { FastifyRequest } from "fastify";
import { tryPin } from "#server/account/pin.ts";
import { holdPin, type ProvenPin } from "#server/account/proven-pin.ts";
import type { Services } from "#server/start/services.ts";
import { deskOf, stillActs } from "./at-desk.ts";
import { crowded, HttpProblem, tooMany } from "./problem.ts";

const rules = ["ZB-02"];

/** ZB-02: a signature is given with the signer's own PIN. Wrong ones are counted and kept. */
export async function provePin(
  services: Services,
  request: FastifyRequest,
  person: string,
  pin: string | undefined,
): Promise<ProvenPin> {
  if (pin === undefined) throw new HttpProblem(403, "account.pin-required", { rules, field: "pin" });
  const now = services.now();
  const attempt = { person, pin, desk: deskOf(request), address: request.ip };
  const answer = await tryPin(services.accounts, now, attempt);
  switch (answer.verdict) {
    case "right":
      return { org: attempt.desk.org, person, hash: answer.hash };
    case "wrong":
      throw new HttpProblem(403, "account.pin-wrong", { rules, field: "pin", detail: { triesLeft: answer.triesLeft } });
    case "paused":
      throw tooMany("account.pin-paused", now, answer.until, { rules, field: "pin" });
    case "crowded":
      throw crowded();
    case "none":
      throw new HttpProblem(403, "account.first-pin", { rules });
  }
}

/**
 * Asks once more, when the turn of what they asked for has come, whether somebody acts here, and whether what they proved it with is still
 * their PIN.
 * @throws HttpProblem where not
 */
export async function stillProven(
  services: Pick<Services, "accounts" | "desks">,
  request: FastifyRequest,
  person: string,
  pin: ProvenPin | undefined,
): Promise<void> {
  await stillActs(services, request, person);
  if (pin && !(await holdPin(services.accounts, pin))) throw pinReplaced();
}

/** Somebody has a new PIN since the old one was looked at. */
export function pinReplaced(): HttpProblem {
  return new HttpProblem(403, "account.pin-replaced", { rules, field: "pin" });
}
