import { expect, test } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { benchCommand } from "./bench.ts";

const said = hearConsole();

const figures = [{ name: "speed", value: 2, unit: "m/s" }];
const known = {
  whole: async () => async () => ({ name: "whole", figures }),
  partial: async () => async () => ({ name: "partial", figures, unmeasured: ["weight"] }),
};

test("a bench whose figures are all there ends with status 0", async () => {
  expect(await benchCommand(["whole"], known)).toBe(0);
  expect(said).toEqual({ out: ["speed: 2 m/s"], err: [] });
});

test("a figure that could not be measured is named, and the status is 1", async () => {
  expect(await benchCommand(["partial", "--json"], known)).toBe(1);
  expect(said.err).toEqual(["not measured: weight"]);
  expect(JSON.parse(said.out.join("\n"))).toEqual({ name: "partial", figures, unmeasured: ["weight"] });
});

test("a bench that nobody knows is answered with those there are: status 2", async () => {
  expect(await benchCommand(["depth"], known)).toBe(2);
  expect(said.err[0]).toContain("whole|partial");
});
