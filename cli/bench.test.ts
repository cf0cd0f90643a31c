import { expect, test } from "vitest";
import { hearConsole } from "#test/hear-console.ts";
import { benchVerbOf } from "./bench.ts";
import { zhiban } from "./terminal.ts";

const said = hearConsole();

const figures = [{ name: "speed", value: 2, unit: "m/s" }];
const known = {
  whole: async () => async () => ({ name: "whole", figures }),
  partial: async () => async () => ({ name: "partial", figures, unmeasured: ["weight"] }),
};
const bench = benchVerbOf(known);

test("a bench whose figures are all there ends with status 0", async () => {
  expect(await bench.run(["whole"])).toBe(0);
  expect(said).toEqual({ out: ["speed: 2 m/s"], err: [] });
});

test("a figure that could not be measured is named, and the status is 1", async () => {
  expect(await bench.run(["partial", "--json"])).toBe(1);
  expect(said.err).toEqual(["not measured: weight"]);
  expect(JSON.parse(said.out.join("\n"))).toEqual({ name: "partial", figures, unmeasured: ["weight"] });
});

test("a bench that nobody knows is answered with those there are: status 2", async () => {
  await expect(bench.run(["depth"])).rejects.toThrow("there is no depth; there are whole, partial, roster");
  expect(await zhiban(["bench", "depth"])).toBe(2);
  expect(said.err).toHaveLength(1);
});
