import { z } from "zod";
import type { Asked } from "#duty/door/table.ts";
import { key } from "#duty/grammar/cited.ts";
import { instantInAddress, shiftName } from "#duty/grammar/shape.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverRule } from "#duty/handover/handover-rule.ts";
import type { PrepareFacts } from "#duty/handover/prepare-handover.ts";
import { type Matter, matterKind } from "#duty/matter/matter.ts";
import type { Context } from "#server/door/context.ts";
import { deskOf, lookingPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import type { Routes } from "#server/http/routes.ts";
import { asDutyHasIt, textsIn, textsShape } from "#server/http/shown-texts.ts";
import type { Services } from "#server/start/services.ts";
import { type HandoverRow, handoversBefore } from "./handover-view.ts";

const matterShape = z.object({
  id: z.string(),
  class: z.enum(["ordinary", "important", "continuing"]),
  text: z.string().nullable(),
  dueAt: z.int(),
  holder: z.string().nullable(),
  released: z.boolean(),
});

/** One hand-over with all that its rules ask for, so that a screen can ask them itself why something may not be done. */
const handoverShape = z.object({
  now: z.int(),
  stream: z.object({ site: z.string(), noun: z.string(), id: z.string() }),
  head: z.object({ version: z.int(), hash: z.string() }),
  state: asDutyHasIt<Handover>(),
  rule: asDutyHasIt<HandoverRule>(),
  facts: asDutyHasIt<PrepareFacts>(),
  texts: textsShape,
  matters: z.array(matterShape),
});

export type HandoverView = z.infer<typeof handoverShape>;

const listQuery = z.object({
  site: key.optional(),
  post: key.optional(),
  before: instantInAddress.optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
});

/** Hand-overs: one with everything that signing it needs, and the history of a post. */
export const handoverRoutes: Routes = (app, services) => {
  app.get(
    "/api/handover",
    {
      schema: {
        tags: ["handover"],
        querystring: z.object({ site: key.optional(), ...shiftName.shape }),
        response: { 200: handoverShape },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const { site, ...shift } = request.query;
      const actor = { person: lookingPerson(request).person };
      return caseOf(services, scopeOf(desk), { ask: "handover.case", site: siteOf(desk, site), body: shift, actor });
    },
  );
  app.get(
    "/api/handover/list",
    {
      schema: {
        tags: ["handover"],
        querystring: listQuery,
        response: { 200: z.object({ now: z.int(), handovers: asDutyHasIt<readonly HandoverRow[]>() }) },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const { site, post, before = Number.MAX_SAFE_INTEGER, most } = request.query;
      const asked = { site: siteOf(desk, site), post, before, most };
      const context = scopeOf(desk);
      return {
        now: services.now(),
        handovers: await services.reading(context, (sql) => handoversBefore(sql, context, asked)),
      };
    },
  );
};

async function caseOf(services: Services, context: Context, asked: Asked): Promise<HandoverView> {
  const its = await services.ask(context, asked);
  const { stream, head } = its;
  const state = its.state as Handover;
  const facts = its.facts as unknown as PrepareFacts;
  const listed = "preparation" in state ? (state.preparation?.matters ?? []) : [];
  const ids = [...new Set([...facts.matters, ...listed].map((each) => each.id))];
  const matters = await services.streams(
    context,
    ids.map((id) => ({ site: stream.site, noun: matterKind.noun, id })),
  );
  const states = matters.map((each) => each.state as Matter);
  const texts = await textsIn(services, context, state, states);
  return {
    now: services.now(),
    stream,
    head,
    state,
    rule: its.rule as HandoverRule,
    facts,
    texts,
    matters: states.flatMap((matter, index) => {
      if (matter.phase === "unknown") return [];
      const { class: its, text, dueAt, holder, released } = matter;
      const shown = texts[text.sealed] ?? null;
      return [{ id: ids[index] ?? "", class: its, text: shown, dueAt, holder: holder ?? null, released }];
    }),
  };
}
