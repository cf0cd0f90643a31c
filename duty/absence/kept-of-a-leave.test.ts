import { describe, expect, test } from "vitest";
import { absenceSample, type SampleEntry } from "#test/absence-samples.ts";
import { coverNow, leaveNumbered, openLeave, takenLeave, unsaidLeave } from "./absence.ts";
import { absenceKind, returnDueAt } from "./absence-kind.ts";

/* What stays of a leave once it is over, and what later entries leave alone. */

const { accepted, asked, at, atOnce, bare, coverTurn, ended, entries, gate, left, lin, ma, occurrence } = absenceSample;
const { returned, rule, stood, told, turn, wu, xu } = absenceSample;
const sayingEnded = (...all: SampleEntry[]) =>
  entries(...all).times.map((each) => (each.kind === "leave" ? each.sayingEndedAt : each));
const owed = (key: string, ...all: SampleEntry[]) =>
  absenceKind.owes(entries(...all), rule).find((each) => each.key === key);
const outcome = (key: string, ...all: SampleEntry[]) => {
  const { metAt, endedAt, ...its } = owed(key, ...all) ?? {};
  // What is neither met nor ended says so by having neither.
  return Object.keys(owed(key, ...all) ?? {}).length === Object.keys(its).length ? "open" : { metAt, endedAt };
};

describe("why somebody left at once", () => {
  const owesReason: SampleEntry = [{ type: "absence.ended", body: { owesReason: true } }, { at: at("11:45") }];

  test("is not waited for any more once they have gone for good, unless that was a way around saying it", () => {
    expect(sayingEnded(atOnce, ended)).toEqual([at("11:45")]);
    expect(sayingEnded(atOnce, owesReason)).toEqual([undefined]);
    expect(sayingEnded(atOnce, returned, ended)).toEqual([at("11:45")]);
  });

  test("only where it was owed still: nothing is said of another leave, of one that was explained, or of standing in", () => {
    expect(sayingEnded(atOnce, told(), ended)).toEqual([undefined]);
    expect(sayingEnded(left, ended)).toEqual([undefined]);
    expect(sayingEnded(asked, ended)).toEqual([undefined]);
    const [stand] = entries(stood, ended).times;
    expect(stand).toEqual({ ...entries(stood).times[0], until: at("11:45") });
    expect(stand).not.toHaveProperty("sayingEndedAt");
    const later: SampleEntry = [ended[0], { at: at("13:00") }];
    const again: SampleEntry = [atOnce[0], { at: at("12:30"), actor: { person: lin } }];
    expect(sayingEnded(atOnce, ended, again, later)).toEqual([at("11:45"), at("13:00")]);
  });

  test("is owed until it is said or not waited for, and said afterwards it was not said in time", () => {
    expect(outcome("tell/1", atOnce)).toBe("open");
    expect(outcome("tell/1", atOnce, told())).toEqual({ metAt: at("11:40"), endedAt: undefined });
    expect(outcome("tell/1", atOnce, ended)).toEqual({ metAt: undefined, endedAt: at("11:45") });
    const late: SampleEntry = [told()[0], { at: at("12:00"), actor: { person: lin } }];
    expect(outcome("tell/1", atOnce, ended, late)).toEqual({ metAt: undefined, endedAt: at("11:45") });
    expect(unsaidLeave(entries(atOnce, ended, late))).toBeUndefined();
    expect(Object.keys(owed("tell/1", atOnce, told()) ?? {})).not.toContain("endedAt");
  });

  test("is asked of a leave, never of the time in which they stood for somebody", () => {
    const standsAfter = entries(atOnce, returned, stood);
    expect(unsaidLeave(standsAfter)?.number).toBe(1);
    expect(unsaidLeave(entries(left, stood))).toBeUndefined();
    expect(leaveNumbered(standsAfter, 1)?.number).toBe(1);
    expect(leaveNumbered(standsAfter, 2)).toBeUndefined();
  });
});

test("what is open says neither when it was met nor when it ended", () => {
  for (const key of ["accept/1", "return/1", "cover/1/1", `hear/1/${ma}`])
    expect(outcome(key, ...(key === "accept/1" ? [asked] : [asked, accepted])), key).toBe("open");
  expect(outcome("stand-in/1/1", atOnce)).toBe("open");
  expect(outcome("lend/1", stood)).toBe("open");
});

test("who has come stands there though the leave of whoever went has ended in the same moment", () => {
  const called: SampleEntry = [{ type: "absence.ended", body: { bareUntil: at("16:00") } }, { at: at("11:45") }];
  const manned: SampleEntry = [{ type: "absence.post-manned", body: { by: ma } }, { at: at("11:45") }];
  expect(outcome("stand-in/1/1", atOnce, called, manned)).toEqual({ metAt: at("11:45"), endedAt: undefined });
  expect(outcome("stand-in/1/1", atOnce, ended)).toEqual({ metAt: undefined, endedAt: at("11:45") });
});

test("whoever comes to an empty post ends that it is empty, and no time before for which somebody had come", () => {
  const manned: SampleEntry = [{ type: "absence.post-manned", body: { by: xu } }, { at: at("11:55") }];
  const [leave] = entries(atOnce, accepted, bare, manned).times;
  const by = [lin, wu];
  expect(leave).toMatchObject({
    bare: [
      { since: at("11:30"), until: at("11:31") },
      { since: at("11:35"), until: at("11:55"), by },
    ],
  });
  expect(entries(stood, manned).times).toEqual(entries(stood).times);
});

test("whoever accepts after another covers in their place, and nobody does once they have gone", () => {
  const instead: SampleEntry = [
    { type: "absence.accepted", body: { cover: { ...gate, person: xu }, told: [] } },
    { at: at("11:33"), actor: { person: xu } },
  ];
  const now = (...all: SampleEntry[]) => coverNow(takenLeave(entries(...all)) ?? { covers: [] });
  expect(now(asked, accepted)).toEqual(coverTurn);
  expect(now(asked, accepted, instead)).toEqual({ ...gate, person: xu });
  expect(now(asked, accepted, bare)).toBeUndefined();
});

test("whoever stands in for somebody has withdrawn what they asked for themselves", () => {
  expect(entries(asked, stood).times[0]).toMatchObject({ over: { at: at("11:31"), how: "withdrawn" } });
  expect(openLeave(entries(asked))?.told).toEqual([]);
});

test("what follows elsewhere from a leave changes nothing of it", () => {
  const under = { at: at("11:46") };
  const others: SampleEntry[] = [
    [{ type: "absence.gone-for-good", body: { from: [turn] } }, under],
    [{ type: "absence.came-again", body: { to: [turn] } }, under],
    [{ type: "absence.came-instead", body: { of: [turn] } }, under],
  ];
  for (const each of others) expect(entries(left, each)).toEqual(entries(left));
  const spared: SampleEntry = [{ type: "absence.hearing-ended", body: { number: 2, person: ma } }, under];
  expect(entries(left, spared)).toEqual(entries(left));
});

test("before somebody has left, and says no time, they are back by the end of the shift", () => {
  expect(returnDueAt({ occurrence }, rule)).toBe(at("16:00"));
});
