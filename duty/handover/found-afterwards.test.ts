import { describe, expect, test } from "vitest";
import type { Instant } from "#duty/grammar/time.ts";
import {
  askAct,
  at,
  endsAt,
  entered,
  fault,
  lin,
  ofLin,
  ofWu,
  once,
  opened,
  over,
  prepared,
  rule,
  type StoryEntry,
  secretly,
  shift,
  signed,
  startsAt,
  storyOccurrence,
  text,
  wu,
  zhao,
} from "#test/handover-story.ts";
import type { Handover } from "./handover.ts";
import { handoverOwes } from "./handover-owes.ts";
import { acknowledgeFault, type ReportFaultFacts, reportFault } from "./report-fault.ts";

/* What is found of a shift once it is over, whose it was, and all that a hand-over owes until then, word for word. */

const body = { ...shift, text: "门", photos: [] };
const stoodIn: StoryEntry = [{ type: "handover.stood-in", body: { person: zhao, reason: text("代交") } }, ofLin];
const report = (state: Handover, known: Partial<ReportFaultFacts> = {}, now: Instant = at("16:20")) =>
  entered(reportFault, { state, body, who: wu, facts: known, now }).map(
    (each) => [each.type, (each.body as { of?: unknown }).of] as const,
  );

describe("a fault of a shift in which nobody ever came", () => {
  test("is found from the very end of the shift on, where a text asked anything of its hand-over", () => {
    const found = ["handover.never-begun", "handover.fault-found", "obligation.escalated"];
    const ask = (now: Instant, more: object = {}) =>
      askAct(reportFault, { state: once(), body, who: wu, now, facts: { stood: [] }, ...more });
    expect(ask(endsAt)).toEqual(found);
    expect(ask((endsAt - 1) as Instant)).toMatchObject({ refused: "handover.not-completed" });
    expect(ask(endsAt, { facts: { occurrence: undefined } })).toMatchObject({ refused: "handover.not-completed" });
    expect(ask(endsAt, { rule: {} })).toEqual({ refused: "handover.no-rule-then", rules: ["ZB-01"] });
  });

  test("is about whom the plan had, and about whoever stayed on before them", () => {
    const of = report(once(), { stood: [], outgoing: undefined, due: [lin], stayedOn: [zhao] })[1]?.[1];
    expect(of).toEqual([zhao, lin]);
  });
});

describe("a fault of a shift in which nobody stood", () => {
  const nobody = { stood: [], due: [zhao], stayedOn: [] };

  test("is about whoever handed it over, and where nobody has yet, about whoever leads it", () => {
    expect(report(once(...over), { ...nobody, outgoing: wu })[0]?.[1]).toEqual([lin, zhao]);
    expect(report(once(opened), { ...nobody, outgoing: wu })[0]?.[1]).toEqual([wu, zhao]);
    expect(report(once(opened), { ...nobody, outgoing: undefined })[0]?.[1]).toEqual([zhao]);
  });

  test("is not about whoever stood in for the outgoing side", () => {
    const byZhao: StoryEntry = [
      { type: "handover.completed", body: { outgoing: zhao, incoming: wu, matters: [], lateMinutes: 0 } },
      ofWu,
    ];
    const form: StoryEntry = [prepared()[0], { ...ofLin, actor: { person: zhao } }];
    const passed = once(opened, stoodIn, form, signed("incoming"), byZhao);
    expect(report(passed, { ...nobody, due: [lin] })[0]?.[1]).toEqual([lin]);
    expect(report(once(opened, stoodIn), { ...nobody, due: [], outgoing: zhao })[0]?.[1]).toEqual([]);
    expect(report(once(opened, stoodIn), { ...nobody, outgoing: undefined })[0]?.[1]).toEqual([zhao]);
  });
});

describe("a fault that is found", () => {
  test("is reported by who is on duty after it, or covers there for somebody, and by no hand of the product", () => {
    const ask = (more: object) => askAct(reportFault, { state: once(...over), body, ...more });
    expect(ask({ who: zhao, facts: { covering: [lin, zhao] } })).toContain("handover.fault-found");
    const notOnDuty = { refused: "handover.not-on-duty", rules: ["GPH-07", "ZB-01"] };
    expect(ask({ who: zhao, facts: { covering: [lin] } })).toEqual(notOnDuty);
    expect(ask({ hand: "clock" })).toEqual(notOnDuty);
  });

  test("calls nobody at once where no text says whom", () => {
    expect(askAct(reportFault, { state: once(...over), body, who: wu, rule: {} })).toEqual(["handover.fault-found"]);
  });

  test("is answered by anybody of those whom the text calls one after the other", () => {
    const found: StoryEntry = [{ type: "handover.fault-found", body: { fault, text: text("灯"), photos: [] } }, ofWu];
    const ladder = ["squad-leader", "captain"].map((call, index) => ({ afterMinutes: index, call }));
    const its = { ...rule, foundAfterwards: { withinMinutes: 0, answerMinutes: 10, ladder, cites: ["GPH-07"] } };
    const answer = (...functions: readonly string[]) =>
      askAct(acknowledgeFault, {
        state: once(...over, found),
        body: { ...shift, fault },
        rule: its,
        facts: { functions },
      });
    for (const each of ["squad-leader", "captain"]) expect(answer(each)).toEqual(["handover.fault-acknowledged"]);
    expect(answer("guard")).toMatchObject({ refused: "handover.function-lacking" });
  });

  test("is answered by itself, and only where it was found", () => {
    const other: StoryEntry = [
      { type: "handover.fault-found", body: { fault: "f2", text: text("灯"), photos: [] } },
      ofWu,
    ];
    const answer = (state: Handover) =>
      askAct(acknowledgeFault, { state, body: { ...shift, fault }, facts: { functions: ["squad-leader"] } });
    expect(answer(once())).toMatchObject({ refused: "handover.no-such-fault" });
    expect(answer(once(...over, other))).toMatchObject({ refused: "handover.no-such-fault" });
  });
});

describe("a hand-over owes, word for word", () => {
  const complete = {
    ...{ key: "complete", what: "handover.complete", post: "lobby", opensAt: startsAt, dueAt: at("16:10") },
    ...{ rules: ["GPH-08"], ladder: [{ afterMinutes: 15, call: "squad-leader" }] },
  };
  const records = {
    ...{ key: "close-records", what: "handover.close-records", post: "lobby", opensAt: startsAt },
    ...{ dueAt: at("15:55"), rules: ["SLH-08"], ladder: [] },
  };
  const found = (...of: string[]): StoryEntry => [
    { type: "handover.fault-found", body: { fault, text: text("灯"), photos: [], ...(of.length > 0 ? { of } : {}) } },
    { at: at("17:00"), actor: { person: wu } },
  ];
  const owedFault = {
    ...{ key: `fault-${fault}`, what: "handover.acknowledge-fault", post: "lobby", opensAt: at("17:00") },
    ...{ dueAt: at("17:10"), rules: ["GPH-07"], ladder: [{ afterMinutes: 0, call: "squad-leader" }] },
  };

  test("itself and its records from the beginning of the shift, then both are met", () => {
    expect(handoverOwes(once(opened), rule)).toStrictEqual([complete, records]);
    const met = [
      { ...complete, metAt: ofWu.at },
      { ...records, metAt: ofLin.at },
    ];
    expect(handoverOwes(once(...over), rule)).toStrictEqual(met);
  });

  test("an answer to each fault, about whose shift it was, until somebody has given it", () => {
    const owed = (...more: StoryEntry[]) => handoverOwes(once(...over, ...more), rule)[2];
    expect(owed(found())).toStrictEqual(owedFault);
    expect(owed(found(lin, zhao))).toStrictEqual({ ...owedFault, detail: { about: `${lin} ${zhao}` } });
    const answered: StoryEntry = [{ type: "handover.fault-acknowledged", body: { fault } }, { at: at("17:05") }];
    expect(owed(found(), answered)).toStrictEqual({ ...owedFault, metAt: at("17:05") });
  });

  test("nothing but the answer where nobody ever came", () => {
    const never: StoryEntry = [
      { type: "handover.never-begun", body: { occurrence: storyOccurrence } },
      { at: at("16:30") },
    ];
    expect(handoverOwes(once(never, found()), rule)).toStrictEqual([owedFault]);
  });

  test("the taking up of what was closed before a rest, with the texts that ask of whoever takes over", () => {
    const alone = prepared({ relief: undefined, next: undefined });
    const closed: StoryEntry = [
      { type: "handover.completed", body: { outgoing: lin, matters: [], lateMinutes: 0, takeUpBy: at("23:00") } },
      ofLin,
    ];
    const owed = (its = rule) => handoverOwes(once(opened, alone, signed("outgoing"), closed), its).at(-1);
    const takeUp = {
      ...{ key: "take-up", what: "handover.take-up", post: "lobby", opensAt: ofLin.at, dueAt: at("23:10") },
      ...{ rules: ["SLH-02", "GPH-04", "SLH-09", "SLH-06", "SLH-07", "ZB-34"], ladder: [] },
    };
    expect(owed()).toStrictEqual(takeUp);
    expect(owed({})).toStrictEqual({ ...takeUp, dueAt: at("23:00"), rules: ["ZB-34"] });
  });
});

test("the note of an answer is sealed, and what was not said is not there", () => {
  const found: StoryEntry = [{ type: "handover.fault-found", body: { fault, text: text(""), photos: [] } }, ofWu];
  const about = { state: once(...over, found), facts: { functions: ["squad-leader"] } };
  const answer = (more: object) => entered(acknowledgeFault, { ...about, body: { ...shift, fault, ...more } })[0]?.body;
  expect(answer({})).toStrictEqual({ fault });
  expect(answer({ note: "已清理" })).toStrictEqual({ fault, note: secretly("已清理") });
});
