import { expect, test } from "vitest";
import { holdReceipt, receiptsToShow } from "./held-receipts.ts";

function place(kept: string | null = null) {
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
  };
}

test("of each site the newest receipt is shown, and of so many sites the last", () => {
  const own = place();
  expect(receiptsToShow(own)).toBeUndefined();
  holdReceipt("tower", "first", own);
  holdReceipt("annexe", "other", own);
  holdReceipt("tower", "second", own);
  expect(receiptsToShow(own)).toBe("other second");
  for (let site = 0; site < 8; site += 1) holdReceipt(`site ${site}`, `t${site}`, own);
  expect(receiptsToShow(own)).toBe("t0 t1 t2 t3 t4 t5 t6 t7");
});

test.each(["{", "{}", '["x"]', '[["tower","a b"]]', '[["tower","字"]]', "[[1,2]]"])(
  "what somebody else wrote there is not shown: %s",
  (kept) => {
    expect(receiptsToShow(place(kept))).toBeUndefined();
  },
);

test("a browser that keeps nothing goes on", () => {
  const refuses = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  holdReceipt("tower", "first", { getItem: refuses, setItem: refuses });
  expect(receiptsToShow({ getItem: refuses, setItem: refuses })).toBeUndefined();
});
