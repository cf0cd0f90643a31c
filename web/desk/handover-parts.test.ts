import type { FunctionComponent } from "react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  counted,
  lin,
  at as moment,
  ofLin,
  ofWu,
  opened,
  over,
  prepared,
  ready,
  signed,
  storyOccurrence,
  text,
  toldAs,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { drawnHandover } from "./drawn-handover.ts";

/* A hand-over as each of the two sides sees it, and a third one who only looks. */

const parts = {} as Readonly<
  Record<
    | "OutgoingPanel"
    | "KitPanel"
    | "ProblemsPanel"
    | "HandoverHead"
    | "FaultsPanel"
    | "MattersPanel"
    | "SignaturesPanel"
    | "HindrancesPanel"
    | "RecordsPanel"
    | "SignBar",
    FunctionComponent
  >
>;

beforeAll(async () => {
  vi.useFakeTimers({ now: moment("15:58"), toFake: ["Date"] });
  vi.stubGlobal("window", Object.assign(new EventTarget(), { matchMedia: () => ({ matches: false }) }));
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  const loaded = await Promise.all([
    import("./handover/OutgoingPanel.tsx"),
    import("./handover/KitPanel.tsx"),
    import("./handover/ProblemsPanel.tsx"),
    import("./handover/HandoverHead.tsx"),
    import("./handover/FaultsPanel.tsx"),
    import("./handover/MattersPanel.tsx"),
    import("./handover/SignaturesPanel.tsx"),
    import("./handover/HindrancesPanel.tsx"),
    import("./handover/RecordsPanel.tsx"),
    import("./handover/SignBar.tsx"),
  ]);
  Object.assign(parts, ...loaded);
  return () => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  };
});

/** How things stand at the post, and what its regulations ask, where it is not the story's own. */
let around: { readonly rule?: object; readonly facts?: object } = {};

const seen = (part: keyof typeof parts, acting: string, ...story: typeof ready) =>
  drawnHandover(parts[part], { acting }, toldAs(around, story));

beforeEach(() => {
  around = {};
  vi.setSystemTime(moment("15:58"));
});

test("who hands over stands before who takes it, and the step that is reached is marked, those before as done", () => {
  const { text, markup } = seen("HandoverHead", zhao, opened, prepared());
  expect(text).toMatch(/Lin\|.*Wu\|/);
  const marks = [...markup.matchAll(/data-now="(true|false)" data-done="(true|false)"/g)].map(
    ([, now, done]) => `${now} ${done}`,
  );
  expect(marks).toEqual(["false true", "true false", "false false"]);
});

test("only the outgoing side writes up, and only the two sides may reopen, until it is completed", () => {
  expect(seen("OutgoingPanel", lin, opened).markup).toContain('id="prepare"');
  expect(seen("OutgoingPanel", wu, opened).markup).not.toContain('id="prepare"');
  const reopens = [lin, wu, zhao].map((acting) => seen("OutgoingPanel", acting, ...ready).buttons.length);
  expect(reopens).toEqual([1, 1, 0]);
  expect(seen("OutgoingPanel", lin, ...over).buttons).toEqual([]);
});

test("what was closed alone is taken back by whoever closed it or has come since, and only while both are there", () => {
  const body = { outgoing: lin, matters: [], lateMinutes: 0 };
  const closed: (typeof ready)[number] = [{ type: "handover.completed", body }, ofLin];
  const closedAlone = [opened, prepared(), signed("outgoing"), closed];
  const reopens = (acting: string) => seen("OutgoingPanel", acting, ...closedAlone).buttons;
  expect([lin, wu, zhao].map((acting) => reopens(acting).length)).toEqual([1, 1, 0]);
  expect(seen("OutgoingPanel", lin, ...closedAlone).text).toContain("somebody has come for the next one since");
  around = { facts: { successors: [] } };
  expect(reopens(lin)).toEqual([]);
});

test("whoever takes up what was closed before a rest tells nobody anything face to face, and no such panel promises it", () => {
  const body = { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: moment("23:00") };
  const closed: (typeof ready)[number] = [{ type: "handover.completed", body }, ofLin];
  const story = [opened, prepared(), signed("outgoing"), closed];
  around = { facts: { following: undefined, outgoing: undefined } };
  expect(seen("KitPanel", wu, ...story).markup).toContain('class="stepper');
  expect(seen("ProblemsPanel", wu, ...story).markup).toBe("");
  expect(seen("ProblemsPanel", wu, ...ready).markup).not.toBe("");
});

test("while somebody hands over, nobody is asked to stand in for them", () => {
  expect(seen("OutgoingPanel", wu, opened).markup).not.toContain("<textarea");
});

test("the property is counted by the incoming side alone, and by nobody once somebody has signed", () => {
  const steppers = (acting: string, ...story: typeof ready) =>
    (seen("KitPanel", acting, ...story).markup.match(/class="stepper/g) ?? []).length;
  expect(steppers(wu, opened, prepared())).toBeGreaterThan(0);
  expect(steppers(lin, opened, prepared())).toBe(0);
  expect(steppers(zhao, opened, prepared())).toBe(0);
  expect(steppers(wu, ...ready, signed("outgoing"))).toBe(0);
});

test("a problem is raised by either side while it is prepared and nobody has signed", () => {
  const raises = (acting: string, ...story: typeof ready) =>
    seen("ProblemsPanel", acting, ...story).buttons.includes("Another problem");
  expect([lin, wu, zhao].map((acting) => raises(acting, ...ready))).toEqual([true, true, false]);
  expect(raises(wu, ...ready, signed("outgoing"))).toBe(false);
});

const problem = "kit-radio";
const raised: (typeof ready)[number] = [{ type: "handover.problem-raised", body: { problem, item: "radio" } }, ofWu];
const talkedOver = (side: "outgoing" | "incoming"): (typeof ready)[number] => [
  { type: "handover.problem-confirmed", body: { problem, side } },
  side === "outgoing" ? ofLin : ofWu,
];

test("each side says for itself that a problem was talked over, once; the other one is told which has and which has not", () => {
  const confirms = (...story: typeof ready) =>
    [lin, wu, zhao].map((acting) =>
      seen("ProblemsPanel", acting, ...ready, raised, ...story).buttons.includes("Talked over face to face"),
    );
  expect(confirms()).toEqual([true, true, false]);
  expect(confirms(talkedOver("outgoing"))).toEqual([false, true, false]);
  expect(confirms(talkedOver("incoming"))).toEqual([true, false, false]);
  expect(confirms(talkedOver("incoming"), talkedOver("outgoing"))).toEqual([false, false, false]);
  expect(confirms(signed("outgoing"))).toEqual([false, false, false]);
});

test("of a problem, what is missing and damaged, and how far each side is, stand under their own names", () => {
  const short: (typeof ready)[number] = [
    { type: "handover.counted", body: { counts: [{ item: "radio", found: 1, damaged: 0, missing: 1 }] } },
    ofWu,
  ];
  const { text } = seen("ProblemsPanel", wu, opened, prepared(), short, raised, talkedOver("outgoing"));
  expect(text).toContain("radio: 1 missing, 0 damaged");
  expect(text).toMatch(/\|Outgoing: talked over\|Incoming: not confirmed\|/);
});

test("each side signs under its own name; what is signed has no button any more", () => {
  const { text, buttons } = seen("SignaturesPanel", wu, ...ready);
  expect(text).toMatch(/Lin\|.*Wu\|/);
  expect(buttons).toHaveLength(2);
  expect(buttons.filter((each) => each.includes("not yet"))).toEqual([]);
  expect(seen("SignaturesPanel", wu, ...ready, signed("outgoing")).buttons).toHaveLength(1);
  expect(seen("SignaturesPanel", wu, ...over).buttons).toEqual([]);
});

test("where something hinders, the button to sign says that it may not be pressed yet, and why, once for both sides", () => {
  const { buttons, text, markup } = seen("SignaturesPanel", wu, opened, prepared());
  expect(buttons).toEqual(["Lin signs (not yet)", "Wu signs (not yet)"]);
  expect(text.split("Once nothing is lacking")).toHaveLength(2);
  const [, told = ""] = /aria-describedby="([^"]+)"/.exec(markup) ?? [];
  expect(markup).toContain(`id="${told}"`);
});

test("of the signatures one is the solid button: that of whoever acts, and none while something hinders", () => {
  const solid = (acting: string, ...story: typeof ready) =>
    seen("SignaturesPanel", acting, ...story).buttons.filter((each) => each.includes("main"));
  expect(solid(lin, ...ready)).toEqual(["Lin signs (main)"]);
  expect(solid(wu, ...ready)).toEqual(["Wu signs (main)"]);
  expect(solid(zhao, ...ready)).toHaveLength(1);
  expect(solid(wu, ...ready, signed("incoming"))).toEqual(["Lin signs (main)"]);
  expect(solid(wu, opened, prepared())).toEqual([]);
});

test("ready to sign is what the hindrances say, in the list, in the bar and at the button, whatever else is open", () => {
  const ways = (...story: typeof ready) => ({
    list: seen("HindrancesPanel", wu, ...story).text.includes("Ready to be signed"),
    bar: seen("SignBar", wu, ...story).text.includes("Ready to sign"),
    button: !seen("SignaturesPanel", wu, ...story)
      .buttons.join()
      .includes("not yet"),
    // What is held up as lacking beside it: a record not read, a book not taken.
    calm: !/Not read|not taken/.test(seen("RecordsPanel", lin, ...story).text),
  });
  const all = (said: boolean) => ({ list: said, bar: said, button: said, calm: said });
  expect(ways(...ready)).toEqual(all(true));
  expect(ways(opened, prepared())).toEqual(all(false));
  // A regulation that asks for no reading and no books: nobody is told that they lack.
  around = { rule: { recordsRead: undefined, books: undefined, count: undefined } };
  expect(ways(opened, prepared())).toEqual(all(true));
});

test("on a telephone the bar names what comes next, and only that is its button", () => {
  expect(seen("SignBar", wu, opened, prepared()).buttons).toEqual(["Read the records (main)"]);
  expect(seen("SignBar", wu, ...ready).buttons).toEqual(["Go and sign (main)"]);
});

test("faults found afterwards have their place only once the shift is over", () => {
  vi.setSystemTime(moment("15:00"));
  expect(seen("FaultsPanel", wu, opened, prepared()).text).toBe("");
  vi.setSystemTime(moment("15:58"));
  expect(seen("FaultsPanel", wu, ...over).buttons).toEqual(["Report a fault"]);
  expect(seen("FaultsPanel", zhao, ...over).buttons).toEqual(["Report a fault (not yet)"]);
});

test("a fault is offered to whoever may answer for it, and to nobody else", () => {
  const body = { text: text("灯没关"), photos: [] };
  const found = (fault: string): (typeof ready)[number] => [
    { type: "handover.fault-found", body: { fault, ...body } },
    ofWu,
  ];
  const drawn = (faultsToAnswer: readonly string[]) =>
    drawnHandover(
      parts.FaultsPanel,
      { acting: lin, faultsToAnswer },
      toldAs(around, [...over, found("f1"), found("f2")]),
    ).buttons;
  expect(drawn([])).toEqual(["Report a fault (not yet)"]);
  expect(drawn(["f2"])).toEqual(["I take care of it", "Report a fault (not yet)"]);
});

test("what was closed alone before a rest calls no matter taken until somebody has taken it up", () => {
  const matters = [{ id: "lobby/m1", class: "ordinary", released: false }] as const;
  const closed: (typeof ready)[number] = [
    { type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: moment("23:00") } },
    ofLin,
  ];
  const alone = [opened, prepared({ matters }), signed("outgoing"), closed];
  expect(seen("MattersPanel", zhao, ...alone).text).toContain("For the incoming side to take");
  expect(seen("MattersPanel", zhao, opened, prepared({ matters }), ...over.slice(2)).text).toContain("Taken");
});

test("a shift that nobody came to has its faults, and nothing to hand over or to stand in for", () => {
  vi.setSystemTime(moment("16:30"));
  const neverBegun: (typeof ready)[number] = [
    { type: "handover.never-begun", body: { occurrence: storyOccurrence } },
    ofWu,
  ];
  around = { facts: { outgoing: undefined } };
  expect(seen("FaultsPanel", wu, neverBegun).buttons).toEqual(["Report a fault"]);
  expect(seen("OutgoingPanel", wu, neverBegun)).toMatchObject({ buttons: [] });
});

test("where it may be signed, nothing is said to lack beside what was not read and not taken", () => {
  around = { rule: { recordsRead: undefined, books: undefined } };
  const left = seen("HindrancesPanel", wu, opened, prepared(), counted).text;
  expect(left).not.toContain("Nothing lacking");
  expect(left).toContain("the relief has not read the records");
  expect(left).toContain("1 book not taken over");
  expect(seen("HindrancesPanel", wu, ...ready).text).toContain("Nothing lacking");
});
