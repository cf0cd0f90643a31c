import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import attendance from "../../languages/attendance.en.json" with { type: "json" };
import ledger from "../../languages/ledger.en.json" with { type: "json" };
import manning from "../../languages/manning.en.json" with { type: "json" };
import { kindWords } from "./owed-words.ts";

beforeAll(async () => {
  await i18next.init({ lng: "en", resources: { en: { attendance, ledger, manning } } });
});

test("a kind of thing that is owed is called by the text of its noun, and names nobody where several owe it", () => {
  expect(kindWords("attendance.sign-off")).toBe("Sign off");
  expect(kindWords("attendance.relief")).toBe("relieves the post");
  expect(kindWords("attendance.relief", { person: "Lin" })).toBe("Lin relieves the post");
  expect(kindWords("manning.publish")).toBe("Nobody is rostered");
  expect(kindWords("manning.publish", { date: "21", shift: "day" })).toBe(
    "21 day: nobody is rostered, to be published",
  );
  expect(kindWords("bell.ring")).toContain("bell.ring");
});
