import { refuse } from "#duty/grammar/decision.ts";
import type { SiteId } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import type { AcknowledgeBody } from "#duty/ledger/ledger-shapes.ts";
import { type acts, kinds } from "#duty/nouns.ts";
import type { EndFunctionBody, LeaveBody } from "#duty/person/person-shapes.ts";
import type { OrderBody } from "#duty/redaction/redaction-shapes.ts";
import { requireHelp, requireStaying } from "#server/account/desk-authority.ts";
import type { Desk } from "#server/account/desk-session.ts";
import { requirePhotos } from "#server/photo/photo-routes.ts";
import { unknownToErase } from "#server/redaction/erasures.ts";
import { editionRefusals, requireEdition } from "#server/regulation/require-edition.ts";
import type { Services } from "#server/start/services.ts";
import { scopeOf } from "./at-desk.ts";
import { problemOf } from "./problem.ts";

/** What may be refused before an act is asked, besides what it refuses itself. */
export const refusedBefore: Readonly<Partial<Record<keyof typeof acts, readonly string[]>>> = {
  "site.adopt-edition": editionRefusals,
  "redaction.order": ["redaction.nothing-there"],
  "person.end-function": ["person.stays-without-access"],
  "person.leave": ["person.stays-without-access"],
  "person.reset-pin": ["person.unknown"],
  "person.reset-password": ["person.unknown"],
};

interface SentCommand {
  readonly act: keyof typeof acts;
  readonly actor: string;
  readonly sent: { readonly site: SiteId; readonly body: unknown };
}

/** Looks at what no rule can, as it stands in no journal: whether a photo or a noun is there, what an edition's text says, at which sites an account is. */
export async function askedBefore(services: Services, desk: Desk, { act, actor, sent }: SentCommand): Promise<void> {
  await requirePhotos(services, scopeOf(desk), sent);
  if (act === "ledger.acknowledge" && !heldUnder(kinds, (sent.body as AcknowledgeBody).stream.noun))
    throw problemOf(refuse("ledger.no-such-obligation", ["ZB-08"], { field: "key" }).refusal);
  if (act === "site.adopt-edition") requireEdition(sent.body);
  if (act === "redaction.order") await requireThere(services, desk, { site: sent.site, ...(sent.body as OrderBody) });
  if (act === "person.end-function" || act === "person.leave")
    await requireStaying(services, desk, { actor, ...(sent.body as EndFunctionBody | LeaveBody) });
  if (act === "person.reset-pin" || act === "person.reset-password") {
    const { person } = sent.body as { person: string };
    if (person !== actor) await requireHelp(services, desk, { actor, person });
  }
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
