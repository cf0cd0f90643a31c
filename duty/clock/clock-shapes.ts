import { z } from "zod";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { exactText, instantShape } from "#duty/grammar/shape.ts";

const server = z.string().max(255);

/** What the database's clock says of a jump: nothing (it is the same clock, or is not known), that the new time is right, or that it is wrong. */
const witness = z.enum(["none", "for", "against"]);

/** `from`: what the clock would have shown; `to`: what it shows. */
const jumped = z.strictObject({ jump: z.string(), from: instantShape, to: instantShape, witness, server });

const gap = z.strictObject({ from: instantShape, to: instantShape, server });

export const clockEntries = {
  "clock.jumped": jumped,
  /** Misses and calls go on: the wait was as long as it may be, or the database's clock has said that the time is right. */
  "clock.resumed": z.strictObject({ jump: z.string(), by: z.enum(["time", "database"]) }),
  /** Whoever entered it has looked at the clock, and it is right. */
  "clock.confirmed": z.strictObject({ jump: z.string() }),
  /** The program did not run. */
  "clock.gap": gap,
} satisfies EntryShapes;

export const confirmJumpBody = z.strictObject({ jump: exactText({ shortest: 1, longest: 290 }) });

export type JumpBody = Omit<z.infer<typeof jumped>, "jump">;
export type GapBody = z.infer<typeof gap>;
export type ResumeBody = Extract<ClockEntry, { type: "clock.resumed" }>["body"];
export type ConfirmJumpBody = z.infer<typeof confirmJumpBody>;
export type ClockEntry = EntryOf<typeof clockEntries>;
