import type { FastifyRequest } from "fastify";
import { deskOf, notSignedIn } from "#server/http/at-desk.ts";
import type { HttpProblem } from "#server/http/problem.ts";
import type { Services } from "#server/start/services.ts";
import { deskWith } from "./desk-session.ts";
import { drawToken } from "./desk-token.ts";
import { passwordWrong } from "./proven-account.ts";
import type { RenewedDesk } from "./renew-cookie.ts";

/** The desk of a request, with what its cookie shall say from now on. */
export function renewedDesk(request: FastifyRequest): RenewedDesk {
  return { ...deskOf(request), token: request.deskToken, next: drawToken() };
}

/** What was proved has changed while it was being done: who sits at this desk, or else the password. */
export async function refusedMeanwhile(
  { accounts, now }: Services,
  at: RenewedDesk,
  field: string,
): Promise<HttpProblem> {
  const still = await deskWith(accounts, now(), at.token);
  return still?.heldBy === at.heldBy ? passwordWrong(field) : notSignedIn();
}
