import { describe, expect, test } from "vitest";
import type { Under } from "#test/given.ts";
import {
  at,
  booksTaken,
  completed,
  counted,
  facts,
  fault,
  leak,
  lift,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  over,
  prepared,
  readingEntry,
  ready,
  rule,
  type StoryEntry,
  signed,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Begun, Handover } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { isToTakeUp } from "./take-up.ts";

/* What a hand-over remembers of what was done to it: who, when, and what that ended. */

const under = (person: string, time: string): Under => ({ at: at(time), actor: { person } });
const [form] = prepared();
const reopened: HandoverEntry = { type: "handover.reopened", body: { reason: text("改") } };
const amended = (more: object = {}): HandoverEntry => ({
  type: "handover.amended",
  body: { relief: wu, matters: [], ...more },
});
const stoodIn = (instead?: string): StoryEntry => [
  { type: "handover.stood-in", body: { person: zhao, reason: text("代交"), ...(instead ? { instead } : {}) } },
  under(zhao, "15:45"),
];
const take = (matter: string): StoryEntry => [{ type: "handover.matter-taken", body: { matter } }, ofWu];
const told = (entry: HandoverEntry): StoryEntry => [entry, ofLin];
const begun = (...entries: readonly StoryEntry[]) => once(...entries) as Exclude<Handover, { phase: "unknown" }>;

describe("what people did for it at the post", () => {
  const raised: StoryEntry = [{ type: "handover.problem-raised", body: { problem: "p", text: text("门") } }, ofWu];
  const confirmed: StoryEntry = [
    { type: "handover.problem-confirmed", body: { problem: "p", side: "incoming" } },
    ofWu,
  ];
  const found: StoryEntry = [{ type: "handover.fault-found", body: { fault, text: text("灯"), photos: [] } }, ofWu];

  test("stands in order, with who did it: writing, checking, signing, and what was found afterwards", () => {
    const of = (by: string, what: string) => ({ by, at: by === lin ? ofLin.at : ofWu.at, what });
    const [checked, wrote] = [of(wu, "checked"), of(lin, "prepared")];
    const all = [...ready, take(leak), raised, confirmed, [amended(), ofLin] as const, signed("outgoing")];
    expect(begun(...all).deeds).toEqual([
      ...[wrote, checked, checked, checked, checked, checked, checked, wrote],
      of(lin, "signed"),
    ]);
    expect(begun(...over, found).deeds?.at(-1)).toEqual(of(wu, "found"));
  });

  test("is nothing where the clock did it, and nothing where it is no work: opening, taking back, standing in, passing on", () => {
    expect(begun(opened, [form, { at: at("15:50"), actor: "clock" }])).not.toHaveProperty("deeds");
    const idle = [
      stoodIn(),
      [reopened, ofLin],
      [{ type: "handover.lists-amended", body: { kit: [], books: [] } }, ofLin],
    ];
    expect(begun(opened, ...(idle as StoryEntry[]))).not.toHaveProperty("deeds");
    expect(begun(...over).deeds).toHaveLength(6);
  });
});

describe("from when to when a form was there", () => {
  test("each from its writing until it was taken back, by which side, and only the last one is", () => {
    const first = [opened, [form, under(lin, "15:00")], [reopened, under(wu, "15:10")]] as const;
    const written = [{ from: at("15:00"), until: at("15:10"), takenBackBy: "incoming" }];
    expect(begun(...first).written).toEqual(written);
    const second = [...first, [form, under(lin, "15:20")], [reopened, under(lin, "15:30")]] as const;
    const both = [...written, { from: at("15:20"), until: at("15:30"), takenBackBy: "outgoing" }];
    expect(begun(...second).written).toEqual(both);
    expect(begun(...second, [form, under(lin, "15:40")]).written).toEqual([...both, { from: at("15:40") }]);
  });

  test("whoever is not the relief that was named takes it back for the outgoing side, the product itself too", () => {
    const [unnamed] = prepared({ relief: undefined });
    for (const actor of ["reaction", { person: zhao }] as const) {
      const state = begun(opened, [unnamed, ofLin], [reopened, { at: at("15:55"), actor }]);
      expect(state.written).toEqual([{ from: ofLin.at, until: at("15:55"), takenBackBy: "outgoing" }]);
    }
  });

  test("signatures are remembered as void where there were some, and with until when they held", () => {
    expect(begun(opened, prepared(), [reopened, ofLin])).not.toHaveProperty("voided");
    const { signatures } = begun(...ready, signed("outgoing"));
    const state = begun(...ready, signed("outgoing"), [reopened, under(wu, "15:57")]);
    expect(state).toMatchObject({ signatures: [], voided: [{ signatures, until: at("15:57") }] });
    const again = begun(...ready, signed("outgoing"), [amended(), under(lin, "15:56")], [reopened, under(wu, "15:57")]);
    expect(again.voided).toEqual([{ signatures, until: at("15:56") }]);
  });
});

describe("whoever stands in does so", () => {
  const inPlace = ({ standIn, standsInFor }: Begun) => [standIn, standsInFor];

  test("until somebody else has written the form, or has brought it up to date", () => {
    expect(inPlace(begun(opened, stoodIn(lin)))).toEqual([zhao, lin]);
    expect(inPlace(begun(opened, stoodIn(lin), [form, under(zhao, "15:50")]))).toEqual([zhao, lin]);
    expect(inPlace(begun(opened, stoodIn(lin), [form, ofLin]))).toEqual([undefined, undefined]);
    const byZhao = [opened, stoodIn(lin), [form, under(zhao, "15:50")]] as const;
    expect(inPlace(begun(...byZhao, [amended(), under(zhao, "15:52")]))).toEqual([zhao, lin]);
    expect(inPlace(begun(...byZhao, [amended(), ofLin]))).toEqual([undefined, undefined]);
  });
});

describe("what was closed alone and taken back", () => {
  const closed = (lateMinutes: number): StoryEntry[] => [
    ...[opened, prepared({ relief: undefined, next: undefined }), signed("outgoing")],
    [
      { type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes, takeUpBy: at("23:00") } },
      { at: at("16:01"), actor: { person: lin } },
    ],
  ];
  const back = (owedSince?: string): StoryEntry => [
    { type: "handover.reopened", body: { reason: text("来人"), ...(owedSince ? { owedSince: at(owedSince) } : {}) } },
    under(wu, "16:30"),
  ];

  test("is open again, nobody's and not over, and owed anew from then on or since somebody was due", () => {
    const state = begun(...closed(0), back());
    expect(state).toMatchObject({ phase: "open", closedBefore: true, signatures: [], owedAnewSince: at("16:30") });
    for (const gone of ["completedAt", "outgoing", "incoming", "lateMinutes"]) expect(state).not.toHaveProperty(gone);
    expect(begun(...closed(0), back("16:00")).owedAnewSince).toBe(at("16:00"));
  });

  test("stays owed from the end of the shift where it was late already", () => {
    const state = begun(...closed(12), back());
    expect(state.closedBefore).toBe(true);
    expect(state).not.toHaveProperty("owedAnewSince");
  });

  test("and handed over to somebody then, is taken up by nobody any more", () => {
    const passed = begun(
      ...closed(0),
      back(),
      [form, under(lin, "16:35")],
      signed("outgoing"),
      signed("incoming"),
      completed,
    );
    expect(passed).toMatchObject({ phase: "completed", incoming: wu });
    expect(isToTakeUp(passed)).toBe(false);
    expect(handoverOwes(passed, rule).map(({ key }) => key)).toEqual(["complete", "close-records"]);
  });

  test("what was not over yet is taken back without a trace of that", () => {
    const state = begun(...ready, [reopened, ofLin]);
    expect(state).not.toHaveProperty("closedBefore");
    expect(state).not.toHaveProperty("owedAnewSince");
  });
});

describe("what is kept says nothing of what was not said", () => {
  const reason = text("等配件");
  const matters = [
    { id: lift, class: "continuing" as const },
    { id: leak, class: "ordinary" as const, notes: 2, reason },
  ];

  test("a matter is taken as the form tells of that one", () => {
    const { taken } = begun(opened, prepared({ matters }), take(leak), take(lift));
    expect(taken).toStrictEqual([
      { matter: leak, by: wu, notes: 2, reason },
      { matter: lift, by: wu },
    ]);
  });

  test("books and items are taken and counted as they were listed, since the change that the form tells of", () => {
    const since = { kit: { radio: 3 }, books: { visitors: 4 } };
    const item = { item: "radio", found: 2, damaged: 0, missing: 0, by: wu };
    const { booksTaken: taken, counts } = begun(opened, prepared({ since }), booksTaken, counted);
    expect(taken).toStrictEqual([{ book: "visitors", by: wu, since: 4 }]);
    expect(counts).toStrictEqual([{ ...item, listed: { since: 3 } }]);
    const silent = begun(...ready);
    expect(silent.booksTaken).toStrictEqual([{ book: "visitors", by: wu }]);
    expect(silent.counts).toStrictEqual([{ ...item, listed: {} }]);
    const about = (notes?: number) => [
      { id: leak, class: "ordinary" as const, item: "radio", ...(notes ? { notes } : {}) },
    ];
    const followed = (notes?: number) => begun(opened, prepared({ matters: about(notes) }), counted).counts[0]?.listed;
    expect(followed()).toStrictEqual({ matter: { id: leak } });
    expect(followed(2)).toStrictEqual({ matter: { id: leak, notes: 2 } });
  });

  test("a signature without a reason has none, and a shift that nobody has to take up says so of nobody", () => {
    expect(begun(...ready, signed("outgoing")).signatures[0]).not.toHaveProperty("lateReason");
    expect(begun(...over)).not.toHaveProperty("takeUpBy");
  });

  test("a fault of a release that did not say whose shift it was is nobody's", () => {
    const found = told({ type: "handover.fault-found", body: { fault, text: text("灯"), photos: [] } });
    expect(begun(...over, found).faults[0]?.of).toEqual([]);
  });
});

describe("an entry out of its place breaks nothing", () => {
  const taken: HandoverEntry = {
    type: "handover.taken-up",
    body: { incoming: wu, matters: [], listed: { kit: facts.kit, books: facts.books, page: facts.page } },
  };
  const ended: HandoverEntry = { type: "handover.take-up-ended", body: { followedBy: "lobby/2026-11-22/day" } };
  const lists: HandoverEntry = { type: "handover.lists-amended", body: { kit: [], books: [] } };

  test("what is read, counted and taken before any form was written is kept, and is of none", () => {
    expect(begun(opened, readingEntry, counted, booksTaken, take(leak))).toMatchObject({
      ...{ phase: "open", readings: [{ by: wu }], counts: [{ item: "radio", listed: {} }] },
      ...{ booksTaken: [{ book: "visitors", by: wu }], taken: [{ matter: leak, by: wu }] },
    });
    expect(begun(opened, [reopened, ofLin])).toMatchObject({ phase: "open", written: [] });
  });

  test("what is not prepared is not brought up to date", () => {
    for (const before of [[opened], [opened, prepared(), told(reopened)]]) {
      const { content: _, ...state } = begun(...before);
      for (const entry of [amended(), lists]) {
        const { content: __, deeds: ___, ...after } = begun(...before, [entry, { at: at("15:59"), actor: "reaction" }]);
        const { deeds: ____, ...same } = state;
        expect(after).toEqual(same);
      }
    }
    expect(begun(opened, prepared(), told(lists)).preparation).toMatchObject({ kit: [], books: [], relief: wu });
  });

  test("what is not over is taken up by nobody, and what is taken up is what was closed", () => {
    for (const entry of [taken, ended]) expect(begun(...ready, [entry, ofWu])).toEqual(begun(...ready));
    const raised = told({ type: "handover.problem-raised", body: { problem: "p", text: text("门") } });
    const closed = [
      ...[opened, prepared({ relief: undefined, next: undefined }), signed("outgoing")],
      told({ type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: at("23:00") } }),
    ];
    for (const entry of [raised, completed, told(amended())]) expect(begun(...closed, entry)).toEqual(begun(...closed));
    expect(begun(...closed, take(leak))).toMatchObject({ phase: "completed", taken: [{ matter: leak, by: wu }] });
  });
});
