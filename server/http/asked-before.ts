import { refuse } from "#duty/grammar/decision.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { AcknowledgeBody } from "#duty/ledger/ledger-shapes.ts";
import { type acts, kinds } from "#duty/nouns.ts";
import type { EndFunctionBody, LeaveBody } from "#duty/person/person-shapes.ts";
import type { OrderBody } from "#duty/redaction/redaction-shapes.ts";
import { requireHelp, requireStaying } from "#server/account/desk-authority.ts";
import type { Desk } from "#server/account/desk-session.ts";
import { withKeptPhotos } from "#server/photo/named-photos.ts";
import { unknownToErase } from "#server/redaction/erasures.ts";
import { editionRefusals, requireEdition } from "#server/regulation/require-edition.ts";
import type { Services } from "#server/start/services.ts";
import { scopeOf } from "./at-desk.ts";
import { problemOf } from "./problem.ts";

type ActName = keyof typeof acts;

interface SentCommand<Sent = { readonly site: SiteId; readonly body: unknown }> {
  readonly act: ActName;
  readonly actor: string;
  readonly sent: Sent;
}

/** What an act is asked before it comes to its rule, and what may be refused by that. */
interface Before {
  readonly refusals: readonly string[];
  readonly ask: (services: Services, desk: Desk, command: SentCommand) => Promise<void> | void;
}

const staying: Before = {
  refusals: ["person.stays-without-access"],
  ask: (services, desk, { actor, sent }) =>
    requireStaying(services, desk, { actor, ...(sent.body as EndFunctionBody | LeaveBody) }),
};
const helped: Before = {
  refusals: ["person.unknown"],
  ask: async (services, desk, { actor, sent }) => {
    const { person } = sent.body as { person: string };
    if (person !== actor) await requireHelp(services, desk, { actor, person });
  },
};

const before: Readonly<Partial<Record<ActName, Before>>> = {
  "ledger.acknowledge": {
    refusals: ["ledger.no-such-obligation"],
    ask: (_services, _desk, { sent }) => requireKnownNoun(sent.body as AcknowledgeBody),
  },
  "site.adopt-edition": { refusals: editionRefusals, ask: (_services, _desk, { sent }) => requireEdition(sent.body) },
  "redaction.order": {
    refusals: ["redaction.nothing-there"],
    ask: (services, desk, { sent }) => requireThere(services, desk, { site: sent.site, ...(sent.body as OrderBody) }),
  },
  "person.end-function": staying,
  "person.leave": staying,
  "person.reset-pin": helped,
  "person.reset-password": helped,
};

/** What may be refused before an act is asked, besides what it refuses itself. */
export function refusedBefore(act: ActName): readonly string[] {
  return before[act]?.refusals ?? [];
}

/**
 * Looks at what no rule can, as it stands in no journal: whether a photo or a noun is there, what an edition's text says, at which sites an account is.
 * Answers what was sent, with its photos under the names by which they are kept.
 */
export async function askedBefore<Sent extends SentCommand["sent"]>(
  services: Services,
  desk: Desk,
  command: SentCommand<Sent>,
): Promise<Sent> {
  const sent = await withKeptPhotos(services, scopeOf(desk), command.sent);
  await before[command.act]?.ask(services, desk, { ...command, sent });
  return sent;
}

/** @throws HttpProblem where it is about a stream of no noun */
function requireKnownNoun({ stream }: AcknowledgeBody): void {
  if (!heldUnder(kinds, stream.noun))
    throw problemOf(refuse("ledger.no-such-obligation", ["ZB-08"], { field: "key" }).refusal);
}

/** @throws HttpProblem where an order names what the site never had: it would be answered with a receipt, and erase nothing */
async function requireThere(
  services: Services,
  desk: Desk,
  { site, erases }: { readonly site: SiteId; readonly erases: readonly string[] },
): Promise<void> {
  const unknown = await services.reading(scopeOf(desk), (sql) => unknownToErase(sql, { org: desk.org, site, erases }));
  if (unknown.length > 0) throw problemOf(refuse("redaction.nothing-there", ["ZB-04"], { field: "erases" }).refusal);
}
