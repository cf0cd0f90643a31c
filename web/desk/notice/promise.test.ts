import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { promiseOf } from "./promise.ts";

const strengths = ["enforce", "track", "acknowledge"] as const;
const texts = ["zh-CN", "en"].map((language) =>
  JSON.parse(readFileSync(`web/languages/notice.${language}.json`, "utf8")),
);

test.each(strengths)(
  "what is carried out promises what its strength says, and what is not promises nothing: %s",
  (strength) => {
    expect(promiseOf({ strength, carried: true })).toBe(strength);
    expect(promiseOf({ strength, carried: false })).toBe("uncarried");
  },
);

test("each promise has words of its own in both languages", () => {
  for (const { strength: words } of texts) {
    const said = [...strengths, "uncarried"].map((each) => words[each]);
    expect(new Set(said).size).toBe(4);
    expect(said.every((each) => typeof each === "string" && each !== "")).toBe(true);
  }
});
