import type { StreamKey } from "#duty/grammar/entry.ts";
import type { Escalation } from "#duty/grammar/obligation.ts";
import type { Question } from "#duty/grammar/question.ts";
import { acknowledgeObligation } from "#duty/ledger/acknowledge-obligation.ts";
import { type AcknowledgeBody, acknowledgeBody } from "#duty/ledger/ledger-shapes.ts";
import { nouns } from "#duty/nouns.ts";
import { functionsAt, known, turnAt } from "#duty/questions.ts";
import { type Site, siteKind } from "#duty/site/site.ts";
import { actorOf, type CommandAct } from "./wiring.ts";

export const ledgerActs = {
  /** The one act that stands in streams of every noun: only the stream tells which. */
  "ledger.acknowledge": {
    noun: siteKind,
    mode: "exclusive",
    shape: acknowledgeBody,
    stream: ({ body, site }) => ({ site, ...(body as AcknowledgeBody).stream }),
    facts: ({ body, state, setup, rule, circumstances, key }) => {
      const { headOffice } = setup as Site;
      const owed = nouns[key.noun]?.owes(state, rule).find((each) => each.key === (body as AcknowledgeBody).key);
      const person = actorOf(circumstances.actor);
      const post = owed?.post ?? "";
      const turn = turnAt(key.site, post, person);
      return {
        obligation: known(owed),
        escalation: escalationOf(key, (body as AcknowledgeBody).key),
        functions: functionsAt(headOffice, person, key.site, post),
        onDuty: { ...turn, answer: (reader) => turn.answer(reader) !== undefined },
      };
    },
    decide: acknowledgeObligation,
  },
} satisfies Record<string, CommandAct>;

function escalationOf(stream: StreamKey, key: string): Question<Escalation | undefined> {
  return { streams: [stream], answer: (reader) => reader.stream(stream).escalations[key] };
}
