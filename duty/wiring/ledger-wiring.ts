import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Escalation } from "#duty/grammar/obligation.ts";
import type { Question } from "#duty/grammar/question.ts";
import { acknowledgeObligation } from "#duty/ledger/acknowledge-obligation.ts";
import { type AcknowledgeBody, acknowledgeBody } from "#duty/ledger/ledger-shapes.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import { known, standsAt } from "#duty/wiring/questions.ts";
import { actorsFunctions } from "./authority.ts";
import { actorOf, type CommandAct } from "./wiring.ts";

export const ledgerActs = {
  /** The one act that stands in streams of every noun: only the stream tells which. */
  "ledger.acknowledge": {
    kind: siteKind,
    mode: "exclusive",
    shape: acknowledgeBody,
    stream: ({ body, site }) => ({ site, ...(body as AcknowledgeBody).stream }),
    facts: ({ body, state, setup, rule, circumstances, key, streamKind }) => {
      const about = { site: setup as Site, siteId: key.site, circumstances };
      const owed = streamKind.owes(state, rule).find((each) => each.key === (body as AcknowledgeBody).key);
      const post = owed?.post ?? "";
      return {
        obligation: known(owed),
        escalation: escalationOf(key, (body as AcknowledgeBody).key),
        functions: actorsFunctions(about, post),
        onDuty: standsAt(key.site, post, actorOf(circumstances.actor)),
      };
    },
    decide: acknowledgeObligation,
  },
} satisfies Record<string, CommandAct>;

function escalationOf(stream: StreamKey, key: string): Question<Escalation | undefined> {
  return { streams: [stream], answer: (reader) => reader.stream(stream).escalations[key] };
}
