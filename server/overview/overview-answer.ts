import { z } from "zod";
import { siteAsked, streamShape } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { dateFromOutside, wholeInAddress } from "#duty/grammar/shape.ts";
import { dueOutcomes } from "#duty/ledger/outcome.ts";
import { clockFaultShape, shownJumpShape } from "#server/clock/clock-answer.ts";

/** Asked by whoever holds a function at the site. */
const refusals = [...refusedForSite, ...refusedForLooker, "account.not-a-supervisor"];

const detail = z.record(z.string(), z.union([z.string(), z.number()])).nullable();

/** `in-charge`: on duty in the shift. `away`: has left for a while. `covering`: stands there for somebody who is away. */
const presentShape = z.object({
  person: z.string(),
  date: z.string(),
  shift: z.string(),
  since: z.int().nullable(),
  as: z.enum(["in-charge", "away", "covering"]),
});

/**
 * `empty`: a shift runs and nobody is there. `waiting`: whoever is there waits for a relief that has not come. `handing-over`: a hand-over is
 * prepared and not signed. `manned`: somebody is there. `closed`: nobody is due now.
 */
const statusShape = z.enum(["empty", "waiting", "handing-over", "manned", "closed"]);

const postShape = z.object({
  post: z.string(),
  status: statusShape,
  on: z.array(presentShape),
  /** The next change of shift, or the one that is overdue; who is to relieve, as far as they have not come. */
  change: z.object({ at: z.int(), date: z.string(), shift: z.string(), reliefs: z.array(z.string()) }).nullable(),
  /** The hand-over that runs, or the last that was completed. */
  handover: z
    .object({
      date: z.string(),
      shift: z.string(),
      completedAt: z.int().nullable(),
      lateMinutes: z.int().nullable(),
      /** How far it has come: written up, counted, given, taken. */
      written: z.boolean(),
      counted: z.boolean(),
      given: z.boolean(),
      taken: z.boolean(),
    })
    .nullable(),
  overdue: z.int(),
  matters: z.int(),
  mattersOverdue: z.int(),
  lastLineAt: z.int().nullable(),
});

/** What is owed: `text` is that of the matter, where it is one and was not erased. */
const owedShape = z.object({
  stream: streamShape,
  key: z.string(),
  what: z.string(),
  detail,
  post: z.string(),
  person: z.string().nullable(),
  dueAt: z.int(),
  rules: z.array(z.string()),
  text: z.string().nullable(),
});

/** Who answered the calls about it, and whether it is about themselves: for everybody else nobody has then (ZB-27). */
const answerShape = { acknowledgedBy: z.string().nullable(), selfAnswered: z.boolean() };

/** `call`: somebody was called and nobody has answered. `signature`: only one side has still to sign. */
const toDoShape = owedShape.extend({
  kind: z.enum(["call", "overdue", "signature", "soon"]),
  ...answerShape,
  /** The side whose signature is missing, where it is the only one. */
  waitsFor: z.enum(["outgoing", "incoming"]).nullable(),
});

const turnShape = z.object({ post: z.string(), date: z.string(), shift: z.string() });

const countsShape = z.object({ due: z.int(), inTime: z.int(), late: z.int(), missed: z.int() });

/** One obligation behind a figure, and what came of it. */
const evidenceShape = owedShape.omit({ text: true }).extend({
  metAt: z.int().nullable(),
  outcome: z.enum(dueOutcomes),
  ...answerShape,
  clock: clockFaultShape,
});

/** How a site is and what is to be done there: the first screen of whoever answers for it. */
export const overviewView = view({
  id: "overview.show",
  path: "/api/overview",
  query: siteAsked,
  answer: z.object({
    now: z.int(),
    /** In the order of the set-up. */
    posts: z.array(postShape),
    /** The worst first; `toDoTotal` counts those that are not told as well. */
    toDo: z.array(toDoShape),
    toDoTotal: z.int(),
    /** What comes next for whoever looks. */
    mine: owedShape.nullable(),
    /** What comes due in the next hours, by kind and moment. */
    ahead: z.array(
      z.object({
        lane: z.enum(["change", "matters", "others"]),
        what: z.string(),
        at: z.int(),
        count: z.int(),
        post: z.string(),
      }),
    ),
    aheadUntil: z.int(),
    /** Functions that ladders call at a post and that nobody holds who can sign in; the rules are those of the ladders. */
    unheard: z.array(z.object({ post: z.string(), function: z.string(), rules: z.array(z.string()) })),
    /** Jumps of the clock at which nobody has looked yet. */
    clock: z.array(shownJumpShape),
    /** People whom the plan in force puts into two shifts at once, with both; the soonest first. */
    doubled: z.array(z.object({ person: z.string(), turns: z.array(turnShape), rules: z.array(z.string()) })),
    yesterday: z.object({
      date: z.string(),
      byRule: z.array(countsShape.extend({ rule: z.string() })),
      byPost: z.array(countsShape.extend({ post: z.string() })),
    }),
    /** What was overdue today and has been met since, the last first. */
    settled: z.array(evidenceShape),
  }),
  refusals,
});

/** What was due on each of the last days and what came of it, today as far as it has gone. */
export const daysView = view({
  id: "overview.days",
  path: "/api/overview/days",
  query: siteAsked.extend({ days: wholeInAddress(1, 31).default(7) }),
  answer: z.object({ now: z.int(), days: z.array(countsShape.extend({ date: z.string() })) }),
  refusals,
});

/** The obligations behind a figure: of one day, by rule, post and outcome. Without an outcome all that were due. */
export const outcomesView = view({
  id: "overview.outcomes",
  path: "/api/overview/outcomes",
  query: siteAsked.extend({
    day: dateFromOutside,
    rule: z
      .string()
      .regex(/^[A-Z]{2,5}\d*-\d{2}$/)
      .max(20)
      .optional(),
    post: key.optional(),
    outcome: z.enum(dueOutcomes).optional(),
    most: wholeInAddress(1, 500).default(200),
  }),
  answer: z.object({ now: z.int(), obligations: z.array(evidenceShape) }),
  refusals,
});

/** What happened and should be looked at; `text` is the account or the reason, null where nobody gave one or it was erased. */
const happeningShape = z.object({
  kind: z.enum(["violation", "abandonment", "never-came", "leave", "late-hand-over"]),
  stream: streamShape,
  at: z.int(),
  post: z.string(),
  person: z.string().nullable(),
  /** By how much a hand-over was late, or how long somebody was away; null while they are, and where it makes no sense. */
  minutes: z.int().nullable(),
  rules: z.array(z.string()),
  text: z.string().nullable(),
});

/** Violations, absences, abandonments and late hand-overs since yesterday's beginning, the latest first. */
export const happenedView = view({
  id: "overview.happened",
  path: "/api/overview/happened",
  query: siteAsked,
  answer: z.object({ now: z.int(), happened: z.array(happeningShape) }),
  refusals,
});

export type OverviewView = typeof overviewView;
export type DaysView = typeof daysView;
export type OutcomesView = typeof outcomesView;
export type HappenedView = typeof happenedView;
export type OverviewAnswer = z.output<OverviewView["answer"]>;
export type BoardPost = z.output<typeof postShape>;
export type PostStatus = z.output<typeof statusShape>;
export type PresentPerson = z.output<typeof presentShape>;
export type ToDo = z.output<typeof toDoShape>;
export type DayCounts = z.output<typeof countsShape>;
export type OutcomeEvidence = z.output<typeof evidenceShape>;
export type SiteHappening = z.output<typeof happeningShape>;
