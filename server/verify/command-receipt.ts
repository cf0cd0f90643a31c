import { z } from "zod";
import type { StoredReceipt } from "./evidence.ts";

const answerShape = z.looseObject({
  stream: z.looseObject({ site: z.string(), noun: z.string(), id: z.string() }),
  head: z.looseObject({ version: z.int(), hash: z.string() }),
});

/** The receipt in a kept answer: where the command's own stream stood afterwards. Undefined where the command reached none. */
export function receiptOf(answer: unknown): StoredReceipt | undefined {
  const parsed = answerShape.safeParse(answer);
  if (!parsed.success) return undefined;
  const { stream, head } = parsed.data;
  return { site: stream.site, stream: `${stream.noun}/${stream.id}`, version: head.version, hash: head.hash };
}
