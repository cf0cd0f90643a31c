import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { answersOfADay } from "../answers/day-answers.ts";
import { writtenFields } from "../answers/field-values.ts";
import { databaseOfTest } from "../database.ts";

/* What every field of every answer comes to in one day of the tower, against what was read and agreed with. */

const kept = JSON.parse(readFileSync(join(import.meta.dirname, "..", "answers", "kept.json"), "utf8"));

test("every field of every answer says in a day what it said when it was last read", async () => {
  const { fields, unanswered } = await answersOfADay(await databaseOfTest());
  expect(unanswered).toEqual(["log.workbook", "photo.show"]);
  const said = writtenFields(fields);
  const paths = [...new Set([...Object.keys(kept), ...Object.keys(said)])];
  const changed = paths.filter((path) => !isDeepStrictEqual(said[path], kept[path]));
  // Where this is meant: `node test/answers/write-answers.ts`, and read what it changes.
  expect(changed.map((path) => [path, { was: kept[path], is: said[path] }])).toEqual([]);
  expect(paths.length).toBeGreaterThan(700);
}, 300_000);
