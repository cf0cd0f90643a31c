import { describedBy } from "#server/http/described-by.ts";
import { HttpProblem } from "#server/http/problem.ts";
import type { App } from "#server/http/routes.ts";
import type { Services } from "#server/start/services.ts";
import type { Account } from "./account.ts";
import { pinReplacement } from "./account-answer.ts";
import { isPlainPin } from "./password.ts";
import { setPin } from "./pin.ts";
import { provenAccount, signInFailed } from "./proven-account.ts";
import type { RenewedDesk } from "./renew-cookie.ts";

/** A PIN that was forgotten is chosen anew by whoever knows the name and the password, at no desk. */
export function forgottenPin(app: App, services: Services): void {
  app.post(pinReplacement.path, describedBy(pinReplacement), async (request, reply) => {
    const { name, password, pin } = request.body;
    const account = await provenAccount(services, request, { name, password });
    if (!(await choosePin(services, account, { pin }))) throw signInFailed();
    return reply.code(204).send(null);
  });
}

/**
 * Whoever knows the password may always choose a new PIN, whether the old one is known, forgotten, locked or given up (ZB-02: nobody else can).
 * The first password is known to others: what is chosen with it would not be one's own.
 */
export async function choosePin(
  services: Services,
  account: Account,
  chosen: { readonly pin: string; readonly at?: RenewedDesk },
): Promise<boolean> {
  if (account.mustChangePassword) throw new HttpProblem(403, "account.first-password");
  if (isPlainPin(chosen.pin)) throw new HttpProblem(422, "account.pin-weak", { field: "pin" });
  return await setPin(services.accounts, services.now(), account, chosen);
}
