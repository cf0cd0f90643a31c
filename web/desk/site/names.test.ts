import { expect, test } from "vitest";
import type { SitePlan } from "#server/site/site-answer.ts";
import { siteNamesOf } from "./names.ts";
import { textOf } from "./texts.ts";

const lobby = {
  key: "lobby",
  name: "大堂",
  kit: [{ key: "radio", name: "对讲机", expected: 2 }],
  books: [{ key: "visitors", name: "访客登记本" }],
  shifts: [{ key: "day", name: "白班" }],
  binds: [{ regulation: "gate-posts", title: { zh: "门岗规程", en: "Gate posts" } }],
};
const plan = { people: [{ person: "p-1", name: "林涛" }], posts: [lobby] } as unknown as SitePlan;
const names = siteNamesOf(plan);

test.each([
  ["person", "p-1", "林涛"],
  ["relief", "p-1", "林涛"],
  ["post", "lobby", "大堂"],
  ["shift", "day", "白班"],
  ["item", "radio", "对讲机"],
  ["book", "visitors", "访客登记本"],
  ["regulation", "gate-posts", "门岗规程"],
  ["functions", "an-invented-one", "an-invented-one"],
  ["today", "2026-11-21", "2026-11-21"],
])("in a sentence, %s %s is called %s", (kind, key, name) => {
  expect(names.of(kind, key, "lobby")).toBe(name);
});

test("what the site does not know is called by its key, and a person by the beginning of theirs", () => {
  expect([names.post("gone"), names.shift("lobby", "night"), names.item("lobby", "key")]).toEqual([
    "gone",
    "night",
    "key",
  ]);
  expect([names.person("0123456789"), names.person(null)]).toEqual(["01234567", "—"]);
});

test("a thing is looked up at its post only", () => expect(names.item("gate", "radio")).toBe("radio"));

test("a text that was never there is told from one that was erased", () => {
  const sealed = { sealed: "h", kind: "free-text" } as const;
  expect(textOf({ h: "words" }, sealed)).toBe("words");
  expect(textOf({}, sealed)).toBeNull();
  expect(textOf({}, undefined)).toBeUndefined();
});
