import { orderRedaction } from "#duty/redaction/order-redaction.ts";
import { redactionKind } from "#duty/redaction/redaction.ts";
import { orderBody } from "#duty/redaction/redaction-shapes.ts";
import { actorMay } from "./authority.ts";
import { act, type CommandAct } from "./wiring.ts";

export const redactionActs = {
  "redaction.order": act({
    kind: redactionKind,
    mode: "exclusive",
    proof: "pin",
    shape: orderBody,
    id: ({ command }) => command,
    facts: (about) => ({ authorised: actorMay([], about) }),
    decide: orderRedaction,
  }),
} satisfies Record<string, CommandAct>;
