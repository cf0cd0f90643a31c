import type { PersonId } from "#duty/grammar/entry.ts";
import type { SettleMatterFacts } from "#duty/matter/progress-matter.ts";
import type { Context } from "#server/door/context.ts";
import type { Services } from "#server/start/services.ts";

/** Who somebody is at each of these posts: on it rests what they may do about the matters there. */
export async function factsAt(
  services: Pick<Services, "ask">,
  context: Context,
  { site, posts, person }: { readonly site: string; readonly posts: readonly string[]; readonly person: PersonId },
): Promise<ReadonlyMap<string, SettleMatterFacts>> {
  const asked = [...new Set(posts)].map(async (post) => {
    const { facts } = await services.ask(context, { ask: "matter.at-post", site, body: { post }, actor: { person } });
    return [post, facts as unknown as SettleMatterFacts] as const;
  });
  return new Map(await Promise.all(asked));
}
