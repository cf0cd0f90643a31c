import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { personShape } from "#duty/grammar/shape.ts";

export const confirmBody = z.strictObject({ regulation: key, hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const noticeEntries = {
  "notice.confirmed": confirmBody.extend({ person: personShape }),
} satisfies EntryShapes;

export type ConfirmBody = z.infer<typeof confirmBody>;

export type NoticeEntry = EntryOf<typeof noticeEntries>;
