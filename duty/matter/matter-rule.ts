import { z } from "zod";
import { anyPost, cites, functionKey, key, ladder } from "#duty/grammar/cited.ts";

const called = z.strictObject({ ladder, cites }).optional();

/** What a regulation may say of matters that stay open. Every node may be missing: then nothing is asked. */
export const matterElement = z.strictObject({
  key,
  post: anyPost,
  /** Only who is on duty at the post opens, moves on and settles its matters. */
  onDuty: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Who is called when a matter of the class is not settled in time. */
  ordinary: called,
  important: called,
  continuing: called,
  /** Functions that may release an important matter, so that it can pass unfinished. */
  release: z.strictObject({ by: z.array(functionKey).min(1).meta({ stricter: "fewer" }), cites }).optional(),
  /** One person tells so often of one matter, within a day of 24 hours, how it stands. */
  perPerson: z
    .strictObject({
      notesPerDay: z.int().min(1).max(100).meta({ stricter: "less" }),
      /** So many that they opened may be open at a post. */
      openAtOnce: z.int().min(1).max(100).meta({ stricter: "less" }).optional(),
      cites,
    })
    .optional(),
  /**
   * Kit that a signed hand-over left missing or damaged is followed up as a matter until a later count finds it: it is to be accounted for within
   * so many minutes. Functions `by` close it otherwise.
   */
  kit: z
    .strictObject({
      withinMinutes: z.int().min(1).max(44_640).meta({ stricter: "less" }),
      by: z.array(functionKey).min(1).meta({ stricter: "fewer" }),
      ladder,
      cites,
    })
    .optional(),
});

export type MatterRule = Partial<Omit<z.infer<typeof matterElement>, "key" | "post">>;
