import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { adoptableWith, firstDay } from "#test/tower-world.ts";
import { adoptionError } from "./adoption-text.ts";

const good = {
  ...adoptableWith("guard-post-handover", "2027-01-01"),
  edition: "2027-01-01" as typeof firstDay,
  from: firstDay,
};

function withText(text: string) {
  return { ...good, text, hash: createHash("sha256").update(text).digest("hex") };
}

describe("a text sent for adoption", () => {
  test("is taken when it is a checked edition and what it says it is", () => {
    expect(adoptionError(good)).toBeUndefined();
  });

  test.each([
    ["with another hash", { ...good, hash: "0".repeat(64) }, "site.edition-hash", "hash"],
    ["that is no JSON", withText("{"), "site.edition-unreadable", "text"],
    ["that lacks its rules", withText('{"regulation":{}}'), "site.edition-unreadable", "text"],
    [
      "in which a character was lost",
      withText(good.text.replace("保安岗位", "保安岗\ufffd")),
      "site.edition-unreadable",
      "text",
    ],
    ["with NUL in it", withText(good.text.replace("保安岗位", "保安岗\\u0000")), "site.edition-unreadable", "text"],
    [
      "with half a character",
      withText(good.text.replace("保安岗位", "保安岗\\ud800")),
      "site.edition-unreadable",
      "text",
    ],
    ["spelled with blanks", withText(`${good.text} `), "site.edition-unreadable", "text"],
    ["of another edition", { ...good, edition: "2027-02-01" as typeof firstDay }, "site.edition-unreadable", "text"],
    [
      "that cites what it does not have",
      withText(good.text.replace('["GPH-02"]', '["GPH-99"]')),
      "site.edition-unreadable",
      "text",
    ],
  ])("%s is not", (_, body, code, field) => {
    expect(adoptionError(body)).toMatchObject({ code, field });
  });

  test("is looked at only where it holds no more than twenty thousand values", () => {
    const holding = (values: number) =>
      adoptionError(
        withText(
          `{"rules":[${Array(values - 1)
            .fill("{}")
            .join(",")}]}`,
        ),
      )?.why;
    expect(holding(20_001)).toBe("it holds more than 20000 values");
    expect(holding(20_000)).not.toBe("it holds more than 20000 values");
  });
});
