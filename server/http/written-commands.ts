import { isWithdrawn, type KnownOpening, keepProof, openingNamed } from "#server/account/command-proof.ts";
import { withKeptPhotos } from "#server/photo/named-photos.ts";
import type { Done, Services } from "#server/start/services.ts";
import { parsed } from "./answer-error.ts";
import { proofRefused, whyNotProved } from "./check-proof.ts";
import { answerWithReceipt, offeredBy } from "./commands.ts";
import { describedBy } from "./described-by.ts";
import { nothingHere, problemOf } from "./problem.ts";
import type { App } from "./routes.ts";
import { commandByProof, type WrittenCommand } from "./written-answer.ts";

/**
 * What waited in a browser arrives by its proof, whoever sits there now or nobody: under its author, with the time at which it was written. The order in
 * which things are asked is that of decision 19.
 */
export function writtenCommandRoutes(app: App, services: Services): void {
  app.post(commandByProof.path, describedBy(commandByProof), async ({ body: sent }) =>
    answerWithReceipt(sent.id, await carryOutWritten(services, sent)),
  );
}

async function carryOutWritten(services: Services, sent: WrittenCommand): Promise<Done> {
  const [, act] = offeredBy.get(sent.act) ?? [];
  const opening = await openingNamed(services.accounts, sent.proof);
  const why = await whyNotProved(sent, opening, act?.waits);
  if (why && why !== "proof.needs-author") throw proofRefused(why);
  if (!act?.shape) throw nothingHere("command.no-such-act");
  if (why || !opening) throw proofRefused("proof.needs-author");
  return await enterWritten(services, opening, { ...sent, body: parsed(act.shape, sent.body) });
}

async function enterWritten(services: Services, opening: KnownOpening, sent: WrittenCommand): Promise<Done> {
  const { org, sites, headOffice, device } = opening;
  const context = { org, sites: [...new Set([...sites, headOffice])] };
  const { id: command, site, act: name, deviceTime: writtenAt, proof } = sent;
  const { body } = await withKeptPhotos(services, context, sent);
  const { signature } = proof;
  const came = { org, command, site, act: name, writtenAt, signature, opening: opening.opening };
  await keepProof(services.accounts, services.now(), { ...came, authorLeft: opening.authorLeft });
  const done = await services.execute(
    context,
    {
      ...{ id: command, site, act: name, body, device, deviceTime: writtenAt, seen: sent.seen },
      ...{ actor: { person: sent.as }, proof: "device" },
    },
    async () => {
      if (await isWithdrawn(services.accounts, opening)) throw proofRefused("proof.withdrawn");
    },
  );
  if (done.refusal) throw problemOf(done.refusal);
  return done;
}
