import { expect, test } from "vitest";
import { firstPostOf } from "./first-post.ts";

const post = (name: string, on: string[], due: string[], more: { startsAt?: number; covering?: string[] } = {}) => ({
  post: name,
  on: on.map((person) => ({ person })),
  covering: (more.covering ?? []).map((person) => ({ person })),
  due: due.map((person) => ({ person, startsAt: more.startsAt ?? 0 })),
});

test("somebody is led to where they stand, though they are due elsewhere first", () => {
  const posts = [post("gate", ["wu"], ["lin"]), post("lobby", ["lin"], [])];
  expect(firstPostOf("lin", posts)).toBe("lobby");
});

test("who stands nowhere is led to where they are due, and who is due nowhere is led nowhere", () => {
  const posts = [post("gate", ["wu"], ["zhao"]), post("lobby", [], ["lin"])];
  expect(firstPostOf("lin", posts)).toBe("lobby");
  expect(firstPostOf("sun", posts)).toBeUndefined();
});

test("who stands in for somebody is led there, and who is due at two posts to the one that begins first", () => {
  const posts = [post("gate", [], ["lin"], { startsAt: 9 }), post("lobby", [], ["lin", "wu"], { startsAt: 8 })];
  expect(firstPostOf("lin", posts)).toBe("lobby");
  expect(firstPostOf("wu", [...posts, post("yard", [], [], { covering: ["wu"] })])).toBe("yard");
});
