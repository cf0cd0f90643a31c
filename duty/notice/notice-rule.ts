import { z } from "zod";
import { anyPost, cites, key } from "#duty/grammar/cited.ts";

/** What a regulation may say of being read. */
export const noticeElement = z.strictObject({
  key,
  post: anyPost,
  /** Whoever stands at the post confirms each edition once, before the next sign-on. */
  confirm: z.strictObject({ required: z.boolean(), cites }).optional(),
});

export type NoticeRule = Partial<Omit<z.infer<typeof noticeElement>, "key" | "post">>;
