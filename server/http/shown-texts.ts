import type { Texts } from "#duty/door/answer-shape.ts";
import type { Context } from "#server/door/context.ts";
import type { Services } from "#server/start/services.ts";

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
