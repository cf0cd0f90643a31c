import { expect, test } from "vitest";
import { z } from "zod";
import { acts } from "#duty/nouns.ts";
import { wordFields, wordsWritten } from "./words-of.ts";

/* Whatever somebody wrote in a command that is refused is shown to them again: every field of every act that takes free text is known. */

/** Names of fields in a JSON schema that take text of no pattern, of more than a label's length. */
function freeTexts(schema: unknown, name = ""): readonly string[] {
  if (Array.isArray(schema)) return schema.flatMap((each) => freeTexts(each, name));
  if (typeof schema !== "object" || schema === null) return [];
  const { type, pattern, format, maxLength, properties = {}, ...rest } = schema as Record<string, unknown>;
  const isFree = type === "string" && !pattern && !format && Number(maxLength) >= 300;
  const inner = Object.entries(properties as object).flatMap(([field, each]) => freeTexts(each, field));
  const others = Object.values(rest).flatMap((each) => (typeof each === "object" ? freeTexts(each, name) : []));
  return [...(isFree ? [name] : []), ...inner, ...others];
}

/** Set up by files and commands of their own, and by no form. */
const unwritten = new Set(["site.establish-post", "site.adopt-edition"]);

test("every field in which an act takes words is known", () => {
  const written = Object.entries(acts).filter(([act, { shape }]) => shape && !unwritten.has(act));
  const fields = written.flatMap(([, { shape }]) =>
    freeTexts(z.toJSONSchema(shape as z.ZodType, { io: "input", unrepresentable: "any" })),
  );
  expect(new Set(fields)).toEqual(wordFields);
});

test("words are found wherever they stand, and nothing that is no words", () => {
  const counts = [
    { item: "radio", found: 1, explanation: "电池仓盖裂了" },
    { item: "torch", found: 2, explanation: " " },
  ];
  expect(wordsWritten({ act: "handover.count", body: { post: "lobby", counts } })).toEqual(["电池仓盖裂了"]);
  expect(wordsWritten({ act: "attendance.move", body: { to: "east-gate", record: "调岗" } })).toEqual(["调岗"]);
  expect(
    wordsWritten({ act: "absence.ask", body: { to: "食堂", why: "meal", returnBy: 1, cover: undefined } }),
  ).toEqual(["食堂"]);
});
