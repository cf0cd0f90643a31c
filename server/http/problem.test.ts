import { describe, expect, test } from "vitest";
import { actRefusals } from "#duty/act-refusals.ts";
import { instant } from "#duty/grammar/time.ts";
import { NOT_YOU, problemOf, tooMany } from "./problem.ts";

/* A program that sends commands decides by the number what to do next: 403 asks somebody else, 409 and 422 ask again otherwise. */

const codes = [...new Set(Object.values(actRefusals).flat())].toSorted();
const statusOf = (code: string, field?: string) =>
  problemOf({ code, rules: [], ...(field ? { field } : {}) }).statusCode;

test("who may not is told so, by 403, and by no other refusal of an act", () => {
  expect(codes.filter((code) => statusOf(code) === 403)).toEqual([
    ...["absence.not-on-duty", "attendance.function-lacking", "attendance.not-on-duty", "attendance.own-abandonment"],
    "clock.not-entitled",
    ...["handover.function-lacking", "handover.not-a-side", "handover.not-leading", "handover.not-on-duty"],
    ...["handover.not-the-relief", "ledger.not-called", "log.function-lacking", "log.not-on-duty", "log.not-your-line"],
    ...["matter.function-lacking", "matter.not-on-duty", "matter.own-release", "person.not-administrator"],
    ...["redaction.not-entitled", "roster.not-entitled", "site.not-administrator", "violation.not-entitled"],
  ]);
});

test("each word that says who may not ends the code of some refusal", () => {
  const words = new Set(codes.map((code) => code.split(".")[1]));
  expect([...NOT_YOU].filter((word) => !words.has(word))).toEqual([]);
});

test("every other refusal is 409, and 422 where it concerns a field", () => {
  const others = codes.filter((code) => statusOf(code) !== 403);
  expect(others.length).toBeGreaterThan(100);
  expect(others.filter((code) => statusOf(code) !== 409 || statusOf(code, "text") !== 422)).toEqual([]);
});

describe("of the account", () => {
  test.each([
    ["account.desk-locked", 423],
    ["account.person-locked", 423],
    ["account.pin-wrong", 403],
    ["account.first-pin", 403],
  ])("%s is %i, whether or not it concerns a field", (code, status) =>
    expect([statusOf(code), statusOf(code, "pin")]).toEqual([status, status]),
  );
});

test("a problem says what the refusal says", () => {
  const refusal = { code: "log.not-your-line", rules: ["ZB-03"], field: "line", detail: { line: 3 } };
  expect(problemOf(refusal).body("request-1")).toEqual({
    ...{ type: "urn:zhiban:problem:log.not-your-line", title: refusal.code, status: 403, instance: "request-1" },
    ...refusal,
  });
});

test.each([
  [1, 1],
  [1_000, 1],
  [1_001, 2],
  [60_000, 60],
  [-5, 1],
])("whoever must wait %i ms is told to come again after %i s, never before", (wait, seconds) => {
  const { about, statusCode } = tooMany("account.pin-paused", instant(0), instant(wait));
  expect({ statusCode, after: about.retryAfterSeconds, at: about.detail?.retryAt }).toEqual({
    ...{ statusCode: 429, after: seconds, at: wait },
  });
});
