import { type Matter, matterKind } from "#duty/matter/matter.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { SiteLook } from "./site-look.ts";

/** What is written of each matter among these rows, by its id; null where it was erased, and of kit, of which nothing is written. */
export async function textsOfMatters(
  { services, context, site }: SiteLook,
  rows: readonly { readonly noun: string; readonly id: string }[],
): Promise<ReadonlyMap<string, string | null>> {
  const ids = [...new Set(rows.filter(({ noun }) => noun === matterKind.noun).map(({ id }) => id))];
  const streams = await services.streams(
    context,
    ids.map((id) => ({ site, noun: matterKind.noun, id })),
  );
  const matters = streams.map(({ state }) => state as Matter);
  const texts = await textsIn(
    services,
    context,
    matters.map((each) => (each.phase === "unknown" ? [] : each.text)),
  );
  return new Map(
    matters.map((each, index) => [
      ids[index] ?? "",
      each.phase === "unknown" || !each.text ? null : (texts[each.text.sealed] ?? null),
    ]),
  );
}
