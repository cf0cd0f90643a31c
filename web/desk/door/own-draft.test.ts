import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PersonHere } from "#server/account/account-answer.ts";
import { DeskPlaceContext } from "./acting.ts";
import { useOwnDraft, useOwnText } from "./own-draft.ts";

/** What the browser keeps of this tab, and of all. */
beforeEach(() => {
  for (const store of ["sessionStorage", "localStorage"]) {
    const kept = new Map<string, string>();
    vi.stubGlobal(store, {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => kept.set(name, text),
      removeItem: (name: string) => kept.delete(name),
    });
  }
});

afterEach(() => vi.unstubAllGlobals());

type Own = (about: string) => readonly [string, (next: string) => void, ...unknown[]];

function Reader({ use, about, hear }: { use: Own; about: string; hear: (what: ReturnType<Own>) => void }) {
  hear(use(about));
  return null;
}

/** What a person finds under a name, and how they change it. */
function seenBy(
  person: string,
  use: Own,
  { about = "lobby", site = "tower" } = {},
): readonly [string, (next: string) => void] {
  let seen: ReturnType<Own> | undefined;
  const hear = (what: ReturnType<Own>) => {
    seen = what;
  };
  const value = { site, acting: { person } as PersonHere };
  renderToString(createElement(DeskPlaceContext.Provider, { value }, createElement(Reader, { use, about, hear })));
  if (!seen) throw new Error("nothing was drawn");
  return [seen[0], seen[1]];
}

const own: readonly [string, Own][] = [
  ["a form", (about) => useOwnDraft("note", about, "")],
  ["a text", (about) => useOwnText("late", about)],
];

test.each(own)(
  "%s that was begun is there again for who began it at that site, and for nobody else and nothing else",
  (_, use) => {
    const [empty, write] = seenBy("lin", use);
    expect(empty).toBe("");
    write("写到一半");
    expect(seenBy("wang", use)[0]).toBe("");
    expect(seenBy("lin", use, { about: "gate" })[0]).toBe("");
    expect(seenBy("lin", use, { site: "mall" })[0]).toBe("");
    expect(seenBy("lin", use)[0]).toBe("写到一半");
  },
);
