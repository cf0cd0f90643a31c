import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  lin,
  at as moment,
  opened,
  over,
  prepared,
  ready,
  shift,
  signed,
  text,
  toldAs,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { drawnHandover, type HandoverLooked } from "./drawn-handover.ts";

/* Who is offered to hand over in the place of whoever leads the shift, or of a superior who did so already. */

const load = async () => ({
  ...(await import("./handover/OutgoingPanel.tsx")),
  ...(await import("./handover/StandInForm.tsx")),
});
let parts: Awaited<ReturnType<typeof load>>;
let around: Parameters<typeof toldAs>[0] = {};
let held: Readonly<Record<string, HandoverLooked["functions"]>> = {};

beforeAll(async () => {
  vi.useFakeTimers({ now: moment("15:58"), toFake: ["Date"] });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  parts = await load();
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

beforeEach(() => {
  around = {};
  held = {};
  vi.setSystemTime(moment("15:58"));
});

const seen = (part: keyof typeof parts, acting: string, ...story: typeof ready) =>
  drawnHandover(parts[part], { acting, functions: held[acting] ?? [] }, toldAs(around, story));

test("a superior stands in where nobody is left, and where whoever leads is away though the shift is over, until somebody signs", () => {
  const standsIn = (...story: typeof ready) => seen("OutgoingPanel", zhao, ...story).markup.includes("<textarea");
  const whileAway = (at: string, ...story: typeof ready) => {
    around = { facts: { away: [lin] } };
    vi.setSystemTime(moment(at));
    return standsIn(...story);
  };
  vi.setSystemTime(moment("16:05"));
  expect(standsIn(opened)).toBe(false);
  expect([whileAway("15:58", opened), whileAway("16:05", opened)]).toEqual([false, true]);
  expect(whileAway("16:05", opened, prepared())).toBe(true);
  expect(whileAway("16:05", ...ready, signed("incoming"))).toBe(true);
  expect(whileAway("16:05", ...ready, signed("outgoing"))).toBe(false);
  expect(whileAway("16:05", ...over)).toBe(false);
  vi.setSystemTime(moment("15:20"));
  around = { facts: { away: [lin], leftAtOnce: [lin] } };
  expect(standsIn(opened)).toBe(true);
  around = { facts: { outgoing: undefined } };
  expect(standsIn(opened)).toBe(true);
});

const stoodIn: (typeof ready)[number] = [
  { type: "handover.stood-in", body: { person: zhao, reason: text("held up") } },
  { at: moment("15:50"), actor: { person: zhao } },
];

const ofZhao: (typeof ready)[number] = [prepared()[0], { at: moment("15:52"), actor: { person: zhao } }];

test.each([
  ["who stands in themselves", zhao, { site: "tower" }, false],
  ["another superior of the site", wu, { site: "tower" }, true],
  ["another superior of this post", wu, { site: "tower", post: shift.post }, true],
  ["a superior of another post", wu, { site: "tower", post: "gate" }, false],
  ["a superior of another site", wu, { site: "mall" }, false],
  ["somebody of a function that may not", wu, { site: "tower", function: "cleaner" }, false],
  ["somebody without a function", wu, undefined, false],
])(
  "where a superior has stood in already, going on instead is offered as it may be: %s",
  (_, acting, holding, offered) => {
    held = holding === undefined ? {} : { [acting]: [{ function: "squad-leader", ...holding }] };
    around = { facts: { outgoing: undefined } };
    for (const story of [[stoodIn], [stoodIn, ofZhao]])
      expect(seen("OutgoingPanel", acting, opened, ...story).text.includes("Hand over in their place")).toBe(offered);
  },
);

test("where nobody has stood in, everybody reads of it, and only whom the regulation names may press", () => {
  around = { facts: { outgoing: undefined } };
  const ways = [{ site: "tower" }, { site: "mall" }, { site: "tower", function: "cleaner" }];
  const pressed = ways.map((holding) => {
    held = { [zhao]: [{ function: "squad-leader", ...holding }] };
    return seen("StandInForm", zhao, opened).text.includes("A supervisor who may do so is needed.");
  });
  expect(pressed).toEqual([false, true, true]);
});
