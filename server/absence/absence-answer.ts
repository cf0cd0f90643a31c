import { z } from "zod";
import type { AbsenceRule } from "#duty/absence/absence-rule.ts";
import { asDutyHasIt, mostRows, postAsked } from "#duty/door/answer-shape.ts";
import { refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";

const turn = z.object({ post: z.string(), date: z.string(), shift: z.string(), person: z.string() });

/** A leave that is asked for, taken, or taken at once and not explained; a text is null where nobody wrote one or it was erased. */
const leaveShape = turn.extend({
  /** `asked`: waits for whoever should cover. `away`: has gone. `back`: is there again, and still owes the reason. */
  phase: z.enum(["asked", "away", "back"]),
  why: z.enum(["meal", "work", "other"]).nullable(),
  reason: z.string().nullable(),
  to: z.string().nullable(),
  device: z.string().nullable(),
  since: z.int(),
  atOnce: z.boolean(),
  said: z.boolean(),
  returnBy: z.int().nullable(),
  /** By when they must be back. */
  dueAt: z.int(),
  /** Whoever is asked to cover, or covers. */
  cover: turn.nullable(),
  /** Since when nobody stands there for them though somebody should. */
  bareSince: z.int().nullable(),
  told: z.array(z.string()),
  heard: z.array(z.string()),
});

/** Who has left a post of the site for a while, wants to, or has not yet said why they did; the oldest first. */
export const absencesView = view({
  id: "absence.list",
  path: "/api/absence",
  query: postAsked.extend({ most: mostRows(100) }),
  answer: z.object({
    now: z.int(),
    leaves: z.array(leaveShape),
    /** What the regulation says of leaving the post that was asked for; nothing, where none was. */
    rule: asDutyHasIt<AbsenceRule>("AbsenceRule"),
  }),
  refusals: refusedForSite,
});

export type AbsencesView = typeof absencesView;
export type AbsencesAnswer = z.output<AbsencesView["answer"]>;
export type ShownLeave = z.output<typeof leaveShape>;
