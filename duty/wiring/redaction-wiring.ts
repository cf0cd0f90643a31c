import { orderRedaction } from "#duty/redaction/order-redaction.ts";
import { redactionKind } from "#duty/redaction/redaction.ts";
import { orderBody } from "#duty/redaction/redaction-shapes.ts";
import { mayActAs } from "./authority.ts";
import { act, type CommandAct } from "./wiring.ts";

export const redactionActs = {
  "redaction.order": act({
    noun: redactionKind,
    mode: "exclusive",
    proof: "pin",
    shape: orderBody,
    id: ({ command }) => command,
    facts: ({ site, siteId, circumstances: { actor } }) => ({
      authorised: mayActAs([], { actor, headOffice: site.headOffice, site: siteId }),
    }),
    decide: orderRedaction,
  }),
} satisfies Record<string, CommandAct>;
