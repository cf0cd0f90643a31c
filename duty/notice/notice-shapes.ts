import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryShapes } from "#duty/grammar/kind.ts";
import { personShape } from "#duty/grammar/shape.ts";
import type { NoticeEntry } from "./notice.ts";

export const confirmBody = z.strictObject({ regulation: key, hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const noticeEntries: EntryShapes<NoticeEntry> = {
  "notice.confirmed": confirmBody.extend({ person: personShape }),
};

export type ConfirmBody = z.infer<typeof confirmBody>;
