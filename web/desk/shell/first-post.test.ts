import { expect, test } from "vitest";
import { firstPostOf } from "./first-post.ts";

const post = (name: string, on: string[], due: string[]) => ({
  post: name,
  on: on.map((person) => ({ person })),
  due: due.map((person) => ({ person })),
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
