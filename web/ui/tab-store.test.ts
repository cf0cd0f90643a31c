import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dropFromTab, keepInTab, keptInTab, tryStore } from "./tab-store.ts";

/** A store of a browser with room for texts up to a length. */
const room = 5;
beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => {
      if (text.length > room) throw new DOMException("no room", "QuotaExceededError");
      kept.set(name, text);
    },
    removeItem: (name: string) => kept.delete(name),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a store that refuses is no answer, and anything else that goes wrong is not hushed up", () => {
  expect(tryStore(() => "kept")).toEqual({ answer: "kept" });
  expect(
    tryStore(() => {
      throw new DOMException("no room", "QuotaExceededError");
    }),
  ).toBeUndefined();
  const broken = () =>
    tryStore(() => {
      throw new TypeError("a bug");
    });
  expect(broken).toThrow("a bug");
});

test("what was kept is there, and what was dropped is not", () => {
  expect(keepInTab("a", "short")).toBe(true);
  expect(keptInTab("a")).toBe("short");
  dropFromTab("a");
  expect(keptInTab("a")).toBeNull();
});

test("what the browser would not keep is said, and is there until the reload", () => {
  keepInTab("a", "short");
  expect(keepInTab("a", "far too long")).toBe(false);
  expect(keptInTab("a")).toBe("far too long");
  expect(sessionStorage.getItem("a")).toBe("short");
  expect(keepInTab("a", "again")).toBe(true);
  expect(keptInTab("a")).toBe("again");
});
