import { describe, expect, test } from "vitest";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { askedLeave, coverNow, openLeave, openStand, takenLeave, unsaidLeave } from "./absence.ts";
import { absenceKind, absencePresence, awaitedBy, returnDueAt } from "./absence-kind.ts";
import { absenceElement } from "./absence-rule.ts";

const {
  accepted,
  asked,
  at,
  atOnce,
  bare,
  coverTurn,
  ended,
  entries,
  gate,
  heard,
  id,
  left,
  lin,
  ma,
  occurrence,
  owed,
  returned,
  rule,
  shift,
  stood,
  told,
  turn,
  wu,
  xu,
} = absenceSample;

describe("what becomes of a leave", () => {
  test("asked, accepted, heard, back: covers and times are kept", () => {
    expect(entries().times).toEqual([]);
    expect(askedLeave(entries(asked))).toMatchObject({
      number: 1,
      why: "meal",
      atOnce: false,
      asked: { cover: coverTurn },
    });
    expect(takenLeave(entries(asked))).toBeUndefined();
    const away = entries(asked, accepted, heard);
    expect(askedLeave(away)).toBeUndefined();
    expect(takenLeave(away)).toMatchObject({ leftAt: at("11:31"), told: [ma, xu], heard: { [ma]: at("11:33") } });
    expect(coverNow(takenLeave(away) ?? { covers: [] })).toEqual(coverTurn);
    const back = entries(asked, accepted, returned);
    expect(openLeave(back)).toBeUndefined();
    expect(back.times[0]).toMatchObject({
      covers: [{ turn: coverTurn, since: at("11:31"), until: at("11:50") }],
      over: { at: at("11:50"), how: "returned" },
    });
    expect(absenceKind.under(entries())).toBeUndefined();
    expect(absenceKind.under(back)).toBe(4);
  });

  test("left at once, nobody there until somebody covers, and again when they go", () => {
    const gone = entries(asked, atOnce);
    expect(gone.times.map((each) => each.kind === "leave" && each.over?.how)).toEqual(["withdrawn", undefined]);
    expect(takenLeave(gone)).toMatchObject({ number: 2, atOnce: true, bare: [{ since: at("11:30") }] });
    expect(takenLeave(entries(atOnce, accepted))?.bare).toMatchObject([{ since: at("11:30"), until: at("11:31") }]);
    expect(takenLeave(entries(atOnce, accepted))?.leftAt).toBe(at("11:30"));
    expect(takenLeave(entries(atOnce, accepted, bare))?.bare.at(-1)).toEqual({
      ...{ since: at("11:35"), by: [entries(atOnce).turn.person, coverTurn.person] },
    });
    expect(unsaidLeave(entries(atOnce, returned))?.number).toBe(1);
    expect(unsaidLeave(entries(atOnce, told()))).toBeUndefined();
    expect(entries(atOnce, returned, told()).times[0]).toMatchObject({ why: "other", saidAt: at("11:40") });
  });

  test("whoever stands in for somebody asks for nothing meanwhile, and is free when it ends", () => {
    const stands = entries(asked, stood);
    expect(stands.times.map(({ kind }) => kind)).toEqual(["leave", "stand"]);
    expect(openLeave(stands)).toBeUndefined();
    expect(openStand(stands)).toMatchObject({ number: 2, standsFor: { ...gate, person: wu }, since: at("11:31") });
    const down: SampleEntry = [{ type: "absence.stood-down", body: {} }, { at: at("11:50") }];
    expect(openStand(entries(stood, down))).toBeUndefined();
    expect(openStand(entries(stood, atOnce))).toBeUndefined();
    expect(openStand(entries(stood, ended))).toBeUndefined();
  });

  test("nobody who was asked answered by the time of return: the request is void", () => {
    expect(absenceKind.wakesAt?.(entries(asked), rule)).toBe(at("12:00"));
    expect(absenceKind.wakesAt?.(entries(asked, accepted), rule), "the end of the shift").toBe(at("16:00"));
    expect(absenceKind.wake?.(entries(asked), rule, at("11:59"))).toEqual([]);
    expect(absenceKind.wake?.(entries(asked), rule, at("12:00"))).toEqual([{ type: "absence.lapsed", body: {} }]);
    expect(absenceKind.wake?.(entries(left), rule, at("12:30"))).toEqual([]);
    const how = (type: "absence.lapsed" | "absence.withdrawn") =>
      entries(asked, [{ type, body: {} }, { at: at("12:00") }]).times[0];
    expect(how("absence.lapsed")).toMatchObject({ over: { at: at("12:00"), how: "lapsed" } });
    expect(how("absence.withdrawn")).toMatchObject({ over: { at: at("12:00"), how: "withdrawn" } });
    expect(entries(left, ended).times[0]).toMatchObject({ over: { at: at("11:45"), how: "ended" } });
  });
});

test("what a regulation may say of leaving is kept as it was said", () => {
  const cites = ["LVP-01"];
  const required = { required: true, cites };
  const all = { reason: required, place: required, device: required, covered: required, inTurns: required };
  expect(absenceElement.parse({ key: "leaving", post: "any", ...all, ...rule })).toEqual({
    ...{ key: "leaving", post: "any" },
    ...all,
    ...rule,
  });
});

describe("what is owed", () => {
  test("an answer, the return, the cover, the hearing", () => {
    expect(owed(entries(asked))).toEqual([["accept/1", wu, at("12:00"), "open", undefined]]);
    expect(owed(entries(asked, accepted))).toEqual([
      ["accept/1", wu, at("12:00"), "met", at("11:31")],
      ["return/1", lin, at("12:15"), "open", undefined],
      ["cover/1/1", wu, plusMinutes(at("16:00"), 24 * 60), "open", undefined],
      [`hear/1/${ma}`, ma, at("11:41"), "open", undefined],
      [`hear/1/${xu}`, xu, at("11:41"), "open", undefined],
    ]);
    expect(owed(entries(asked, accepted, heard, returned)).map(([key, , , how, when]) => [key, how, when])).toEqual([
      ["accept/1", "met", at("11:31")],
      ["return/1", "met", at("11:50")],
      ["cover/1/1", "met", at("11:50")],
      [`hear/1/${ma}`, "met", at("11:33")],
      [`hear/1/${xu}`, "ended", at("11:50")],
    ]);
    expect(owed(entries(asked, ended))).toEqual([["accept/1", wu, at("12:00"), "ended", at("11:45")]]);
    expect(owed(entries(left, ended)).map(([key, , , how]) => [key, how])).toEqual([
      ["return/1", "ended"],
      [`hear/1/${ma}`, "ended"],
    ]);
    expect(owed(entries())).toEqual([]);
    expect(owed(entries(left), {}).map(([key, , due]) => [key, due])).toEqual([["return/1", at("12:00")]]);
  });

  test("somebody who stands in, and the reason afterwards", () => {
    expect(owed(entries(atOnce), { ...rule, coDuty: undefined }).map(([key, , due, how]) => [key, due, how])).toEqual([
      ["return/1", at("16:00"), "open"],
      ["stand-in/1/1", at("11:35"), "open"],
      ["tell/1", at("12:30"), "open"],
    ]);
    const covered = owed(entries(atOnce, accepted, bare, told(at("12:10"))));
    expect(covered.map(([key, , due, how]) => [key, due, how])).toEqual([
      ["return/1", at("12:25"), "open"],
      ["cover/1/1", plusMinutes(at("16:00"), 24 * 60), "met"],
      ["stand-in/1/1", at("11:35"), "met"],
      ["stand-in/1/2", at("11:40"), "open"],
      ["tell/1", at("12:30"), "met"],
      [`hear/1/${ma}`, at("11:40"), "open"],
    ]);
    expect(owed(entries(atOnce, ended)).find(([key]) => key === "stand-in/1/1")?.[3]).toBe("ended");
    expect(owed(entries(atOnce, returned)).find(([key]) => key === "stand-in/1/1")?.[3]).toBe("met");
    expect(
      owed(entries(atOnce, accepted, ended))
        .find(([key]) => key === "stand-in/1/1")
        ?.slice(3),
    ).toEqual(["met", at("11:31")]);
    expect(absenceKind.owes(entries(left), {}).map(({ ladder }) => ladder)).toEqual([[]]);
    expect(owed(entries(atOnce), {}).map(([key]) => key)).toEqual(["return/1"]);
    const unsaid = (time: string) => returnDueAt({ leftAt: at(time), occurrence }, rule);
    expect(["11:30", "15:00", "15:01", "16:20"].map(unsaid)).toEqual(
      ["16:00", "16:00", "16:01", "17:20"].map((time) => at(time)),
    );
    expect(returnDueAt({ leftAt: at("16:20"), occurrence }, {})).toBe(at("16:20"));
    const said = { leftAt: at("15:20"), returnBy: at("17:00"), occurrence };
    const byThen = (leave: Parameters<typeof awaitedBy>[0]) => [returnDueAt(leave, {}), awaitedBy(leave, {})];
    expect(byThen({ ...said, saidAt: at("15:50") })).toEqual([at("17:00"), at("17:00")]);
    expect(byThen({ ...said, saidAt: at("16:30") })).toEqual([at("16:00"), at("17:00")]);
  });
});

describe("what says where somebody is", () => {
  test("who covers elsewhere is away from their own post, who covers a colleague of the same shift is not", () => {
    expect(owed(entries(stood)).map(([key, person, due]) => [key, person, due])).toEqual([
      ["lend/1", lin, plusMinutes(at("16:00"), 24 * 60)],
    ]);
    const here: SampleEntry = [
      { type: "absence.stood", body: { occurrence, standsFor: { ...shift, person: wu } } },
      { at: at("11:31") },
    ];
    expect(owed(entries(here))).toEqual([]);
    const line = (what: string) => ({
      stream: { site: "s", noun: "absence", id },
      obligation: { what, person: wu } as Obligation,
    });
    expect(absencePresence(line("absence.return"))).toEqual({ turn, as: "away" });
    expect(absencePresence(line("absence.lend"))).toEqual({ turn, as: "away" });
    const covering = { turn: { ...shift, person: wu }, as: "covering", standsFor: lin };
    expect(absencePresence(line("absence.cover"))).toEqual(covering);
    expect(absencePresence(line("absence.hear"))).toBeUndefined();
  });
});
