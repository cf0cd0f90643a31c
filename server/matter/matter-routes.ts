import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { instantInAddress } from "#duty/grammar/shape.ts";
import { type Matter, matterKind } from "#duty/matter/matter.ts";
import type { MatterRule } from "#duty/matter/matter-rule.ts";
import type { Context } from "#server/door/context.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import type { Routes } from "#server/http/routes.ts";
import { asDutyHasIt, type Texts, textsIn } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { closedMatters, openMatters } from "./matter-view.ts";

const matterShape = z.object({
  id: z.string(),
  post: z.string(),
  class: z.enum(["ordinary", "important", "continuing"]),
  text: z.string().nullable(),
  openedAt: z.int(),
  openedBy: z.string().nullable(),
  dueAt: z.int(),
  settledAt: z.int().nullable(),
  holder: z.string().nullable(),
  passes: z.int(),
  released: z.boolean(),
  page: z.string().nullable(),
  line: z.string().nullable(),
  notes: z.array(
    z.object({
      what: z.enum(["progressed", "released", "settled"]),
      text: z.string().nullable(),
      by: z.string().nullable(),
      at: z.int(),
    }),
  ),
});

/** Matters with what was said of them, and what the regulation says of matters at the post; nothing, where no one post was asked for. */
const mattersShape = z.object({
  now: z.int(),
  matters: z.array(matterShape),
  rule: asDutyHasIt<MatterRule>(),
});

export type MattersView = z.infer<typeof mattersShape>;

/** What is open, by due time; with `settledBefore`, what was settled, the latest first. */
export const matterRoutes: Routes = (app, services) => {
  app.get(
    "/api/matter",
    {
      schema: {
        tags: ["matter"],
        querystring: z.object({
          site: key.optional(),
          post: key.optional(),
          settledBefore: instantInAddress.optional(),
          most: z.coerce.number().int().min(1).max(200).default(200),
        }),
        response: { 200: mattersShape },
      },
    },
    async (request): Promise<MattersView> => {
      const desk = deskOf(request);
      const context = scopeOf(desk);
      const { post, most, settledBefore: before } = request.query;
      const site = siteOf(desk, request.query.site);
      const ids = await services.reading(context, (sql) =>
        before === undefined
          ? openMatters(sql, context, { site, post, most })
          : closedMatters(sql, context, { site, post, before, most }),
      );
      return show(services, context, { site, post, ids });
    },
  );
};

async function show(
  services: Services,
  context: Context,
  { site, post, ids }: { site: string; post: string | undefined; ids: readonly string[] },
): Promise<MattersView> {
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

function shown(id: string, matter: Matter, texts: Texts): z.infer<typeof matterShape>[] {
  if (matter.phase === "unknown") return [];
  const { post, class: its, text, openedAt, openedBy, dueAt, holder, passes, released, page, line, notes } = matter;
  return [
    {
      ...{ id, post, class: its, openedAt, dueAt, passes, released },
      text: texts[text.sealed] ?? null,
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
