import type { Texts } from "#duty/door/answer-shape.ts";
import { type Matter, matterKind } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import type { Context } from "#server/door/context.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import { describedBy } from "#server/http/described-by.ts";
import type { Routes } from "#server/http/routes.ts";
import { textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { type MattersAnswer, mattersView, type ShownMatter } from "./matter-answer.ts";
import { closedMatters, openMatters } from "./matter-view.ts";

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
    return { ...(await show(services, context, { site, post, ids: ids.slice(0, most) })), more: ids.length > most };
  });
};

async function show(
  services: Services,
  context: Context,
  { site, post, ids }: { site: string; post: string | undefined; ids: readonly string[] },
): Promise<Omit<MattersAnswer, "more">> {
  // A matter that nobody has opened yet is judged by the rule of the post as it is now.
  const blank = post === undefined ? [] : [`${post}/00000000-0000-4000-8000-000000000000`];
  const streams = await services.streams(
    context,
    [...blank, ...ids].map((id) => ({ site, noun: matterKind.noun, id })),
  );
  const states = streams.slice(blank.length).map((each) => each.state as Matter);
  const texts = await textsIn(services, context, states);
  return {
    now: services.now(),
    matters: states.flatMap((state, index) => shown(ids[index] ?? "", state, texts)),
    rule: ((post === undefined ? undefined : streams[0]?.rule) ?? {}) as MatterRule,
  };
}

function shown(id: string, matter: Matter, texts: Texts): ShownMatter[] {
  if (matter.phase === "unknown") return [];
  const {
    post,
    class: its,
    text,
    kit,
    openedAt,
    openedBy,
    dueAt,
    holder,
    passes,
    released,
    page,
    line,
    notes,
  } = matter;
  return [
    {
      ...{ id, post, class: its, openedAt, dueAt, passes, released },
      text: (text && texts[text.sealed]) ?? null,
      kit: kit ?? null,
      openedBy: openedBy ?? null,
      settledAt: matter.phase === "settled" ? matter.settledAt : null,
      holder: holder ?? null,
      page: page ?? null,
      line: line ?? null,
      notes: notes.map(({ what, text: said, by, at }) => {
        return { what, text: texts[said.sealed] ?? null, by: by ?? null, at };
      }),
    },
  ];
}
