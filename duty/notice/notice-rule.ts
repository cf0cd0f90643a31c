import { z } from "zod";
import { anyPost, cites, key } from "#duty/grammar/cited.ts";

/** What a regulation may say of being read. */
export const noticeElement = z.strictObject({
  key,
  post: anyPost,
  /**
   * Whoever comes to stand at the post has confirmed each edition in force, once. Whoever stands in where nobody is comes first and confirms it
   * within so many minutes; without a number before they come, as ever.
   */
  confirm: z
    .strictObject({
      required: z.boolean(),
      standInMinutes: z.int().min(1).max(1440).meta({ stricter: "less" }).optional(),
      cites,
    })
    .optional(),
});

export type NoticeRule = Partial<Omit<z.infer<typeof noticeElement>, "key" | "post">>;
