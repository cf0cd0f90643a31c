import type { FastifyRequest } from "fastify";
import { tryPin } from "#server/account/pin.ts";
import type { Services } from "#server/start/services.ts";
import { deskOf } from "./at-desk.ts";
import { HttpProblem, tooMany } from "./problem.ts";

/** ZB-02: a signature is given with the signer's own PIN. Wrong ones are counted and kept. */
export async function provePin(
  services: Services,
  request: FastifyRequest,
  person: string,
  pin: string | undefined,
): Promise<"pin"> {
  const rules = ["ZB-02"];
  if (pin === undefined) throw new HttpProblem(403, "account.pin-required", { rules, field: "pin" });
  const now = services.now();
  const attempt = { person, pin, desk: deskOf(request), address: request.ip };
  const answer = await tryPin(services.accounts, now, attempt);
  switch (answer.verdict) {
    case "right":
      return "pin";
    case "wrong":
      throw new HttpProblem(403, "account.pin-wrong", { rules, field: "pin", detail: { triesLeft: answer.triesLeft } });
    case "paused":
      throw tooMany("account.pin-paused", now, answer.until, { rules, field: "pin" });
    case "none":
      throw new HttpProblem(403, "account.first-pin", { rules });
  }
}
