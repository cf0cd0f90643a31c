import type { NewCommand } from "../../queue/item.ts";

/** Fields of acts in which people write words of their own, wherever in a body they stand. */
export const wordFields: ReadonlySet<string> = new Set([
  ...["text", "note", "reason", "outcome", "summary", "done", "record", "keyPoints", "account"],
  ...["to", "device", "lateReason", "explanation"],
]);

/** What somebody wrote in a command, each text by itself, as often as it stands there. */
export function wordsWritten({ act, body }: Pick<NewCommand, "act" | "body">): readonly string[] {
  // Where somebody moves to is a post, not what they wrote.
  const isWords = (name: string) => wordFields.has(name) && !(name === "to" && act === "attendance.move");
  return Object.entries(body).flatMap(([name, value]) => wordsIn(name, value, isWords));
}

function wordsIn(name: string, value: unknown, isWords: (name: string) => boolean): readonly string[] {
  if (typeof value === "string") return isWords(name) && value.trim() !== "" ? [value] : [];
  if (Array.isArray(value)) return value.flatMap((each) => wordsIn(name, each, isWords));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([inner, each]) => wordsIn(inner, each, isWords));
}
