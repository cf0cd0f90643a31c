import { z } from "zod";
import { anyPost, cites, key, ladder } from "#duty/grammar/cited.ts";
import { sortsOfDay } from "#duty/grammar/special-days.ts";

/** The furthest that a regulation may look ahead, in days. */
export const mostDaysBefore = 14;

/** What a regulation may say of the shifts that a post owes, rostered or not. Without it nobody is asked to fill them. */
export const manningElement = z.strictObject({
  key,
  post: anyPost,
  /**
   * Every shift that a post has by its set-up has somebody due. From so many days before it begins, each of 24 hours, whoever publishes owes
   * it; a gap that is found only while the shift runs is filled within so many minutes. Then the ladder is called.
   */
  manned: z
    .strictObject({
      daysBefore: z.int().min(0).max(mostDaysBefore).meta({ stricter: "more" }),
      withinMinutes: z.int().min(1).max(240).meta({ stricter: "less" }),
      ladder,
      cites,
    })
    .optional(),
});

/** A shift that a post owes on days of these sorts only; a shift that is not named is owed every day. */
export const manningCarried = z.strictObject({
  shift: key,
  days: z.array(z.enum(sortsOfDay)).min(1).max(sortsOfDay.length),
});

export type ManningRule = Partial<Omit<z.infer<typeof manningElement>, "key" | "post">>;
