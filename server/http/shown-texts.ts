import { z } from "zod";
import type { Context } from "#server/door/context.ts";
import type { Services } from "#server/start/services.ts";

/** Texts by the commitment that stands for them in a state; null where a text was erased, so that its place still shows. */
export const textsShape = z.record(z.string(), z.string().nullable());

export type Texts = z.infer<typeof textsShape>;

/** What duty has made and checked itself goes out as it is; described by its type, for the browser asks the same rules with it. */
export function asDutyHasIt<T>(): z.ZodType<T> {
  return z.unknown() as unknown as z.ZodType<T>;
}

/** The texts behind every commitment in these values, as far as the context reaches. */
export async function textsIn(services: Services, context: Context, ...values: unknown[]): Promise<Texts> {
  const revealed = await services.texts(context, [...new Set(values.flatMap(commitmentsIn))]);
  return Object.fromEntries(
    [...revealed].map(([commitment, each]) => [commitment, each.state === "text" ? each.text : null]),
  );
}

function commitmentsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(commitmentsIn);
  if (typeof value !== "object" || value === null) return [];
  if ("sealed" in value && typeof value.sealed === "string") return [value.sealed];
  return Object.values(value).flatMap(commitmentsIn);
}
