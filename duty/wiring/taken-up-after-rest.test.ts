import { describe, expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { DayPost, nameOfTurn, restingDays } from "#test/day-post.ts";
import { shiftOn } from "#test/handing-over.ts";
import { towerPerson } from "#test/tower-world.ts";

/*
 * A post that is staffed by day only is closed alone in the evening (ZB-20). Whoever comes the next time takes up then what a relief takes: they read,
 * count, take and sign, before they hand on themselves (ZB-34, GPH-04, SLH-02, SLH-07, SLH-09).
 */

const [first, second, third] = restingDays as [ShiftName, ShiftName, ShiftName];
const [closer, comer, other] = ["周敏", "吴军", "黄丽华"] as const;
const untaken = "handover.before-not-taken-up";

/** The first day is closed by its leader, who has gone home; on the second one somebody has come. */
function nextMorning(who: string = comer): DayPost {
  const there = new DayPost([closer], [who], [comer]);
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  expect(there.goes(closer, first)).toContain("attendance.signed-off");
  expect(there.at("+1 07:44").comes(who, second)).toContain("attendance.signed-on");
  return there;
}

describe("what was closed alone before a rest", () => {
  test("is taken up by whoever comes next: read, counted, taken and signed, and both signatures stand", () => {
    const there = nextMorning();
    expect(there.owed()).toEqual(["squad/2026-11-21/day"]);
    const { kit = [], books = [] } = there.form(first) ?? {};
    expect([kit.length, books.length].every((each) => each > 0)).toBe(true);
    expect(there.does(comer, "handover.read-records", first)).toBe("handover.records-read");
    expect(there.does(comer, "handover.take-books", { ...first, books })).toBe("handover.books-taken");
    const counts = kit.map(({ item, expected: found }) => ({ item, found, damaged: 0, missing: 0 }));
    expect(there.does(comer, "handover.count", { ...first, counts })).toBe("handover.counted");
    expect(there.signs(comer, first)).toBe("handover.signed handover.taken-up");
    expect(there.over(first)).toMatchObject({
      ...{ outgoing: towerPerson(closer), incoming: undefined },
      takenUp: { by: towerPerson(comer), at: there.tower.world.now },
      signatures: [
        { side: "outgoing", person: towerPerson(closer) },
        { side: "incoming", person: towerPerson(comer) },
      ],
    });
    expect(there.owed()).toEqual([]);
    expect(there.at("+1 16:00").closes(comer, second)).toContain("handover.completed");
  });

  test("is not signed before all that is done, and in any order", () => {
    const there = nextMorning();
    const said: string[] = [];
    for (const act of ["read-records", "count", "take-books"]) {
      said.push(there.signs(comer, first));
      const { kit = [], books = [] } = there.form(first) ?? {};
      const counts = kit.map(({ item, expected: found }) => ({ item, found, damaged: 0, missing: 0 }));
      there.does(comer, `handover.${act}`, {
        ...first,
        ...(act === "count" ? { counts } : {}),
        ...(act === "take-books" ? { books } : {}),
      });
    }
    expect(said).toEqual(["handover.records-unread", "handover.item-uncounted", "handover.book-not-taken"]);
    expect(there.signs(comer, first)).toContain("handover.taken-up");
  });

  test("is taken up once, by one person", () => {
    const there = new DayPost([closer], [comer, other], [comer]);
    there.at("07:44").comes(closer, first);
    there.at("16:00").closes(closer, first);
    there.goes(closer, first);
    for (const who of [comer, other]) expect(there.at("+1 07:44").comes(who, second)).toContain("signed-on");
    there.checks(comer, first);
    expect(there.signs(other, first)).toBe("handover.records-unread");
    expect(there.takesUp(comer, first)).toContain("handover.taken-up");
    for (const who of [comer, other]) expect(there.takesUp(who, first)).toBe("handover.completed-already");
    expect(there.does(comer, "handover.reopen", { ...first, reason: "再看" })).toBe("handover.completed-already");
  });

  test("keeps the next shift from handing on, not from its other work, and may be taken up late", () => {
    const there = nextMorning();
    expect(there.at("+1 16:00").closes(comer, second)).toBe(untaken);
    expect(there.does(comer, "log.write-line", { ...second, category: "note", text: "正常" })).not.toBe(untaken);
    expect(there.at("+1 17:00").takesUp(comer, first, "一直有访客")).toContain("handover.taken-up");
    expect(there.closes(comer, second)).toContain("handover.completed");
  });
});

describe("what was closed alone before a rest, otherwise than planned,", () => {
  test("is nobody's who is not on duty there, nor of whoever has left the post", () => {
    const there = nextMorning();
    for (const who of [other, closer]) {
      const told = there.does(who, "handover.read-records", first);
      expect(["handover.not-on-duty", "handover.own-closing"]).toContain(told);
    }
    expect(there.signs(other, first)).toBe("handover.not-on-duty");
    there.does(comer, "absence.leave-at-once", second);
    expect(there.does(comer, "handover.read-records", first)).toBe("handover.away-from-post");
  });

  test("is for the shift after it where nobody comes", () => {
    const there = new DayPost([closer], [], [comer]);
    there.at("07:44").comes(closer, first);
    there.at("16:00").closes(closer, first);
    there.goes(closer, first);
    there.at("+2 07:44").comes(comer, third);
    expect(there.at("+2 16:00").closes(comer, third)).toBe(untaken);
    expect(there.takesUp(comer, first)).toContain("handover.taken-up");
    expect(there.closes(comer, third)).toContain("handover.completed");
  });

  test("passes what is open to whoever takes it up, by name, and what the count finds wanting is followed", () => {
    const there = new DayPost([closer], [comer]);
    there.at("07:44").comes(closer, first);
    const dueAt = there.tower.world.now + 1e9;
    there.does(closer, "matter.open", { post: "squad", class: "continuing", text: "三号梯停用。", dueAt });
    there.at("16:00").prepares(closer, first, undefined, { nothingPending: false });
    expect(there.signs(closer, first)).not.toContain("matter.taken");
    there.goes(closer, first);
    there.at("+1 07:44").comes(comer, second);
    there.checks(comer, first);
    const [{ item, expected } = { item: "", expected: 0 }] = there.form(first)?.kit ?? [];
    const wanting = { item, found: expected - 1, damaged: 0, missing: 1 };
    expect(there.does(comer, "handover.count", { ...first, counts: [wanting] })).toBe("handover.explanation-missing");
    const counts = [{ ...wanting, explanation: "柜里没有" }];
    expect(there.does(comer, "handover.count", { ...first, counts })).toContain("handover.counted");
    const told = there.signs(comer, first);
    for (const each of ["handover.taken-up", "matter.taken", "matter.kit-wanting"]) expect(told).toContain(each);
  });

  test("is counted by the set-up of the post as it is when it is taken up", () => {
    const there = nextMorning();
    there.checks(comer, first);
    const kit = [{ key: "baton", name: "警棍", expected: 2 }];
    there.setsUp({ kit, books: [{ key: "keys-out", name: "钥匙借用簿" }] });
    expect(there.signs(comer, first)).toBe("handover.item-uncounted");
    there.does(comer, "handover.count", { ...first, counts: [{ item: "baton", found: 2, damaged: 0, missing: 0 }] });
    expect(there.signs(comer, first)).toBe("handover.book-not-taken");
    there.does(comer, "handover.take-books", { ...first, books: ["keys-out"] });
    expect(there.signs(comer, first)).toContain("handover.taken-up");
    expect(there.over(first).takenUp?.listed).toMatchObject({ kit: [{ item: "baton" }], books: ["keys-out"] });
  });

  test("is owed still where the shifts of the post were set up otherwise meanwhile", () => {
    const there = new DayPost([closer], []);
    there.at("07:44").comes(closer, first);
    there.at("16:00").closes(closer, first);
    there.goes(closer, first);
    there.setsUp({ shifts: [{ key: "early", name: "早班", starts: "09:00", minutes: 480 }] });
    const early = shiftOn("squad", "early", 1);
    there.plans([{ ...nameOfTurn(early), person: towerPerson(comer), leading: true }]);
    there.at("+1 08:44").comes(comer, early);
    expect(there.at("+1 17:00").closes(comer, early)).toBe(untaken);
    expect(there.takesUp(comer, first, "一直有访客")).toContain("handover.taken-up");
    expect(there.closes(comer, early)).toContain("handover.completed");
  });
});

describe("what came to be open after a shift was closed alone", () => {
  /** Closed a while before its end, when nothing was open but one thing; then that is settled and two others come up, one by one. */
  function openedAfterwards(): { there: DayPost; ids: readonly string[] } {
    const there = new DayPost([closer, other], [comer]);
    for (const who of [closer, other]) there.at("07:44").comes(who, first);
    const opens = (its: string, text: string) => {
      const dueAt = there.tower.world.now + 1e9;
      const before = there.open();
      expect(there.does(other, "matter.open", { post: "squad", class: its, text, dueAt })).toContain("matter.opened");
      return there.open().find((each) => !before.includes(each)) ?? "";
    };
    const old = opens("ordinary", "换灯泡。");
    const reasons = [{ matter: old, reason: "灯泡没有了" }];
    there.at("15:05").prepares(closer, first, undefined, { nothingPending: false, reasons });
    expect(there.signs(closer, first)).toContain("handover.completed");
    const ids = [old, opens("ordinary", "门锁坏了。"), opens("continuing", "三号梯停用。")];
    for (const who of [closer, other]) there.at("16:00").goes(who, first);
    there.at("+1 07:44").comes(comer, second);
    return { there, ids };
  }

  test("is taken one by one by whoever takes it up, and all that passes by itself passes", () => {
    const { there, ids } = openedAfterwards();
    const [old = "", lock = "", lift = ""] = ids;
    there.checks(comer, first);
    expect(there.signs(comer, first)).toBe("handover.matter-not-taken");
    const take = (matter: string) => there.does(comer, "handover.take-matter", { ...first, matter });
    expect(take(old)).toBe("handover.matter-taken");
    expect(there.signs(comer, first)).toBe("handover.matter-not-taken");
    expect(take(lock)).toContain("handover.matter-taken");
    expect(there.signs(comer, first)).toContain("handover.taken-up");
    const listed = there.over(first).listedAnew?.map((each) => [each.id, each.reason !== undefined]);
    expect(listed).toHaveLength(ids.length);
    expect(listed).toEqual(
      expect.arrayContaining([
        [old, true],
        [lock, false],
        [lift, false],
      ]),
    );
  });

  const named = (id: string) => ({ post: "squad", matter: id.replace("squad/", "") });

  test("is taken again where more was told of it since, and what is settled is listed no more", () => {
    const { there, ids } = openedAfterwards();
    const [old = "", lock = ""] = ids;
    there.checks(comer, first);
    for (const matter of [old, lock]) there.does(comer, "handover.take-matter", { ...first, matter });
    expect(there.does(comer, "matter.progress", { ...named(lock), note: "已报修。" })).toContain("matter.");
    expect(there.signs(comer, first)).toBe("handover.matter-not-taken");
    expect(there.does(comer, "handover.take-matter", { ...first, matter: lock })).toContain("handover.matter-taken");
    expect(there.does(comer, "matter.settle", { ...named(old), outcome: "已换。" })).toContain("matter.");
    expect(there.signs(comer, first)).toContain("handover.taken-up");
    expect(there.over(first).listedAnew?.map(({ id }) => id)).not.toContain(old);
  });
});

describe("whoever closed it alone and comes again", () => {
  test("takes over from nobody, hands on without it, and the one who comes then takes up what was closed last", () => {
    const there = nextMorning(closer);
    expect(there.takesUp(closer, first)).toBe("handover.own-closing");
    expect(
      there.does(closer, "handover.count", { ...first, counts: [{ item: "x", found: 0, damaged: 0, missing: 0 }] }),
    ).toBe("handover.own-closing");
    expect(there.at("+1 16:00").closes(closer, second)).toContain("handover.take-up-ended");
    there.goes(closer, second);
    expect(there.owed()).toEqual(["squad/2026-11-22/day"]);
    there.at("+2 07:44").comes(comer, third);
    expect(there.takesUp(comer, first)).toBe("handover.completed-already");
    expect(there.at("+2 16:00").closes(comer, third)).toBe(untaken);
    expect(there.takesUp(comer, second)).toContain("handover.taken-up");
    expect(there.closes(comer, third)).toContain("handover.completed");
  });

  test("does not take it from somebody else who leads, and who brings the form up to date later must have taken it up", () => {
    const there = new DayPost([closer], [closer, comer]);
    there.at("07:44").comes(closer, first);
    there.at("16:00").closes(closer, first);
    there.goes(closer, first);
    for (const who of [closer, comer]) there.at("+1 07:44").comes(who, second);
    expect(there.at("+1 15:50").prepares(closer, second, undefined)).toContain("handover.prepared");
    there.does(closer, "absence.leave-at-once", second);
    expect(there.amends(comer, second)).toBe(untaken);
    expect(there.takesUp(comer, first)).toContain("handover.taken-up");
    expect(there.amends(comer, second)).toContain("handover.amended");
  });
});

describe("whoever takes up late (GPH-08)", () => {
  const reasonless = "handover.late-reason-missing";

  test("says why, where they had come before it was due", () => {
    const there = nextMorning();
    there.at("+1 16:00").checks(comer, first);
    expect(there.at("+1 16:11").signs(comer, first)).toBe(reasonless);
    expect(there.signs(comer, first, "一直有访客")).toContain("handover.taken-up");
    expect(there.over(first).signatures.find(({ side }) => side === "incoming")?.lateReason?.kind).toBe("free-text");
  });

  test("says nothing within the grace, nor where they came only after it", () => {
    const within = nextMorning();
    expect(within.at("+1 16:05").takesUp(comer, first)).toContain("handover.taken-up");
    const after = new DayPost([closer], [], [comer]);
    after.at("07:44").comes(closer, first);
    after.at("16:00").closes(closer, first);
    after.goes(closer, first);
    after.at("+2 07:44").comes(comer, third);
    expect(after.takesUp(comer, first)).toContain("handover.taken-up");
  });
});
