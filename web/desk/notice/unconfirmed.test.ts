import { expect, test } from "vitest";
import { type Confirming, waitsForConfirming } from "./unconfirmed.ts";

const told = (confirmed: Confirming["confirmed"], ...strengths: Confirming["rules"][number]["strength"][]) =>
  waitsForConfirming({ confirmed, rules: strengths.map((strength) => ({ strength })) });

test("a person is asked to confirm what they have not, where there is something to confirm", () => {
  expect(told(false, "enforce", "acknowledge")).toBe(true);
  expect(told(false, "enforce")).toBe(false);
  expect(told(false)).toBe(false);
  expect(told(true, "acknowledge")).toBe(false);
});

test("nobody is asked while nothing is known", () => expect(waitsForConfirming(undefined)).toBe(false));
