import { z } from "zod";
import { asDutyHasIt, headShape, siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { key } from "#duty/grammar/cited.ts";
import { monthFromOutside } from "#duty/grammar/shape.ts";
import { sortsOfDay } from "#duty/grammar/special-days.ts";
import type { Roster } from "#duty/roster/roster.ts";
import type { RosterRule } from "#duty/roster/roster-rule.ts";
import type { MonthFacts } from "#duty/wiring/roster-wiring.ts";

/** What the calendar of the site says of a day; `name`: of a day that is not what its weekday says. */
const dayOfMonth = z.object({ date: z.string(), sort: z.enum(sortsOfDay), name: z.string().nullable() });

const shiftOfDay = z.object({ date: z.string(), shift: z.string(), startsAt: z.int(), endsAt: z.int() });

/** The month of one post: what its set-up wants, who stands where, and what whoever looks may do about it. */
export const rosterView = view({
  id: "roster.show",
  path: "/api/roster",
  query: siteAsked.extend({ post: key, month: monthFromOutside }),
  answer: z.object({
    now: z.int(),
    /** Where the roster stands: sent as `seen` when the month is published again. */
    head: headShape,
    state: asDutyHasIt<Roster>("Roster"),
    rule: asDutyHasIt<RosterRule>("RosterRule"),
    facts: asDutyHasIt<MonthFacts>("MonthFacts"),
    /** The shifts that the post has in this month by its set-up, in the order in which they begin. */
    shifts: z.array(shiftOfDay),
    /** The days on which it has any. */
    days: z.array(dayOfMonth),
  }),
  refusals: [...refusedForSite, ...refusedForLooker],
});

export type RosterView = typeof rosterView;
export type MonthAnswer = z.output<RosterView["answer"]>;
export type DayOfMonth = z.output<typeof dayOfMonth>;
export type ShiftOfDay = z.output<typeof shiftOfDay>;
