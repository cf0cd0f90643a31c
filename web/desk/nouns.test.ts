import { expect, test } from "vitest";
import { nouns } from "#duty/nouns.ts";
import ui from "../languages/ui.zh-CN.json" with { type: "json" };
import { books, endingNouns, nounKeys, type nounRoutes, panels } from "./nouns.ts";

/** The text behind `ui:a.b`; undefined where there is none. */
function textOf(key: string): unknown {
  const [, path = ""] = key.split(":");
  return path
    .split(".")
    .reduce<unknown>((at, part) => (at as Readonly<Record<string, unknown>> | undefined)?.[part], ui);
}

test("every book and every key that a noun brings has its text", () => {
  const keys = [...books.flatMap(({ label, keys: { told } }) => [label, told]), ...nounKeys.map(({ told }) => told)];
  expect(keys.length).toBeGreaterThan(4);
  expect(keys.filter((key) => typeof textOf(key) !== "string")).toEqual([]);
});

test("no two nouns answer to the same keys", () => {
  const keys = [...books.map((book) => book.keys.keys), ...nounKeys.map((each) => each.keys), "?", "g d", "l"];
  expect(new Set(keys).size).toBe(keys.length);
});

test("no two panels want the same place", () => {
  const places = panels.map(({ place, order }) => `${place} ${order}`);
  expect(places.length).toBeGreaterThan(3);
  expect(new Set(places).size).toBe(places.length);
});

test("routes keep their addresses on the way through the list, so that the compiler knows a wrong link", () => {
  type Address = (typeof nounRoutes)[number]["fullPath"];
  const isAnyLinkRight: "/no/such/screen" extends Address ? true : false = false;
  const isOwnLinkRight: "/handover/$post/$date/$shift" extends Address ? true : false = true;
  expect([isAnyLinkRight, isOwnLinkRight]).toEqual([false, true]);
});

test("a noun after whose acts the page of a shift is read anew may end somebody's writing there, and no other does but the page's own", () => {
  const ending = nouns.filter(({ name, shownBy }) => name !== "log" && (shownBy as readonly string[]).includes("log"));
  expect(ending.length).toBeGreaterThan(1);
  expect([...endingNouns].toSorted()).toEqual(ending.map(({ name }) => name).toSorted());
});
