import { z } from "zod";
import { anyPost, cites, key, ladder } from "#duty/grammar/cited.ts";

/** What a regulation may say of leaving a post for a while. Every element may be missing: then nothing is asked. Minutes are whole. */
export const absenceElement = z.strictObject({
  key,
  post: anyPost,
  /** Why one goes is said before, unless it is a meal. */
  reason: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Where one goes is said before. */
  place: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Whoever goes carries something by which they can be reached, and says what. */
  device: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Nobody goes before somebody else, named, has accepted to stand there. */
  covered: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** So many people stay at the post whoever goes; who covers counts. */
  stay: z.strictObject({ people: z.int().min(1).max(50).meta({ stricter: "more" }), cites }).optional(),
  /** After the end of the shift, whoever is held at the post comes back within this time. */
  held: z.strictObject({ withinMinutes: z.int().min(1).max(600).meta({ stricter: "less" }), cites }).optional(),
  /** Meals are taken in turns: not while somebody else of the shift is away. */
  inTurns: z.strictObject({ required: z.boolean(), cites }).optional(),
  /** Those on duty at the same post hear of it, and say so within this time. */
  coDuty: z.strictObject({ withinMinutes: z.int().min(1).max(120).meta({ stricter: "less" }), cites }).optional(),
  /** Back this long after the time that was told, at the latest; else the ladder is called. */
  back: z
    .strictObject({ withinMinutes: z.int().min(0).max(600).meta({ stricter: "less" }).optional(), ladder, cites })
    .optional(),
  /**
   * Leaving at once: rungs at 0 minutes are called in the same moment, somebody stands in within so many minutes or the later rungs are called,
   * counted from then; why is told afterwards, within so many.
   */
  emergency: z
    .strictObject({
      withinMinutes: z.int().min(1).max(120).meta({ stricter: "less" }),
      tellMinutes: z.int().min(1).max(1440).meta({ stricter: "less" }),
      ladder,
      cites,
    })
    .optional(),
});

export type AbsenceRule = Partial<Omit<z.infer<typeof absenceElement>, "key" | "post">>;
