import { z } from "zod";
import { refusedAsCommand } from "#duty/door/edge-refusals.ts";
import { operation } from "#duty/door/operation.ts";
import { deviceInstant, idFromOutside } from "#duty/grammar/shape.ts";
import { commandAnswerShape, envelopeShape } from "./commands-answer.ts";

/** The key's word that its holder wrote this then, as it is made when it is written; see docs/decisions/0019. */
const writtenProof = z.strictObject({
  version: z.int().min(1).max(99),
  device: idFromOutside,
  opening: idFromOutside,
  signature: z.string().regex(/^[\w-]{86}$/),
});

const writtenCommand = envelopeShape.omit({ pin: true }).extend({
  act: z
    .string()
    .max(80)
    .regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/),
  as: idFromOutside,
  body: z.unknown(),
  deviceTime: deviceInstant,
  proof: writtenProof,
});

/**
 * The way of what waited in a browser, whoever sits there now: the proof says who wrote it and when. What is sent is checked by its own act's shape once
 * the proof holds.
 */
export const commandByProof = operation({
  id: "commands.send-by-proof",
  method: "POST",
  path: "/api/commands-by-proof",
  desk: "anyone",
  summary: "by-proof",
  body: writtenCommand,
  answer: commandAnswerShape,
  refusals: [
    ...refusedAsCommand,
    "command.no-such-act",
    "proof.author-left",
    "proof.needs-author",
    "proof.other-site",
    "proof.other-time",
    "proof.unknown",
    "proof.withdrawn",
    "proof.wrong",
  ],
});

export type CommandByProof = typeof commandByProof;
export type WrittenCommand = z.output<typeof writtenCommand>;
export type WrittenProof = z.output<typeof writtenProof>;
