import { describe, expect, test } from "vitest";
import { z } from "zod";
import { errorLine, readYaml } from "./yaml-text.ts";

const shape = z.strictObject({ name: z.string(), rungs: z.array(z.strictObject({ minutes: z.int() })) });

function errorsOf(text: string): string[] {
  return readYaml("house.yaml", text, shape).errors.map(errorLine);
}

describe("reading a text", () => {
  test("gives what it says", () => {
    expect(readYaml("house.yaml", "name: 大堂\nrungs: [{ minutes: 5 }]\n", shape)).toMatchObject({
      value: { name: "大堂", rungs: [{ minutes: 5 }] },
      errors: [],
    });
  });

  test("knows the core schema: a date is text, and yes is not true", () => {
    const read = readYaml(
      "a.yaml",
      "from: 2026-01-01\nsure: yes\n",
      z.strictObject({ from: z.string(), sure: z.string() }),
    );
    expect(read.value).toEqual({ from: "2026-01-01", sure: "yes" });
  });

  test.each([
    [
      "a wrong value, where it stands",
      "name: 大堂\nrungs:\n  - minutes: soon\n",
      /^house\.yaml:3:5: rungs\.0\.minutes: /,
    ],
    ["a missing value, at its parent", "name: 大堂\nrungs:\n  - {}\n", /^house\.yaml:3:5: rungs\.0\.minutes: /],
    [
      "a word that there is not",
      "name: 大堂\nrungs: []\ncolour: red\n",
      /^house\.yaml:3:1: there is no such word as “colour” here$/,
    ],
    ["a key said twice", "name: 大堂\nname: 东门\nrungs: []\n", /^house\.yaml:2:1: /],
    ["text that is not YAML", "name: [大堂\n", /^house\.yaml:\d+:\d+: /],
    ["an empty file", "", /^house\.yaml:1:1: /],
    [
      "a file in another encoding",
      `name: ${Buffer.from([0xb4, 0xf3, 0xcc, 0xc3]).toString("utf8")}\nrungs: []\n`,
      /^house\.yaml:1:7: this is not UTF-8/,
    ],
    ["an alias", "name: &a 大堂\nrungs: *a\n", /^house\.yaml:\d+:\d+: /],
  ])("tells of %s, once", (_, text, line) => {
    const errors = errorsOf(text);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(line);
  });

  test("tells every fault", () => {
    expect(errorsOf("name: 3\nrungs:\n  - minutes: a\n  - minutes: b\n")).toHaveLength(3);
  });
});
