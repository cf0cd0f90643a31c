import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shownFacts, unprinted } from "./shown-facts.ts";
import { plant, ROOT, repository } from "./tree.ts";

/** Classes that tell nothing by their shape: by colour alone, with what else says the same beside them, and those that only move something. */
const told: { readonly colour: Readonly<Record<string, string>>; readonly place: readonly string[] } = JSON.parse(
  readFileSync(join(ROOT, "test/tidy/shown-facts.json"), "utf8"),
);

const facts = shownFacts(repository());
const by = (how: string, all = facts) => all.filter((each) => each.by === how).map(({ name }) => name);

test("what is worn only where something is so is dressed, and where its colour alone tells it, it is written down what else does", () => {
  expect(by("nothing")).toEqual([]);
  expect(by("colour").toSorted()).toEqual(Object.keys(told.colour).toSorted());
  expect(by("place").toSorted()).toEqual([...told.place].toSorted());
  expect(Object.values(told.colour).filter((reason) => reason.length < 20)).toEqual([]);
});

test("what a journey looks for on printed pages, and must not find there, a rule takes from paper", () => {
  const journey = readFileSync(join(ROOT, "test/journeys/print-and-keys.long.test.ts"), "utf8");
  const [, looked = ""] = /isPressed = \(each\) => each\.matches\("nav, ([^"]*)"\)/.exec(journey) ?? [];
  expect(looked.split(", ").toSorted()).toEqual([...unprinted(repository())].map((name) => `.${name}`).toSorted());
});

const row = `const Row = ({ is }) => <li className={is ? "row struck" : "row"} />;`;
const found = (style: string, screen = row) =>
  shownFacts(plant({ "web/desk/log/Row.tsx": screen, "web/desk/log/log.css": style })).map((each) => each.by);

test.each([
  [".row { font-weight: 600; }", "nothing"],
  [".table .struck.other { font-weight: 600; }", "nothing"],
  [".row:not(.struck) { font-weight: 600; }", "nothing"],
  [".struck { color: red; background: pink; border-color: red; box-shadow: 0 0 1px red; }", "colour"],
  [".struck { margin: 0; border-radius: 1px; }", "place"],
  ["@media screen { .struck { text-decoration: line-through; } }", "place"],
  [".ruled .struck { text-decoration: line-through; }", "shape"],
  [".row.struck::before { content: '×'; }", "shape"],
  [".some, .row.struck { border: 1px dashed red; }", "shape"],
])("%s tells it by %s", (style, how) => expect(found(style)).toEqual([how]));

test("each word of conditions within conditions is asked about, and what all of them wear is not", () => {
  const nested = `const Row = () => <li className={a ? "row late" : b ? "row done" : "row"} />;`;
  expect(found(".row { color: red; } .late { font-weight: 700; } .done { color: green; }", nested)).toEqual([
    "shape",
    "colour",
  ]);
});

test("what is not printed is read from the rules for print alone", () => {
  const style =
    "@media print { #root .bar, .strip { display: none; } .row { display: block; } } .other { display: none; }";
  expect([...unprinted(plant({ "web/a.css": style }))]).toEqual(["bar", "strip"]);
});
