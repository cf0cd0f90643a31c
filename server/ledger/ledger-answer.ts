import { z } from "zod";
import { postAsked, streamShape } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";

/** One obligation that is not yet met, with how far the calling has gone. */
const owedShape = z.object({
  stream: streamShape,
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
  /** Whoever answered is whom it is about: for everybody else nobody has (ZB-27). */
  selfAnswered: z.boolean(),
});

/** What is owed and by when: the countdowns of a post's desk. */
export const ledgerView = view({
  id: "ledger.list",
  path: "/api/ledger",
  query: postAsked,
  answer: z.object({ now: z.int(), lines: z.array(owedShape) }),
  refusals: refusedForSite,
});

export type LedgerView = typeof ledgerView;
export type Owed = z.output<typeof owedShape>;
