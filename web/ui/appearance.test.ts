// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

/* What a person chose for this browser is there again when the page is opened anew. */

beforeEach(() => localStorage.clear());
afterEach(() => vi.resetModules());

async function openedAnew() {
  vi.resetModules();
  return import("./appearance.ts");
}

function dressed(): readonly (string | undefined)[] {
  const { light, size } = document.documentElement.dataset;
  return [light, size];
}

test.each([
  ["dark", "large"],
  ["dark", "ordinary"],
  ["light", "large"],
  ["light", "ordinary"],
] as const)("whoever chose %s and %s finds it so after a reload", async (light, size) => {
  (await openedAnew()).choose({ light, size });
  expect(dressed()).toEqual([light, size]);
  document.documentElement.removeAttribute("data-light");
  document.documentElement.removeAttribute("data-size");
  (await openedAnew()).dress();
  expect(dressed()).toEqual([light, size]);
});

test.each(["no words of ours", '{"light":"green","size":7}', "null"])(
  "what is kept as %s is as if nothing were",
  async (kept) => {
    localStorage.setItem("zhiban.appearance", kept);
    const { dress, lightOf } = await openedAnew();
    dress();
    expect(dressed()).toEqual([lightOf({ light: "auto", size: "ordinary" }), "ordinary"]);
  },
);
