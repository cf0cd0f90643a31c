import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directions } from "#duty/nouns.ts";
import { type Direction, isAsStrict, unite } from "./stricter.ts";

const direction: Direction = {
  type: "object",
  properties: {
    early: { type: "object", properties: { minutes: { type: "integer", stricter: "more" } } },
    grace: {
      type: "object",
      properties: { minutes: { type: "integer", stricter: "less" }, reason: { type: "boolean" } },
    },
    order: { type: "object", properties: { first: { type: "string" } } },
    by: { type: "object", properties: { by: { type: "array", stricter: "fewer", items: { type: "string" } } } },
    kinds: { type: "object", properties: { list: { type: "array", items: { type: "object" } } } },
    called: { type: "object", properties: { ladder: { type: "array", stricter: "earlier" } } },
  },
};

function united(one: object, other: object) {
  return unite(direction, one, other);
}

describe("uniting what two regulations say", () => {
  test("of two lead times the longer one holds, and only its rule is cited", () => {
    const { value } = united(
      { early: { minutes: 15, cites: ["SLH-01"] } },
      { early: { minutes: 5, cites: ["CSD-20"] } },
    );
    expect(value).toEqual({ early: { minutes: 15, cites: ["SLH-01"] } });
  });

  test("where each is stricter in something, both are cited", () => {
    const one = { grace: { minutes: 10, reason: true, cites: ["GPH-08"] } };
    const other = { grace: { minutes: 5, reason: false, cites: ["HSD-01"] } };
    expect(united(one, other).value).toEqual({ grace: { minutes: 5, reason: true, cites: ["GPH-08", "HSD-01"] } });
  });

  test("a part that only one of them has stands as it is", () => {
    const early = { early: { minutes: 15, cites: ["SLH-01"] } };
    expect(united({}, early).value).toEqual(early);
    expect(united(early, {}).value).toEqual(early);
  });

  test("everybody on either ladder is called, at the earlier time, in the order of time", () => {
    const one = {
      called: {
        ladder: [
          { afterMinutes: 5, call: "leader" },
          { afterMinutes: 20, call: "manager" },
        ],
        cites: ["A-01"],
      },
    };
    const other = {
      called: {
        ladder: [
          { afterMinutes: 10, call: "leader" },
          { afterMinutes: 2, call: "office" },
        ],
        cites: ["B-01"],
      },
    };
    expect(united(one, other).value).toEqual({
      called: {
        ladder: [
          { afterMinutes: 2, call: "office" },
          { afterMinutes: 5, call: "leader" },
          { afterMinutes: 20, call: "manager" },
        ],
        cites: ["A-01", "B-01"],
      },
    });
  });

  test("of those who may, only those whom both allow; nobody at all is a clash", () => {
    const leader = { by: { by: ["leader", "manager"], cites: ["A-01"] } };
    expect(united(leader, { by: { by: ["manager"], cites: ["B-01"] } }).value).toEqual({
      by: { by: ["manager"], cites: ["B-01"] },
    });
    expect(united(leader, { by: { by: ["office"], cites: ["B-01"] } }).clashes).toEqual([
      { path: "by.by", one: ["A-01"], other: ["B-01"] },
    ]);
  });

  test("lists come together by key, and a key that means two things is a clash", () => {
    const one = { kinds: { list: [{ key: "routine", zh: "日常" }], cites: ["A-01"] } };
    const more = { kinds: { list: [{ key: "visitor", zh: "来访" }], cites: ["B-01"] } };
    expect(united(one, more).value).toEqual({
      kinds: {
        list: [
          { key: "routine", zh: "日常" },
          { key: "visitor", zh: "来访" },
        ],
        cites: ["A-01", "B-01"],
      },
    });
    const twisted = { kinds: { list: [{ key: "routine", zh: "其他" }], cites: ["B-01"] } };
    expect(united(one, twisted).clashes).toEqual([{ path: "kinds.list.routine.zh", one: ["A-01"], other: ["B-01"] }]);
  });

  test("what has no stricter side clashes, with both citations", () => {
    const one = { order: { first: "outgoing", cites: ["A-01"] } };
    const other = { order: { first: "incoming", cites: ["B-01"] } };
    expect(united(one, other).clashes).toEqual([{ path: "order.first", one: ["A-01"], other: ["B-01"] }]);
  });
});

/** Anything that a shape allows, made from the shape itself; texts are few, so that keys and functions meet. */
function anythingLike(shape: Direction & { enum?: readonly unknown[] }, rule: string): fc.Arbitrary<unknown> {
  if (shape.enum) return fc.constantFrom(...shape.enum);
  switch (shape.type) {
    case "boolean":
      return fc.boolean();
    case "integer":
      return fc.integer({ min: 0, max: 20 });
    case "array":
      return fc.uniqueArray(anythingLike(shape.items ?? {}, rule), { minLength: 1, maxLength: 3, selector: nameOf });
    case "object": {
      const fields = Object.entries(shape.properties ?? {}).filter(([name]) => name !== "key" && name !== "post");
      const parts = fields.map(([name, each]) =>
        name === "cites" ? ([name, fc.constant([rule])] as const) : ([name, anythingLike(each, rule)] as const),
      );
      const keyed = shape.properties?.key ? [["key", fc.constantFrom("a", "b")] as const] : [];
      return fc.record(Object.fromEntries([...parts, ...keyed]));
    }
    default:
      return fc.constantFrom("squad-leader", "department-manager", "administrator");
  }
}

function nameOf(value: unknown): string {
  const { key, call } = (value ?? {}) as { key?: string; call?: string };
  return JSON.stringify(key ?? call ?? value);
}

/** A rule on a noun with some of its parts. */
function ruleOf(noun: string, rule: string): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.entries(directions[noun]?.properties ?? {}).filter(
    ([name]) => name !== "key" && name !== "post",
  );
  const parts = properties.map(([name, shape]) => [name, fc.option(anythingLike(shape, rule), { nil: undefined })]);
  return fc.record(Object.fromEntries(parts)).map((each) => JSON.parse(JSON.stringify(each)));
}

describe.each(Object.keys(directions))("any two rules on %s", (noun) => {
  test("compose to one that is as strict as each alone, or clash with both citations", () => {
    fc.assert(
      fc.property(ruleOf(noun, "AA-01"), ruleOf(noun, "BB-01"), (one, other) => {
        const { value, clashes } = unite(directions[noun] ?? {}, one, other);
        for (const clash of clashes) expect(clash).toMatchObject({ one: ["AA-01"], other: ["BB-01"] });
        if (clashes.length > 0) return;
        expect(isAsStrict(directions[noun] ?? {}, value, one)).toBe(true);
        expect(isAsStrict(directions[noun] ?? {}, value, other)).toBe(true);
      }),
    );
  });

  test("say the same whichever comes first", () => {
    fc.assert(
      fc.property(ruleOf(noun, "AA-01"), ruleOf(noun, "BB-01"), (one, other) => {
        const direction = directions[noun] ?? {};
        const [forth, back] = [unite(direction, one, other), unite(direction, other, one)];
        expect(forth.clashes.length).toBe(back.clashes.length);
        if (forth.clashes.length > 0) return;
        expect(isAsStrict(direction, forth.value, back.value)).toBe(true);
        expect(isAsStrict(direction, back.value, forth.value)).toBe(true);
      }),
    );
  });
});
