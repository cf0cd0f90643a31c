import { afterEach, expect, test, vi } from "vitest";
import { aloneAmongPages, openPages } from "./open-pages.ts";

afterEach(() => vi.unstubAllGlobals());

test("pages of one browser know each other, and of another name nobody", async () => {
  const [one, two, stranger] = [openPages("q1"), openPages("q1"), openPages("q2")];
  await vi.waitFor(async () => expect(await one.otherPages()).toEqual(new Set([two.page])));
  expect(await two.otherPages()).toEqual(new Set([one.page]));
  expect(await stranger.otherPages()).toEqual(new Set());
});

test("while one of them is at it the other is told that it was not, and afterwards it is", async () => {
  const [one, two] = [openPages("q3"), openPages("q3")];
  const told: string[] = [];
  const whole = one.alone(async () => {
    told.push("one");
    expect(await two.alone(async () => void told.push("two, beside it"))).toBe(false);
  });
  expect(await whole).toBe(true);
  expect(await two.alone(async () => void told.push("two"))).toBe(true);
  expect(told).toEqual(["one", "two"]);
});

test("where a browser has no locks, each page takes itself for the only one", async () => {
  vi.stubGlobal("navigator", {});
  const [one, two] = [openPages("q4"), openPages("q4")];
  expect(one.page).not.toBe(two.page);
  expect(await one.otherPages()).toEqual(new Set());
  expect(await one.alone(async () => void expect(await two.alone(async () => undefined)).toBe(true))).toBe(true);
});

test("what is done under one name is done beside what is done under another", async () => {
  const told: string[] = [];
  const beside = async (name: string) => told.push(`${name} ${await aloneAmongPages(name, async () => undefined)}`);
  await aloneAmongPages("photo 1", async () => {
    await beside("photo 1");
    await beside("photo 2");
  });
  expect(told).toEqual(["photo 1 false", "photo 2 true"]);
});
