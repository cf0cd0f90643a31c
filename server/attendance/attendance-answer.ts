import { z } from "zod";
import type { OwnTurn } from "#duty/attendance/own-turn.ts";
import { asDutyHasIt, postAsked, siteAsked } from "#duty/door/answer-shape.ts";
import { refusedForLooker, refusedForSite } from "#duty/door/edge-refusals.ts";
import { view } from "#duty/door/operation.ts";
import { shiftName } from "#duty/grammar/shape.ts";

const shiftShape = z.object({ date: z.string(), shift: z.string(), startsAt: z.int(), endsAt: z.int() });

/** To whom the regulations leave an act, and which rules say so; null where none does. */
const leftTo = z.object({ by: z.array(z.string()), cites: z.array(z.string()) }).nullable();

const onShape = z.object({
  person: z.string(),
  date: z.string(),
  shift: z.string(),
  since: z.int(),
  lateMinutes: z.int(),
  briefed: z.boolean(),
  /** Whether they have left the post for a while. */
  away: z.boolean(),
  /** Who else may say when they went, and who may say that they left the post. */
  recordSignOff: leftTo,
  abandonment: leftTo,
  /** To whom, at which post, they offered to exchange posts; null where they did not, or took it back. */
  offer: z.object({ to: z.string(), exchangeWith: z.string() }).nullable(),
});

/** Who stands at the post for somebody who is away, and has no turn of their own there perhaps. */
const coveringShape = z.object({ person: z.string(), standsFor: z.string(), since: z.int() });

const dueShape = z.object({
  person: z.string(),
  leading: z.boolean(),
  date: z.string(),
  shift: z.string(),
  startsAt: z.int(),
  dueAt: z.int(),
  lateMinutes: z.int(),
});

const goneShape = z.object({
  person: z.string(),
  date: z.string(),
  shift: z.string(),
  since: z.int(),
  /** When they went, as far as that is known now. */
  offAt: z.int(),
  /** When it was first told that they had gone; a correction names no later time. */
  toldAt: z.int(),
  how: z.enum(["signed-off", "moved", "abandoned", "departed"]),
  /** Who entered that time for them, and when, and whether it was told before; null where they told it themselves. */
  entered: z.object({ at: z.int(), by: z.string(), as: z.enum(["recorded", "corrected"]) }).nullable(),
  /** Who may correct the time of a sign-off, and which rules say so; null where none does, and anybody else may. */
  corrects: leftTo,
  /** Who may say that they had left the post before. */
  abandonment: leftTo,
});

const postShape = z.object({
  post: z.string(),
  /** The shift that runs, and the one that follows; null where the post has none. */
  shift: shiftShape.nullable(),
  next: shiftShape.nullable(),
  on: z.array(onShape),
  covering: z.array(coveringShape),
  due: z.array(dueShape),
  /** Who has gone from the shift that runs and from the last one before it, who went last first. */
  gone: z.array(goneShape),
});

/** Who is on duty, who is due and who is late, post by post. */
export const attendanceView = view({
  id: "attendance.show",
  path: "/api/attendance",
  query: postAsked,
  answer: z.object({ now: z.int(), posts: z.array(postShape) }),
  refusals: [...refusedForSite, "post.unknown"],
});

/** A turn of the person who asks, with all that signing on and off rest on, so that a screen can ask the rules themselves. */
export const ownTurnView = view({
  id: "attendance.turn",
  path: "/api/attendance/turn",
  query: siteAsked.extend(shiftName.shape),
  answer: z.object({ now: z.int(), turn: asDutyHasIt<OwnTurn>("OwnTurn") }),
  refusals: [...refusedForSite, ...refusedForLooker],
});

export type OwnTurnView = typeof ownTurnView;
export type AttendanceView = typeof attendanceView;
export type AttendanceAnswer = z.output<AttendanceView["answer"]>;
export type PostAttendance = z.output<typeof postShape>;
export type ShiftHere = z.output<typeof shiftShape>;
export type OnDuty = z.output<typeof onShape>;
export type CoversHere = z.output<typeof coveringShape>;
export type GoneFromDuty = z.output<typeof goneShape>;
export type DueForDuty = z.output<typeof dueShape>;
