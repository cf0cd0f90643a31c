import { expect, test } from "vitest";
import { ownBounds, ownerlessDrafts, spelledAnswers, spelledDays, spelledOwed, spelledShifts } from "./one-place.ts";
import { plant, repository } from "./tree.ts";

const here = repository();

test("a draft at the desk is of a person by construction", () => expect(ownerlessDrafts(here)).toEqual([]));

test("a screen bounds what is typed by the numbers of the door", () => expect(ownBounds(here)).toEqual([]));

test.each(["<TextField most={500} />", "<input maxLength={ 60 } />", '<input maxLength="60" />'])(
  "%s is caught",
  (text) => {
    expect(ownBounds(plant({ "web/desk/log/Note.tsx": text }))).toEqual([
      "web/desk/log/Note.tsx:1 bounds what is typed by a number of its own: duty/grammar/limits.ts",
    ]);
  },
);

test("a bound that is named, or that is none of the door's, is not", () => {
  expect(ownBounds(plant({ "web/desk/log/Note.tsx": "<TextField most={longest.reason} rows={1} />" }))).toEqual([]);
});

test("what is answered is said to the database in one place", () => expect(spelledAnswers(here)).toEqual([]));

test.each([
  "order by (rung > 0 and (acknowledged_at is null or self_answered)) desc",
  "where acknowledged_at is not null",
  "select not self_answered as answered",
])("%s is caught", (text) => {
  expect(spelledAnswers(plant({ "server/log/line-view.ts": `sql\`${text}\`` }))).not.toEqual([]);
});

test("the minutes of a day are spelled in one place", () => expect(spelledDays(here)).toEqual([]));

test.each(["const day = 24 * 60 * minute;", "const week = 7 * 1440;", "const most = 60 * 24;"])(
  "%s is caught",
  (text) => {
    expect(spelledDays(plant({ "server/log/line-view.ts": text }))).toEqual([
      "server/log/line-view.ts:1 spells the minutes of a day: dayMinutes of duty/grammar/time.ts",
    ]);
  },
);

test("the text of what is owed is found in one place", () => expect(spelledOwed(here)).toEqual([]));

test.each(['const sentence = what.replace(".", ":owed.");', "t(`log:owed.$" + "{what}`);"])("%s is caught", (text) => {
  expect(spelledOwed(plant({ "web/desk/log/LineRow.tsx": text }))).toEqual([
    "web/desk/log/LineRow.tsx:1 spells the text of what is owed: owedSentence of web/desk/site/owed-sentence.ts",
  ]);
});

test("a shift is spelled in one place", () => expect(spelledShifts(here)).toEqual([]));

const path = "web/desk/log/CountersignDialog.tsx";

test.each([
  'import { useDraft } from "../../ui/draft.ts";\nconst [note] = useDraft("countersign", "");',
  'import { useDraft as useOwn } from "../../ui/draft.ts";',
  "const place = `zhiban.draft/late`;",
])("%j is caught as a draft of nobody", (text) => {
  expect(ownerlessDrafts(plant({ [path]: text }))).toEqual([
    `${path} keeps a draft: ask web/desk/door/own-draft.ts, which adds whose it is`,
  ]);
});

test.each([
  "keepInTab(place, text);",
  "sessionStorage.setItem(place, text);",
  "localStorage.note = text;",
  "itemStore(place);",
])("%s is caught as something kept past the door", (text) => {
  expect(ownerlessDrafts(plant({ [path]: text }))).toEqual([
    `${path} keeps something in the browser: ask web/desk/door/own-draft.ts`,
  ]);
});

test.each([
  "const id = `$" + "{at.post}/$" + "{at.date}/$" + "{at.shift}`;",
  "const id = `line/$" + "{person}/$" + "{post}/$" + "{date}/$" + "{shift}/$" + "{person}`;",
  'const id = [turn.post, turn.date, turn.shift].join("/");',
])("%s is caught", (text) => {
  expect(spelledShifts(plant({ [path]: text }))).toEqual([
    `${path}:1 spells a shift: shiftId of duty/grammar/shift-occurrence.ts`,
  ]);
});

test("an address that asks for a shift, and a path of a screen, are no such name", () => {
  const text = "const a = `?post=$" + "{at.post}&date=$" + "{at.date}&shift=$" + "{at.shift}`;";
  expect(spelledShifts(plant({ [path]: text }))).toEqual([]);
});
