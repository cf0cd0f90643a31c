import { createElement } from "react";
import { beforeAll, expect, test, vi } from "vitest";
import { instantOf } from "#duty/grammar/time.ts";
import { drawnPart, type LookedAt } from "./drawn-part.ts";
import { hasPostAfter, plannedEnd } from "./handover/never-begun.ts";

/* A shift to which nobody came has no hand-over; whoever has the post later says what they found there. */

const at = { post: "lobby", date: "2026-11-21", shift: "day" };
const plan = {
  ...{ people: [], zone: "Asia/Shanghai", specialDays: {} },
  posts: [
    {
      key: "lobby",
      name: "Lobby",
      shifts: [{ key: "day", name: "Day", starts: "08:00", minutes: 480 }],
      limited: [],
      kit: [],
      books: [],
      binds: [],
    },
  ],
} as unknown as NonNullable<LookedAt["plan"]> & Parameters<typeof plannedEnd>[0];

let NeverBegun: typeof import("./handover/NeverBegun.tsx").NeverBegun;

beforeAll(async () => {
  vi.useFakeTimers({ now: 0, toFake: ["Date"] });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  ({ NeverBegun } = await import("./handover/NeverBegun.tsx"));
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

function buttonsAt(time: string, on: { person: string; shift: string }[], which = at): readonly string[] {
  vi.setSystemTime(instantOf(`2026-11-21T${time}:00+08:00`));
  const posts = [
    { post: "lobby", shift: null, next: null, due: [], gone: [], on: on.map((each) => ({ ...at, ...each })) },
  ];
  const answers = [
    [["site", "tower"], plan],
    [["attendance", "tower"], { posts }],
  ] as const;
  return drawnPart(() => createElement(NeverBegun, { at: which }), {}, { acting: { person: "wu" }, plan, answers })
    .buttons;
}

test("a shift ends by the plan of its post, on the clock of the site", () => {
  expect(plannedEnd(plan, at)).toBe(instantOf("2026-11-21T16:00:00+08:00"));
  expect(plannedEnd(plan, { ...at, shift: "noon" })).toBeUndefined();
  expect(plannedEnd(plan, { ...at, post: "roof" })).toBeUndefined();
});

test("what it left in disorder is reported once it is over, by whoever has the post in another shift", () => {
  const evening = { person: "wu", shift: "evening" };
  expect(buttonsAt("15:59", [evening])).toEqual([]);
  expect(buttonsAt("16:00", [evening])).toEqual(["Report a fault"]);
  expect(buttonsAt("16:00", [])).toEqual(["Report a fault (not yet)"]);
  expect(buttonsAt("16:00", [{ ...evening, person: "lin" }])).toEqual(["Report a fault (not yet)"]);
  expect(buttonsAt("16:00", [{ ...evening, shift: "day" }])).toEqual(["Report a fault (not yet)"]);
  expect(buttonsAt("23:00", [evening], { ...at, shift: "noon" })).toEqual([]);
});

test("whoever has the post after a shift stands there in another one", () => {
  const on = [{ ...at, person: "wu", shift: "evening" }];
  expect([
    hasPostAfter(on, "wu", at),
    hasPostAfter(on, "lin", at),
    hasPostAfter(on, "wu", { ...at, shift: "evening" }),
    hasPostAfter(on, "wu", { ...at, date: "2026-11-20", shift: "evening" }),
  ]).toEqual([true, false, false, true]);
});
