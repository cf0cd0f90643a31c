import type { KnownProblem } from "../../queue/heard.ts";
import type { Sending } from "../../queue/sending.ts";
import type { ShiftId } from "../site/shift-id.ts";

/** A line as it stands in its field. */
export interface LineDraft {
  readonly category?: string;
  readonly text: string;
  readonly photos: readonly string[];
}

/** The line that somebody writes, as each part of a screen changes it. `late`: why one that was sent before is there again. */
export interface LineInField {
  readonly draft: LineDraft;
  change(next: LineDraft): void;
  amend(how: (before: LineDraft) => LineDraft): void;
  readonly late: KnownProblem | undefined;
}

export const emptyLine: LineDraft = { text: "", photos: [] };

/** What stays in the field once the line that stood there is kept elsewhere: what was added since it was sent. */
export function withoutSent(now: LineDraft, sent: LineDraft): LineDraft {
  if (now.text === sent.text) return emptyLine;
  const photos = now.photos.filter((each) => !sent.photos.includes(each));
  const added = now.text.startsWith(sent.text) ? now.text.slice(sent.text.length).trimStart() : now.text;
  return { ...now, text: added, photos };
}

/** Whether what was sent is a line for the page of this shift; posts of two sites may bear one name. */
export function isLineOf(sent: Sending, { site, post, date, shift }: ShiftId & Pick<Sending, "site">): boolean {
  const { act, body } = sent;
  if (act !== "log.write-line" || sent.site !== site) return false;
  return body.post === post && body.date === date && body.shift === shift;
}

/** What was refused comes back below whatever was begun meanwhile, or was refused before it. */
export function withRefused(before: LineDraft, refused: LineDraft): LineDraft {
  const photos = [...new Set([...before.photos, ...refused.photos])];
  if (before.text.trim() === "") return { ...refused, photos };
  return { ...refused, ...before, text: `${before.text}\n${refused.text}`, photos };
}

/** A line that was sent, as it stood in its field. */
export function draftOf({ body: { text, category, photos } }: Sending): LineDraft {
  return {
    text: typeof text === "string" ? text : "",
    photos: Array.isArray(photos) ? photos.filter((each) => typeof each === "string") : [],
    ...(typeof category === "string" ? { category } : {}),
  };
}
