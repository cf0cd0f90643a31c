import type { FastifyRequest } from "fastify";
import { acts, type kinds } from "#duty/nouns.ts";
import type { CommandAct } from "#duty/wiring/wiring.ts";
import { noteActivity } from "#server/account/desk-session.ts";
import type { Done, Services } from "#server/start/services.ts";
import { parsed, problemFrom } from "./answer-error.ts";
import { askedBefore, refusedBefore } from "./asked-before.ts";
import { deskOf, requiredPerson } from "./at-desk.ts";
import {
  type AnswerInBatch,
  type AnswerToCommand,
  type CommandAsRead,
  commandAnswerShape,
  commandBatch,
  envelopeShape,
  idInBatch,
  inBatch,
} from "./commands-answer.ts";
import { commandRefusals, describedBy } from "./described-by.ts";
import { HttpProblem, nothingHere, problemOf } from "./problem.ts";
import { provePin, stillProven } from "./prove-pin.ts";
import { largestBody } from "./request-bodies.ts";
import type { App } from "./routes.ts";
import { giveReceipt } from "./shown-receipts.ts";

type Sent = CommandAsRead;

/** An act, by a name that does not compile misspelt. */
type ActName = keyof typeof acts;

/** Every act by its own name, so that no name of one is compared as a mere string. */
const offered = Object.entries(acts) as readonly (readonly [ActName, CommandAct])[];
export const offeredBy: ReadonlyMap<string, readonly [ActName, CommandAct]> = new Map(
  offered.map((each) => [each[0], each]),
);

/** One route per act, for people at a desk, and one for the batch of a phone that was without signal. */
export function commandRoutes(app: App, services: Services): void {
  for (const [name, act] of offered) {
    const { shape, proof } = act;
    if (!shape) continue;
    app.post(
      `/api/commands/${name}`,
      {
        bodyLimit: largestBody.ofCommands,
        schema: {
          operationId: name,
          tags: ["commands"],
          refusals: commandRefusals(name, act, refusedBefore(name)),
          body: envelopeShape.extend({ body: shape }),
          response: { 200: commandAnswerShape },
        },
      },
      async (request, reply) => {
        const done = await carryOut(services, request, { name, needs: proof, sent: request.body });
        giveReceipt(reply, services, deskOf(request).org, done);
        return answerWithReceipt(request.body.id, done);
      },
    );
  }
  app.post(commandBatch.path, { ...describedBy(commandBatch), bodyLimit: largestBody.ofCommands }, async (request) => {
    const answers: AnswerInBatch[] = [];
    // One after the other: what was done first is told first.
    for (const each of request.body.commands) {
      // What is refused by its shape alone waits for nothing: others are served between one command and the next.
      await new Promise((resolve) => setImmediate(resolve));
      answers.push(await inTurn(services, request, each));
    }
    return { answers };
  });
}

async function inTurn(services: Services, request: FastifyRequest, raw: unknown): Promise<AnswerInBatch> {
  const id = idInBatch.safeParse(raw).data?.id ?? null;
  try {
    const { act: asked, as, ...sent } = parsed(inBatch, raw);
    const [name, act] = offeredBy.get(asked) ?? [];
    if (!name || !act?.shape) throw nothingHere("command.no-such-act");
    const body = parsed(act.shape, sent.body);
    const executed = await carryOut(services, request, { name, needs: act.proof, as, sent: { ...sent, body } });
    return { status: 200, ...answerWithReceipt(id ?? sent.id, executed) };
  } catch (error) {
    const problem = problemFrom(error);
    if (!problem) request.log.error({ err: error }, "a command of a batch broke");
    const shown = problem ?? new HttpProblem(500, "house.fault");
    return { id, status: shown.statusCode, problem: shown.body(request.id) };
  }
}

interface SentCommand {
  readonly name: ActName;
  readonly needs: CommandAct["proof"];
  readonly as?: string | undefined;
  readonly sent: Sent;
}

/** What is done at the head office by people who work elsewhere; what happens at its posts is theirs who work there. */
const OF_OFFICE: readonly (keyof typeof kinds)[] = ["person", "redaction", "site"];

/** Says who acts and how they proved it, and passes the command to the door. */
async function carryOut(
  services: Services,
  request: FastifyRequest,
  { name, needs, as, sent: came }: SentCommand,
): Promise<Done> {
  const desk = deskOf(request);
  const { person, sites } = requiredPerson(request, as);
  const isOfOffice = came.site === desk.headOffice && OF_OFFICE.some((noun) => name.startsWith(`${noun}.`));
  if (!isOfOffice && !sites.includes(came.site)) throw nothingHere("site.unknown");
  const pin = needs === "pin" ? await provePin(services, request, person, came.pin) : undefined;
  if (await noteActivity(services.accounts, services.now(), desk)) services.desks.forget();
  const sent = await askedBefore(services, desk, { act: name, actor: person, sent: came });
  const executed = await services.execute(
    { org: desk.org, sites: [...new Set([...sites, desk.headOffice])] },
    {
      id: sent.id,
      site: sent.site,
      act: name,
      body: sent.body,
      actor: { person },
      device: desk.device?.id,
      deviceTime: sent.deviceTime,
      proof: pin ? "pin" : "session",
      seen: sent.seen,
    },
    () => stillProven(services, request, person, pin),
  );
  if (executed.refusal) throw problemOf(executed.refusal);
  return executed;
}

export function answerWithReceipt(id: string, { stream, head, replayed }: Done): AnswerToCommand {
  if (!stream || !head) throw new Error("a command was done and left no receipt");
  const { version, hash } = head;
  return { id, receipt: { stream: { site: stream.site, noun: stream.noun, id: stream.id }, version, hash }, replayed };
}
