import type { PersonId } from "#duty/grammar/entry.ts";
import { type Matter, matterId, matterKind, nobodysMatter } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import { maySettle } from "#duty/matter/progress-matter.ts";
import { mayRelease } from "#duty/matter/release-matter.ts";
import type { Context } from "#server/door/context.ts";
import { actingPerson, deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { type MattersAnswer, mattersView } from "./matter-answer.ts";
import { factsAt } from "./matter-facts.ts";
import { closedMatters, openMatters } from "./matter-view.ts";
import { shown, takenAtOnce, withLatestNotes } from "./shown-matter.ts";

/** What is open, by due time; with `settledBefore`, what was settled, the latest first. */
export const matterRoutes: Routes = (app, services) => {
  app.get(mattersView.path, describedBy(mattersView), async (request): Promise<MattersAnswer> => {
    const desk = deskOf(request);
    const context = scopeOf(desk);
    const { post, most, after, settledBefore: before } = request.query;
    const site = siteOf(desk, request.query.site);
    // One more than is shown tells whether there is more.
    const asked = { site, post, after, most: most + 1 };
    const ids = await services.reading(context, (sql) =>
      before === undefined ? openMatters(sql, context, asked) : closedMatters(sql, context, { ...asked, before }),
    );
    const { person } = actingPerson(request);
    const { taken, ...shown } = await show(services, context, { site, post, ids: ids.slice(0, most), person });
    return { ...shown, more: ids.length > taken };
  });
};

async function show(
  services: Services,
  context: Context,
  { site, post, ids, person }: { site: string; post: string | undefined; ids: readonly string[]; person: PersonId },
): Promise<Omit<MattersAnswer, "more"> & { readonly taken: number }> {
  // A matter that nobody has opened yet is judged by the rule of the post as it is now.
  const blank = post === undefined ? [] : [matterId({ post, matter: nobodysMatter })];
  const streams = await services.streams(
    context,
    [...blank, ...ids].map((id) => ({ site, noun: matterKind.noun, id })),
  );
  const all = streams.slice(blank.length);
  const taken = takenAtOnce(all.map(({ state }) => state as Matter));
  const found = all.slice(0, taken);
  const states = found.map((each) => each.state as Matter);
  const posts = states.map((each) => each.post);
  const [texts, facts] = await Promise.all([
    textsIn(services, context, states.map(withLatestNotes)),
    factsAt(services, context, { site, posts, person }),
  ]);
  const may = (state: Matter, index: number) => {
    const about = [state, (found[index]?.rule ?? {}) as MatterRule, facts.get(state.post) ?? nobody] as const;
    return { mayRelease: mayRelease(...about), maySettle: maySettle(...about) };
  };
  return {
    taken,
    now: services.now(),
    matters: states.flatMap((state, index) =>
      shown(ids[index] ?? "", state, texts).map((each) => ({ ...each, ...may(state, index) })),
    ),
    rule: ((post === undefined ? undefined : streams[0]?.rule) ?? {}) as MatterRule,
  };
}

const nobody = { functions: [], onDuty: false };
