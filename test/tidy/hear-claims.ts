import { afterAll, afterEach, expect } from "vitest";
import { heldWhole } from "#test/held-whole.ts";
import { ClaimsHeard, type ToldSpot } from "./claims-heard.ts";

/*
 * Set up for every test: a claim of all of a list fails where the list has nothing in it, a property where it hardly ever claims, and a file
 * of tests where one of its claims is never made though all its tests have run.
 */

const heard = new ClaimsHeard(() => expect.getState().assertionCalls);

(globalThis as { watchClaims?: (path: string, spots: readonly ToldSpot[]) => object }).watchClaims = (path, spots) =>
  heard.watch(path, spots);

afterEach(() => {
  const vacuous = heard.ofTest();
  if (vacuous.length > 0) throw new Error(vacuous.join("\n"));
});

// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures are asked for
afterAll(({}, file) => {
  const { testPath = "" } = expect.getState();
  const never = heldWhole(file) ? heard.ofFile((path) => testPath.endsWith(`/${path}`)) : [];
  if (never.length > 0) throw new Error(never.join("\n"));
});
