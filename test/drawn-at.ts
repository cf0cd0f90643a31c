import { vi } from "vitest";

/*
 * For tests: the moment at which parts of screens are drawn, in a browser that has kept nothing. Parts reach the browser when they are loaded, and
 * no earlier than this says what it is.
 */

/** Loads parts at a moment; the answer, given back from `beforeAll`, puts everything as it was. */
export async function drawnAt(now: number, load: () => Promise<void>): Promise<() => void> {
  vi.useFakeTimers({ now, toFake: ["Date"] });
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  await load();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
}
