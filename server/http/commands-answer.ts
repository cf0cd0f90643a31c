import { z } from "zod";
import { headShape, streamShape } from "#duty/door/answer-shape.ts";
import { refusedAsCommand, refusedForPin } from "#duty/door/edge-refusals.ts";
import { operation } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { pinPattern } from "#duty/grammar/limits.ts";
import {
  commandFromOutside,
  deviceInstant,
  exactText,
  idFromOutside,
  versionFromOutside,
} from "#duty/grammar/shape.ts";

/** What goes with the body of every act. */
export const envelopeShape = z.strictObject({
  id: commandFromOutside,
  site: key,
  seen: z.strictObject({ version: versionFromOutside, hash: exactText({ shortest: 0, longest: 64 }) }).optional(),
  deviceTime: deviceInstant.optional(),
  pin: z.string().regex(pinPattern).optional(),
});

/** A phone's command names its act and its actor; the rest is checked when its turn comes. */
export const inBatch = envelopeShape.extend({
  act: z.string().max(80),
  as: idFromOutside.optional(),
  body: z.unknown(),
});

/** By what a phone tells its commands apart, whatever else is wrong with them. */
export const idInBatch = z.object({ id: exactText({ shortest: 1, longest: 200 }) });

const receiptShape = headShape.extend({ stream: streamShape });

/** `id`: the command that it answers, so that no other answer is taken for it. `replayed`: it had been answered before, and nothing was changed now. */
export const commandAnswerShape = z.object({ id: z.string(), receipt: receiptShape, replayed: z.boolean() });

/** What a program is told when something may not be (RFC 9457). People read the sentence that their browser makes of `code`. */
export const problemShape = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  rules: z.array(z.string()).readonly(),
  field: z.string().optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])).optional(),
  issues: z.array(z.object({ field: z.string(), code: z.string() })).optional(),
  instance: z.string(),
});

const answerInBatch = z.union([
  z.object({ status: z.literal(200), ...commandAnswerShape.shape }),
  z.object({ id: z.string().nullable(), status: z.int(), problem: problemShape }),
]);

/** The way of a phone that was without signal: each command stands alone, and is checked when its turn comes, so that a bad one stops nobody. */
export const commandBatch = operation({
  id: "commands.send-batch",
  method: "POST",
  path: "/api/commands",
  summary: "batch",
  body: z.strictObject({ commands: z.array(z.unknown()).min(1).max(100) }),
  answer: z.object({ answers: z.array(answerInBatch) }),
  refusals: [...refusedAsCommand, ...refusedForPin, "command.no-such-act"],
});

/** A command of a batch when its shape has been read, without its act and who sent it. */
export type CommandAsRead = Omit<z.output<typeof inBatch>, "act" | "as">;
export type CommandEnvelope = z.input<typeof envelopeShape>;
export type CommandReceipt = z.output<typeof receiptShape>;
export type AnswerToCommand = z.output<typeof commandAnswerShape>;
export type AnswerInBatch = z.output<typeof answerInBatch>;
export type ProblemBody = z.output<typeof problemShape>;
