import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { amendHandover } from "#duty/handover/amend-handover.ts";
import { handoverKind } from "#duty/handover/handover-kind.ts";
import * as shapes from "#duty/handover/handover-shapes.ts";
import { openHandover } from "#duty/handover/open-handover.ts";
import { prepareHandover } from "#duty/handover/prepare-handover.ts";
import { reopenHandover } from "#duty/handover/reopen-handover.ts";
import { signHandover } from "#duty/handover/sign-handover.ts";
import { standIn } from "#duty/handover/stand-in.ts";
import { headOf } from "#duty/wiring/questions.ts";
import { actorsFunctions } from "./authority.ts";
import { handoverFacts, whatIsHandedOver } from "./handover-facts.ts";
import { besideOthers } from "./rest-facts.ts";
import { act, asksOf, type CommandAct } from "./wiring.ts";

/** Acts on the hand-over of the shift that their body names. */
export const ofHandover = {
  kind: handoverKind,
  mode: "exclusive",
  id: ({ body }: { body: ShiftName }) => shiftId(body),
} as const;

export const handoverActs = {
  "handover.open": act({
    kind: handoverKind,
    mode: "exclusive",
    id: ({ body }) => shiftId(body.occurrence),
    facts: () => ({}),
    decide: openHandover,
  }),
  "handover.stand-in": act({
    ...ofHandover,
    shape: shapes.standInBody,
    waits: "for-author",
    facts: (about) => ({
      ...handoverFacts(about),
      functions: actorsFunctions(about, about.body.post),
    }),
    decide: standIn,
  }),
  "handover.prepare": act({
    ...ofHandover,
    shape: shapes.prepareBody,
    waits: "for-author",
    facts: whatIsHandedOver,
    decide: prepareHandover,
  }),
  "handover.amend": act({
    ...ofHandover,
    shape: shapes.amendBody,
    waits: "for-author",
    facts: whatIsHandedOver,
    decide: amendHandover,
  }),
  "handover.reopen": act({
    ...ofHandover,
    shape: shapes.reopenBody,
    waits: "for-author",
    facts: handoverFacts,
    decide: reopenHandover,
  }),
  "handover.sign": act({
    ...ofHandover,
    proof: "pin",
    shape: shapes.signBody,
    facts: ({ body, ...about }) => ({
      ...handoverFacts(about),
      ...besideOthers(about),
      head: headOf({ site: about.siteId, noun: handoverKind.noun, id: shiftId(body) }),
    }),
    decide: signHandover,
  }),
} satisfies Record<string, CommandAct>;

export const handoverAsks = {
  /** One hand-over with everything that its rules ask for. */
  "handover.case": asksOf({
    kind: handoverKind,
    id: ({ body }: { body: ShiftName }) => shiftId(body),
    facts: whatIsHandedOver,
  }),
};
