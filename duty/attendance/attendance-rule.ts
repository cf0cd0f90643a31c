import { z } from "zod";
import { anyPost, cites, functionKey, key, ladder } from "#duty/grammar/cited.ts";

/** The most that a regulation may ask: minutes before a shift by which one signs on, and minutes before that from which one may. */
export const longestLead = { early: 120, opens: 1440 } as const;

/**
 * What a regulation may say of being on duty. Every element may be missing: then nothing is asked. Minutes are whole, and at least one where
 * something is owed by then: at the moment from which it may be done it would be late already. `stricter` tells which of two numbers holds
 * where two regulations bind one post.
 */
export const attendanceElement = z.strictObject({
  key,
  post: anyPost,
  /** Only who stands in the roster, or was put in as cover, signs on. */
  rostered: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Nobody is on duty at two posts at once. */
  onePlace: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Sign-on opens this long before it is due. */
  opens: z
    .strictObject({ minutes: z.int().min(1).max(longestLead.opens).meta({ stricter: "less" }), cites })
    .optional(),
  /** The incoming person signs on this long before the shift; later counts as late. */
  early: z
    .strictObject({ minutes: z.int().min(0).max(longestLead.early).meta({ stricter: "more" }), cites })
    .optional(),
  /** Whoever is put in for somebody after the time to sign on comes within so many minutes. */
  putIn: z.strictObject({ withinMinutes: z.int().min(1).max(240).meta({ stricter: "less" }), cites }).optional(),
  /** Pre-shift line-up: what the leader's briefing must hold, due when the shift starts. */
  briefing: z.strictObject({ keyPoints: z.boolean(), attendees: z.boolean(), cites }).optional(),
  /** Changing posts inside a shift needs the work record of the post one leaves. */
  postChange: z.strictObject({ record: z.boolean(), cites }).optional(),
  /** Nobody leaves before the relief has taken over; a relief that does not come is called up the ladder. */
  untilRelieved: z.strictObject({ required: z.boolean(), ladder, cites }).optional(),
  /**
   * Signing off is owed so many minutes after the shift is over and whoever leads it has handed the post over; whoever may not go, since nobody
   * has come, is to be let go at the latest so many minutes after the end.
   */
  signOff: z
    .strictObject({
      withinMinutes: z.int().min(1).max(240).meta({ stricter: "less" }),
      latestMinutes: z.int().min(1).max(2880).meta({ stricter: "less" }),
      ladder,
      cites,
    })
    .optional(),
  /** A sign-off that was forgotten is recorded afterwards by whoever took the post over, or by one of these functions, who may correct it too. */
  recordSignOff: z.strictObject({ by: z.array(functionKey).min(1).meta({ stricter: "fewer" }), cites }).optional(),
  /** Leaving all the same is recorded by one of these functions, against the person who left. */
  abandonment: z
    .strictObject({ violation: z.boolean(), by: z.array(functionKey).min(1).meta({ stricter: "fewer" }), cites })
    .optional(),
});

export type AttendanceRule = Partial<Omit<z.infer<typeof attendanceElement>, "key" | "post">>;
