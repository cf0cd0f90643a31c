import { z } from "zod";
import { siteAsked, streamShape } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { shownJumpShape } from "#server/clock/clock-answer.ts";

/** One rung of the ladder: when it calls or has called, whom, and who of them had a screen open. */
const rungShape = z.object({
  call: z.string(),
  /** When it was called, or, of the next one, when it will be; later ones wait for it. */
  at: z.int(),
  isCalled: z.boolean(),
  /** Null until somebody has looked who holds the function. */
  people: z.array(z.string()).nullable(),
  heardBy: z.array(z.string()),
  heardAt: z.int().nullable(),
  unheardAt: z.int().nullable(),
});

const callShape = z.object({
  stream: streamShape,
  key: z.string(),
  what: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  post: z.string(),
  dueAt: z.int(),
  /** When the first rung was called. */
  since: z.int(),
  rules: z.array(z.string()),
  rungs: z.array(rungShape),
  /** When the next rung is called if nobody answers; null where it was answered or none is left. */
  nextAt: z.int().nullable(),
  /** From when on the call is for everybody of the site; null while rungs are left, and once it was answered. */
  wholeSiteFrom: z.int().nullable(),
  /** Those at this desk who may answer, by the rule itself; about themselves only with a reason, and what calls a colleague by saying that they heard. */
  answering: z.array(z.object({ person: z.string(), about: z.enum(["others", "oneself", "hearing"]) })),
  /** Those at this desk whom it calls, locked or not. */
  calling: z.array(z.string()),
  answeredBy: z.string().nullable(),
  answeredAt: z.int().nullable(),
  selfAnswered: z.boolean(),
});

/** The calls that run at the sites this desk may see, and those answered of which the thing itself is still owed. */
export const callsView = view({
  id: "ledger.calls",
  path: "/api/calls",
  query: siteAsked,
  answer: z.object({
    now: z.int(),
    calls: z.array(callShape),
    /** What those are called who stand in the calls; whose name was erased is missing. */
    names: z.record(z.string(), z.string()),
    /** Jumps of the clock at which nobody has looked yet: while one waits, nobody is called because of the time. */
    clock: z.array(shownJumpShape),
  }),
  refusals: refusedForSite,
});

export type CallsView = typeof callsView;
export type CallNow = z.output<typeof callShape>;
