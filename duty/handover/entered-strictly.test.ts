import { describe, expect, test } from "vitest";
import {
  askAct,
  booksTaken,
  commandId,
  counted,
  entered,
  evening,
  facts,
  leak,
  lift,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  prepared,
  readingEntry,
  ready,
  refusalOf,
  rule,
  type StoryEntry,
  secretly,
  shift,
  signed,
  text,
  writeUp,
  wu,
  zhao,
} from "#test/handover-story.ts";
import { amendHandover } from "./amend-handover.ts";
import { countKit } from "./count-kit.ts";
import { sidesOf, workDone } from "./done-by.ts";
import type { Handover } from "./handover.ts";
import { kitToFollow } from "./kit-to-follow.ts";
import { type PrepareFacts, prepareHandover } from "./prepare-handover.ts";
import { confirmProblem } from "./raise-problem.ts";

/* What is entered has what was said and no word besides: an entry is hashed as it stands, and what is not said in it is not there. */

type Prepared = Extract<Handover, { phase: "prepared" }>;

const onDuty = (person: string, page = evening) => ({ person, page, onDuty: true });

describe("a form that is written lists", () => {
  test("of each matter what is known of it", () => {
    const matters = [
      { id: leak, class: "ordinary" as const, released: false, notes: 2, item: "radio" },
      { id: lift, class: "continuing" as const, released: false },
    ];
    const body = { ...writeUp, nothingPending: false, reasons: [{ matter: leak, reason: "等配件" }] };
    const [form] = entered(prepareHandover, { state: once(opened), body, facts: { matters } });
    expect(form?.body).toStrictEqual({
      ...{ summary: secretly("一切正常"), done: secretly("已巡视"), relief: wu, next: evening },
      matters: [
        { id: leak, class: "ordinary", reason: secretly("等配件"), notes: 2, item: "radio" },
        { id: lift, class: "continuing" },
      ],
      ...{ kit: facts.kit, books: facts.books, since: facts.since, page: facts.page },
    });
  });
});

describe("a form that is brought up to date", () => {
  const amend = (state: Handover, more: Partial<PrepareFacts>, its = rule) =>
    entered(amendHandover, { state, body: { ...shift, reasons: [] }, facts: more, rule: its })[0]?.body;

  test("goes on to the page of the relief that is named, though somebody else comes on another", () => {
    const successors = [onDuty(zhao, "lobby/2026-11-21/night"), onDuty(wu)];
    const corrected = { version: 9, hash: "p9" };
    const known = { successors, corrected, page: corrected };
    expect(amend(once(...ready), known)).toStrictEqual({ relief: wu, matters: [], page: corrected });
  });

  test("tells the page that was cut since, with its own as it stands then, where no text asks for a relief", () => {
    const state = once(opened, prepared({ relief: undefined, next: undefined }));
    const none = { successors: [] };
    expect(amend(state, none, {})).toStrictEqual({ matters: [], page: facts.page, next: evening });
    expect(
      askAct(amendHandover, { state, body: { ...shift, reasons: [] }, facts: { ...none, next: undefined } }),
    ).toEqual([]);
  });

  test("tells of no page where none was cut and none follows", () => {
    const state = once(opened, prepared({ relief: undefined, next: undefined }));
    const matters = [{ id: lift, class: "continuing" as const, released: false }];
    const listed = [{ id: lift, class: "continuing" }];
    expect(amend(state, { successors: [], next: undefined, matters })).toStrictEqual({ matters: listed });
  });

  test("tells that nobody can be named any more, once", () => {
    const state = once(opened, prepared({ relief: undefined }));
    expect(amend(state, { successors: [] }, {})).toStrictEqual({ matters: [], alone: true });
    const told: StoryEntry = [{ type: "handover.amended", body: { matters: [], alone: true } }, ofLin];
    const again = { state: once(opened, prepared({ relief: undefined }), told), body: { ...shift, reasons: [] } };
    expect(askAct(amendHandover, { ...again, rule: {}, facts: { successors: [] } })).toEqual([]);
  });
});

describe("counting", () => {
  const kit = ["radio", "torch"].map((item) => ({ item, expected: 2 }));
  const state = once(opened, prepared({ kit }));
  const whole = { item: "radio", found: 2, damaged: 0, missing: 0 };
  const refused = (...counts: readonly object[]) =>
    refusalOf(countKit, { state, who: wu, body: { ...shift, counts } as never })?.field;

  test("says which of the numbers is not right", () => {
    expect(refused(whole, { ...whole, item: "horse" })).toBe("counts.1.item");
    expect(refused(whole, whole)).toBe("counts.1.item");
    expect(refused({ ...whole, found: 1 })).toBe("counts.0.found");
    expect(refused(whole, { item: "torch", found: 1, damaged: 0, missing: 1 })).toBe("counts.1.explanation");
  });

  test("wants no explanation where no text asks for one", () => {
    const body = { ...shift, counts: [{ item: "torch", found: 1, damaged: 0, missing: 1 }] };
    const types = ["handover.counted", "handover.problem-raised"];
    expect(askAct(countKit, { state, who: wu, body, rule: {} })).toEqual(types);
    const count = { required: true, explained: false, cites: ["GPH-04"] };
    expect(askAct(countKit, { state, who: wu, body, rule: { count } })).toEqual(types);
  });

  test("is followed by what is wanting, and by what is whole again that a matter is about, each with its own", () => {
    const by = { by: wu, listed: {} };
    const counts = [
      { item: "radio", found: 2, damaged: 0, missing: 0, ...by },
      { item: "torch", found: 1, damaged: 0, missing: 1, ...by },
      { item: "key", found: 2, damaged: 1, missing: 0, ...by },
      { item: "baton", found: 2, damaged: 0, missing: 0, ...by },
    ];
    const matters = [
      { id: lift, class: "ordinary" as const, released: false },
      { id: leak, class: "ordinary" as const, released: false, item: "baton" },
      { id: "lobby/key", class: "ordinary" as const, released: false, item: "key" },
    ];
    const work = { recordsRead: true, counts, booksTaken: [], taken: [], confirmed: () => [] };
    expect(kitToFollow(work, { ...facts, matters })).toStrictEqual([
      { item: "torch", missing: 1, damaged: 0 },
      { item: "key", missing: 0, damaged: 1, matter: "lobby/key" },
      { item: "baton", missing: 0, damaged: 0, matter: leak },
    ]);
  });
});

describe("a problem is talked over", () => {
  const raised = (problem: string): StoryEntry => [
    { type: "handover.problem-raised", body: { problem, text: text("门") } },
    ofWu,
  ];
  const confirmed = (side: "outgoing" | "incoming", person: string): StoryEntry => [
    { type: "handover.problem-confirmed", body: { problem: "p", side } },
    { ...ofWu, actor: { person } },
  ];
  const [unnamed] = prepared({ relief: undefined });
  const form = [opened, [unnamed, ofLin], raised("q"), raised("p")] as readonly StoryEntry[];
  const both = { successors: [onDuty(wu), onDuty(zhao)] };
  const body = { ...shift, problem: "p" };

  test("while the other side is there, where a text asks for that and there is another side", () => {
    const away = { away: [lin] };
    const about = { state: once(...form), body, who: wu, facts: away };
    const refusal = refusalOf(confirmProblem, about);
    expect(refusal).toMatchObject({ code: "handover.other-side-not-there", rules: ["GPH-06"] });
    expect(refusal?.detail).toEqual({ side: "outgoing" });
    const ofRelief = { ...about, who: lin, facts: { away: [wu] } };
    expect(refusalOf(confirmProblem, ofRelief)?.detail).toEqual({ side: "incoming" });
    for (const problems of [undefined, { bothConfirm: false, cites: ["GPH-06"] }])
      expect(askAct(confirmProblem, { ...about, rule: { ...rule, problems } })).toEqual(["handover.problem-confirmed"]);
    const alone = once(opened, prepared({ relief: undefined, next: undefined }), raised("p"));
    const nobody = { successors: [], next: undefined };
    expect(askAct(confirmProblem, { state: alone, body, who: lin, facts: nobody })).toEqual([
      "handover.problem-confirmed",
    ]);
  });

  test("by each person for the side that is theirs now, whatever they or others have said before", () => {
    const confirm = (who: string, more: object, ...before: readonly StoryEntry[]) =>
      askAct(confirmProblem, { state: once(...form, ...before), body, who, facts: { ...both, ...more } });
    const confirms = ["handover.problem-confirmed"];
    expect(confirm(zhao, {}, confirmed("incoming", wu))).toEqual(confirms);
    expect(confirm(zhao, { outgoing: zhao, successors: [onDuty(wu)] }, confirmed("incoming", zhao))).toEqual(confirms);
    expect(confirm(wu, {}, confirmed("incoming", wu))).toEqual([]);
  });

  test("and each one counts by itself", () => {
    const state = once(...form, confirmed("incoming", wu), confirmed("outgoing", lin)) as Prepared;
    const { confirmed: said } = workDone(state, { outgoing: lin, incoming: wu });
    expect([said("p"), said("q"), said(commandId)]).toEqual([["incoming", "outgoing"], [], []]);
  });
});

describe("what was done of what is handed over", () => {
  const done = (form: StoryEntry, ...more: readonly StoryEntry[]) =>
    workDone(once(opened, form, ...more) as Prepared, { outgoing: lin, incoming: wu });

  test("is the count of an item in the number of that item, as it is listed now", () => {
    const kit = [
      { item: "torch", expected: 2 },
      { item: "radio", expected: 3 },
    ];
    const count: StoryEntry = [
      { type: "handover.counted", body: { counts: [{ item: "radio", found: 2, damaged: 0, missing: 0 }] } },
      ofWu,
    ];
    expect(done(prepared(), count).counts).toHaveLength(1);
    expect(done(prepared({ kit }), count).counts).toEqual([]);
    expect(done(prepared({ kit: [] }), count).counts).toEqual([]);
  });

  test("is a matter as the form tells of that one", () => {
    const take = (matter: string): StoryEntry => [{ type: "handover.matter-taken", body: { matter } }, ofWu];
    const matters = [
      { id: lift, class: "ordinary" as const, notes: 1, reason: text("等厂家") },
      { id: leak, class: "ordinary" as const, notes: 2, reason: text("等配件") },
    ];
    expect(done(prepared({ matters }), take(leak), take(lift)).taken).toEqual([leak, lift]);
    const amended = (notes: number, reason: string): StoryEntry => [
      {
        type: "handover.amended",
        body: {
          relief: wu,
          matters: [matters[0] as never, { id: leak, class: "ordinary", notes, reason: text(reason) }],
        },
      },
      ofLin,
    ];
    const both = [take(leak), take(lift)];
    expect(done(prepared({ matters }), ...both, amended(3, "等配件")).taken).toEqual([lift]);
    expect(done(prepared({ matters }), ...both, amended(2, "等电工")).taken).toEqual([lift]);
    const gone: StoryEntry = [{ type: "handover.amended", body: { relief: wu, matters: [] } }, ofLin];
    const bare = [{ id: leak, class: "ordinary" as const }];
    expect(done(prepared({ matters: bare }), take(leak), gone).taken).toEqual([]);
    const other: StoryEntry = [
      { type: "handover.amended", body: { relief: wu, matters: [{ id: lift, class: "ordinary" }] } },
      ofLin,
    ];
    expect(done(prepared({ matters: bare }), take(leak), other).taken).toEqual([]);
    expect(done(prepared({ matters }), ...both, gone).taken).toEqual([]);
  });

  test("is nothing as long as no form tells of it", () => {
    const take: StoryEntry = [{ type: "handover.matter-taken", body: { matter: leak } }, ofWu];
    const state = once(opened, readingEntry, counted, take) as never;
    expect(workDone(state, { outgoing: lin, incoming: wu })).toMatchObject({
      ...{ recordsRead: false, counts: [], booksTaken: [], taken: [] },
    });
    const books = once(opened, booksTaken) as never;
    expect(workDone(books, { outgoing: lin, incoming: wu }).booksTaken).toEqual(["visitors"]);
  });

  test("is what the two have done who have signed, or who sign now, though others would by the plan", () => {
    const successors = [onDuty(zhao), onDuty(wu)];
    const known = { ...facts, successors, outgoing: zhao };
    const form = prepared({ relief: undefined });
    const state = once(opened, form) as Prepared;
    const both = once(opened, form, signed("outgoing"), signed("incoming")) as Prepared;
    expect(sidesOf(state, known)).toEqual({ outgoing: zhao, incoming: zhao });
    expect(sidesOf(both, known)).toEqual({ outgoing: lin, incoming: wu });
    expect(sidesOf(both, known, "outgoing", "chen")).toEqual({ outgoing: "chen", incoming: wu });
    expect(sidesOf(both, known, "incoming", "chen")).toEqual({ outgoing: lin, incoming: "chen" });
  });
});
