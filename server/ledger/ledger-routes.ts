import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import { callsAt } from "#duty/grammar/obligation.ts";
import { deskOf, scopeOf, siteOf } from "#server/http/at-desk.ts";
import type { Routes } from "#server/http/routes.ts";
import { type OutstandingRow, outstandingAt } from "./ledger-view.ts";

const lineShape = z.object({
  stream: z.object({ site: z.string(), noun: z.string(), id: z.string() }),
  key: z.string(),
  what: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  post: z.string(),
  person: z.string().nullable(),
  opensAt: z.int(),
  dueAt: z.int(),
  rules: z.array(z.string()),
  ladder: z.array(z.object({ afterMinutes: z.int(), call: z.string(), at: z.int() })),
  missedAt: z.int().nullable(),
  rung: z.int(),
  nextCallAt: z.int().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: z.int().nullable(),
});

/** What is owed and by when: the countdowns of a post's desk. */
export const ledgerRoutes: Routes = (app, services) => {
  app.get(
    "/api/ledger",
    {
      schema: {
        tags: ["ledger"],
        querystring: z.object({ site: key.optional(), post: key.optional() }),
        response: { 200: z.object({ now: z.int(), lines: z.array(lineShape) }) },
      },
    },
    async (request) => {
      const desk = deskOf(request);
      const site = siteOf(desk, request.query.site);
      const about = { org: desk.org, site, post: request.query.post };
      const rows = await services.reading(scopeOf(desk), (sql) => outstandingAt(sql, about));
      return { now: services.now(), lines: rows.map((row) => lineOf(site, row)) };
    },
  );
};

function lineOf(site: string, { noun, id, ladder, ...row }: OutstandingRow): z.infer<typeof lineShape> {
  const calls = ladder.map((rung) => ({ ...rung, at: callsAt(row.dueAt, rung) }));
  const next = row.acknowledgedAt === null ? calls[row.rung] : undefined;
  return { ...row, stream: { site, noun, id }, ladder: calls, nextCallAt: next?.at ?? null };
}
