import { describe, expect, test } from "vitest";
import type { ZodObject } from "zod";
import { inWordsOfToday, type Upcasts } from "./grammar/upcast.ts";
import { entryShapes, upcasts } from "./nouns.ts";

const reader = "00000000-0000-4000-8000-000000000001";

/** A body as an older release wrote it, for every type that has a successor. */
const former: Readonly<Record<string, object>> = {
  "notice.confirmed": { regulation: "guard-post-handover", hash: "a".repeat(64), person: reader },
};

describe("types that are no longer written", () => {
  test("each is shown here as it was written, and still has its shape", () => {
    expect(Object.keys(former).toSorted()).toEqual(Object.keys(upcasts).toSorted());
    for (const [type, body] of Object.entries(former))
      expect(entryShapes[type]?.safeParse(body), type).toMatchObject({ success: true });
  });

  test.each(Object.entries(former))("%s reads as a type that is written, and invents nothing", (type, body) => {
    const today = inWordsOfToday(upcasts, { type, body });
    expect(Object.keys(upcasts)).not.toContain(today.type);
    // What the older one did not tell may be open; whatever is told fits.
    const shape = entryShapes[today.type] as ZodObject;
    expect(shape.partial().safeParse(today.body)).toMatchObject({ success: true });
  });

  test("what has no successor is read as it stands", () => {
    const entry = { type: "log.page-cut", body: {} };
    expect(inWordsOfToday(upcasts, entry)).toEqual(entry);
    expect(inWordsOfToday(upcasts, { type: "constructor", body: 1 })).toEqual({ type: "constructor", body: 1 });
  });

  test("a successor that has one itself is followed to the last", () => {
    const chain: Upcasts = {
      "bell.rung": (body: object) => ({ type: "bell.struck", body: { ...body, times: 1 } }),
      "bell.struck": (body: object) => ({ type: "bell.tolled", body: { ...body, by: undefined } }),
    };
    const tolled = { type: "bell.tolled", body: { at: 5, times: 1, by: undefined } };
    expect(inWordsOfToday(chain, { type: "bell.rung", body: { at: 5 } })).toEqual(tolled);
  });
});
