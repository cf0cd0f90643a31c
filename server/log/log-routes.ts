import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { instantInAddress, shiftName } from "#duty/grammar/shape.ts";
import type { Page } from "#duty/log/log.ts";
import type { LogRule } from "#duty/log/log-rule.ts";
import type { WriteLineFacts } from "#duty/log/write-line.ts";
import { deskOf, lookingPerson, scopeOf, siteOf } from "#server/http/at-desk.ts";
import type { Routes } from "#server/http/routes.ts";
import { asDutyHasIt, textsIn, textsShape } from "#server/http/shown-texts.ts";
import { type PageRow, pagesBefore } from "./page-view.ts";

/** One page with the texts of its lines; `facts` are those of writing a line now, for whoever asks. */
const pageShape = z.object({
  now: z.int(),
  stream: z.object({ site: z.string(), noun: z.string(), id: z.string() }),
  head: z.object({ version: z.int(), hash: z.string() }),
  state: asDutyHasIt<Page>(),
  rule: asDutyHasIt<LogRule>(),
  facts: asDutyHasIt<WriteLineFacts>(),
  texts: textsShape,
});

export type PageView = z.infer<typeof pageShape>;

const listQuery = z.object({
  site: key.optional(),
  post: key.optional(),
  before: instantInAddress.optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
});

/** The books of the posts: one page, and the list of pages. */
export const logRoutes: Routes = (app, services) => {
  app.get(
    "/api/log",
    {
      schema: {
        tags: ["log"],
        querystring: z.object({ site: key.optional(), ...shiftName.shape }),
        response: { 200: pageShape },
      },
    },
    async (request): Promise<PageView> => {
      const desk = deskOf(request);
      const context = scopeOf(desk);
      const { site, ...shift } = request.query;
      const asked = { ask: "log.page", site: siteOf(desk, site), body: shift };
      const its = await services.ask(context, { ...asked, actor: { person: lookingPerson(request).person } });
      const { stream, head } = its;
      const state = its.state as Page;
      return {
        now: services.now(),
        stream,
        head,
        state,
        rule: its.rule as LogRule,
        facts: its.facts as unknown as WriteLineFacts,
        texts: await textsIn(services, context, state),
      };
    },
  );
  app.get(
    "/api/log/list",
    {
      schema: {
        tags: ["log"],
        querystring: listQuery,
        response: { 200: z.object({ now: z.int(), pages: asDutyHasIt<readonly PageRow[]>() }) },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const { site, post, before = Number.MAX_SAFE_INTEGER, most } = request.query;
      const asked = { site: siteOf(desk, site), post, before, most };
      const context = scopeOf(desk);
      return { now: services.now(), pages: await services.reading(context, (sql) => pagesBefore(sql, context, asked)) };
    },
  );
};
