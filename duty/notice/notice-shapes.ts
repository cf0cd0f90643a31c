import { z } from "zod";
import { key } from "#duty/grammar/cited.ts";
import type { Entry } from "#duty/grammar/entry.ts";
import type { EntryOf, EntryShapes } from "#duty/grammar/kind.ts";
import { instantShape, personShape } from "#duty/grammar/shape.ts";
import type { Upcasts } from "#duty/grammar/upcast.ts";

export const confirmBody = z.strictObject({ regulation: key, hash: z.string().regex(/^[0-9a-f]{64}$/) });

export const noticeEntries = {
  "notice.confirmed": confirmBody.extend({ person: personShape }),
  "notice.edition-confirmed": confirmBody.extend({ person: personShape, edition: z.iso.date() }),
  /** Somebody came to a post before they had read what binds it: by when they do, and the rules that ask for it. */
  "notice.reading-owed": z.strictObject({
    regulation: z.string(),
    person: personShape,
    post: z.string(),
    dueAt: instantShape,
    rules: z.array(z.string()),
  }),
  /** They have left the company, and read nothing here any more. */
  "notice.reading-ended": z.strictObject({}),
} satisfies EntryShapes;

export type ConfirmBody = z.infer<typeof confirmBody>;

type Written = EntryOf<typeof noticeEntries>;
type Receipt = Extract<Written, { type: "notice.confirmed" }>["body"];

/** As rules read it: the date of the edition is open where an older release wrote the receipt, which knew only the hash. */
type ConfirmedEntry = Entry<"notice.edition-confirmed", Receipt & { readonly edition?: string | undefined }>;

export type NoticeEntry = ConfirmedEntry | Extract<Written, { type: "notice.reading-owed" | "notice.reading-ended" }>;

/** A hash says which text was read to whoever has the text; the date of the edition says it to whoever reads the history. */
export const noticeUpcasts = {
  "notice.confirmed": (body: Receipt): ConfirmedEntry => ({ type: "notice.edition-confirmed", body }),
} satisfies Upcasts;
