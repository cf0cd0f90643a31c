import { describe, expect, test } from "vitest";
import {
  at,
  booksTaken,
  completed,
  counted,
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
  type StoryEntry,
  signed,
  storyOccurrence,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";

const raised = (problem: string, words = problem): StoryEntry => [
  { type: "handover.problem-raised", body: { problem, text: text(words) } },
  ofWu,
];
const confirmed = (problem: string, side: "outgoing" | "incoming"): StoryEntry => [
  { type: "handover.problem-confirmed", body: { problem, side } },
  side === "outgoing" ? ofLin : ofWu,
];
const counting = (item: string, found: number): StoryEntry => [
  { type: "handover.counted", body: { counts: [{ item, found, damaged: 0, missing: 2 - found }] } },
  ofWu,
];
const found = (key: string, words: string): StoryEntry => [
  { type: "handover.fault-found", body: { fault: key, text: text(words), photos: ["p1"] } },
  { at: at("17:00"), actor: { person: wu } },
];
const answered = (key: string): StoryEntry => [
  { type: "handover.fault-acknowledged", body: { fault: key } },
  { at: at("17:20"), actor: { person: zhao } },
];

describe("problems", () => {
  test("a second one stands beside the first", () => {
    const state = once(opened, prepared(), raised("lock"), raised("lamp"));
    expect(state).toMatchObject({
      problems: [
        { key: "lock", text: text("lock"), confirmed: [] },
        { key: "lamp", text: text("lamp"), confirmed: [] },
      ],
    });
  });

  test("each is confirmed by itself, and by each side for itself", () => {
    const state = once(opened, prepared(), raised("lock"), raised("lamp"), confirmed("lamp", "incoming"));
    expect(state).toMatchObject({
      problems: [{ confirmed: [] }, { key: "lamp", confirmed: [{ side: "incoming", by: wu }] }],
    });
    const both = [confirmed("lamp", "incoming"), confirmed("lamp", "incoming"), confirmed("lamp", "outgoing")];
    expect(once(opened, prepared(), raised("lock"), raised("lamp"), ...both)).toMatchObject({
      problems: [
        { confirmed: [] },
        {
          confirmed: [
            { side: "incoming", by: wu },
            { side: "incoming", by: wu },
            { side: "outgoing", by: lin },
          ],
        },
      ],
    });
  });

  test("one that is told anew says the later words, unconfirmed, and leaves the others as they were", () => {
    const told = [raised("lock"), raised("lamp"), confirmed("lock", "incoming"), confirmed("lamp", "incoming")];
    expect(once(opened, prepared(), ...told, raised("lock", "two locks"))).toMatchObject({
      problems: [
        { key: "lamp", confirmed: [{ side: "incoming", by: wu }] },
        { key: "lock", text: text("two locks"), confirmed: [] },
      ],
    });
  });
});

describe("taking over adds up", () => {
  test("a later count of an item stands for the earlier one, and for no other", () => {
    const state = once(opened, prepared(), counting("radio", 2), counting("torch", 1), counting("radio", 1));
    expect(state).toMatchObject({
      counts: [
        { item: "torch", found: 1 },
        { item: "radio", found: 1 },
      ],
    });
  });

  test("books and matters that were taken stay taken, by whom", () => {
    const more: StoryEntry = [{ type: "handover.books-taken", body: { books: ["visitors", "keys"] } }, ofWu];
    const take = (matter: string): StoryEntry => [{ type: "handover.matter-taken", body: { matter } }, ofWu];
    expect(once(opened, prepared(), booksTaken, more, take(leak), take(lift))).toMatchObject({
      booksTaken: [
        { book: "visitors", by: wu },
        { book: "visitors", by: wu },
        { book: "keys", by: wu },
      ],
      taken: [
        { matter: leak, by: wu },
        { matter: lift, by: wu },
      ],
    });
  });

  test("records are unread until they were read", () => {
    expect(once(opened, prepared())).toMatchObject({ readings: [] });
    expect(once(opened, prepared(), readingEntry)).toMatchObject({
      readings: [{ by: wu, page: { version: 7, hash: "p7" } }],
    });
  });
});

describe("preparing, reopening, preparing again", () => {
  const reopened: StoryEntry = [{ type: "handover.reopened", body: { reason: text("") } }, ofLin];
  const again: StoryEntry = [prepared({ relief: zhao })[0], { at: at("16:02"), actor: { person: zhao } }];

  test("begins with nothing", () => {
    expect(once(opened)).toEqual({
      ...{
        phase: "open",
        occurrence: storyOccurrence,
        standIn: undefined,
        firstPreparedAt: undefined,
        preparedBy: undefined,
      },
      ...{ written: [], preparation: undefined, readings: [], counts: [], booksTaken: [], problems: [], taken: [] },
      ...{ signatures: [], faults: [], content: { version: 1, hash: "h1" } },
    });
  });

  test("keeps when it was prepared first, and who prepared it last, with what they wrote", () => {
    const state = once(opened, prepared(), reopened, again);
    expect(state).toMatchObject({
      phase: "prepared",
      firstPreparedAt: at("15:50"),
      preparedBy: zhao,
      preparation: { relief: zhao },
    });
    expect(once(opened, prepared())).toMatchObject({ firstPreparedAt: at("15:50"), preparedBy: lin });
  });

  test("voids signatures and nothing else", () => {
    const before = [opened, prepared(), counted, signed("outgoing"), signed("incoming")];
    const state = once(...before, reopened);
    expect(state).toMatchObject({ phase: "open", signatures: [], counts: [{ item: "radio" }] });
    expect(once(...before)).toMatchObject({ signatures: [{ side: "outgoing" }, { side: "incoming" }] });
  });

  test("who stands in is kept", () => {
    const stoodIn: StoryEntry = [{ type: "handover.stood-in", body: { person: zhao, reason: text("") } }, ofLin];
    expect(once(opened, stoodIn)).toMatchObject({ standIn: zhao });
  });
});

describe("what a signature binds", () => {
  test("a signature says who, for which side, which forms, when, and on what", () => {
    expect(once(...ready, signed("outgoing", ["work"]))).toMatchObject({
      signatures: [{ side: "outgoing", person: lin, forms: ["work"], at: ofLin.at, seen: { version: 5, hash: "h5" } }],
    });
  });

  test("everything moves what is signed, but for signing and completing", () => {
    const contentAfter = (...entries: readonly StoryEntry[]) => {
      const state = once(...entries);
      return state.phase === "unknown" ? undefined : state.content;
    };
    expect(contentAfter(...ready)).toEqual({ version: 5, hash: "h5" });
    expect(contentAfter(...ready, signed("outgoing"))).toEqual({ version: 5, hash: "h5" });
    expect(contentAfter(...ready, raised("lock"))).toEqual({ version: 6, hash: "h6" });
    expect(contentAfter(...over)).toEqual({ version: 5, hash: "h5" });
  });

  test("the clock signs nothing", () => {
    const byClock: StoryEntry = [signed("outgoing")[0], { at: at("15:55"), actor: "clock" }];
    expect(once(...ready, byClock)).toMatchObject({ signatures: [] });
  });
});

describe("the end", () => {
  test("a completed hand-over says when, by whom, to whom and how late", () => {
    const late: StoryEntry = [
      { type: "handover.completed", body: { outgoing: lin, incoming: wu, matters: [], lateMinutes: 7 } },
      { at: at("16:07"), actor: { person: wu } },
    ];
    expect(once(...ready, signed("outgoing"), signed("incoming"), late)).toMatchObject({
      ...{ phase: "completed", completedAt: at("16:07"), outgoing: lin, incoming: wu, lateMinutes: 7, faults: [] },
      signatures: [{ side: "outgoing" }, { side: "incoming" }],
    });
  });

  test("only what was prepared can be completed, and only what was opened can be anything", () => {
    expect(once(opened, completed)).toMatchObject({ phase: "open" });
    expect(once(prepared(), readingEntry, completed)).toEqual({ phase: "unknown" });
  });

  test("a later fault stands beside the earlier, and each is answered by itself", () => {
    const state = once(...over, found(fault, "门锁"), found("f2", "灯"), answered("f2"));
    expect(state).toMatchObject({
      faults: [
        { key: fault, text: text("门锁"), photos: ["p1"], foundBy: wu, foundAt: at("17:00") },
        { key: "f2", text: text("灯"), acknowledged: { by: zhao, at: at("17:20") } },
      ],
    });
    const [first] = state.phase === "completed" ? state.faults : [];
    expect(first?.acknowledged).toBeUndefined();
  });

  test("nothing else changes what is over", () => {
    const done = once(...over);
    for (const entry of [readingEntry, counted, raised("lock"), signed("incoming"), prepared()])
      expect(once(...over, entry)).toEqual(done);
  });
});
