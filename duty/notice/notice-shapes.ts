import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { EntryShapes } from "#duty/grammar/noun.ts";
import { person } from "#duty/grammar/shape.ts";
import type { Upcasts } from "#duty/grammar/upcast.ts";
import type { FormerNoticeEntry, NoticeEntry } from "./notice.ts";

export const confirmBody = z.strictObject({ regulation: key, hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const noticeEntries: EntryShapes<NoticeEntry | FormerNoticeEntry> = {
  "notice.confirmed": confirmBody.extend({ person }),
  "notice.edition-confirmed": confirmBody.extend({ person, edition: z.iso.date() }),
};

/** A hash says which text was read to whoever has the text; the date of the edition says it to whoever reads the history. */
export const noticeUpcasts = {
  "notice.confirmed": (body: FormerNoticeEntry["body"]): NoticeEntry => ({ type: "notice.edition-confirmed", body }),
} satisfies Upcasts;

export type ConfirmBody = z.infer<typeof confirmBody>;
