import { describe, expect, test } from "vitest";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Page } from "#duty/log/log.ts";
import { DayPost, restingDays } from "#test/day-post.ts";
import { shiftOn } from "#test/handing-over.ts";

/* A post is closed alone before it rests, and whoever is there still writes on: on the page of the first shift after the rest (ZB-07). */

const [first, second, third] = restingDays as [ShiftName, ShiftName, ShiftName];
const [closer, comer, other] = ["周敏", "吴军", "黄丽华"] as const;

function pageOf(there: DayPost, shift: ShiftName): Page {
  return there.tower.world.state<Page>({ site: "tower", noun: "log", id: shiftId(shift) });
}

function linesOf(there: DayPost, shift: ShiftName): number {
  const page = pageOf(there, shift);
  return page.phase === "unknown" ? 0 : page.lines.length;
}

/** Two are there on the first day; it is closed well before its end. */
function closedEarly(...planned: readonly (readonly string[])[]): DayPost {
  const there = new DayPost([closer, other], ...planned);
  for (const who of [closer, other]) there.at("07:44").comes(who, first);
  expect(there.at("15:05").closes(closer, first)).toContain("handover.completed");
  return there;
}

const writes = (there: DayPost, who: string, page: ShiftName) =>
  there.does(who, "log.write-line", { ...page, category: "routine", text: "有人送来一箱水。" });

describe("what is written after a shift was closed alone before a rest", () => {
  test("stands on the page of the first shift after it, whoever of the shift writes it, until they go", () => {
    const there = closedEarly([comer]);
    expect(pageOf(there, first)).toMatchObject({ phase: "closed", next: shiftId(second) });
    expect(writes(there, closer, first)).toBe("log.page-cut");
    for (const who of [closer, other]) expect(writes(there, who, second)).toBe("log.line-written");
    for (const who of [closer, other]) there.at("16:00").goes(who, first);
    expect(writes(there, closer, second)).toBe("log.not-on-duty");
    expect(there.at("+1 07:44").comes(comer, second)).not.toContain("log.page-opened");
    expect(writes(there, comer, second)).toBe("log.line-written");
    expect(linesOf(there, second)).toBe(3);
  });

  test("the record of whoever moves to another post is in that book", () => {
    const there = closedEarly([comer]);
    const told = there.does(other, "attendance.move", { ...first, to: "lobby", record: "钥匙都在。" });
    expect(told).toContain("log.line-written");
    expect(linesOf(there, second)).toBe(1);
  });

  test("is written on there also where that shift is not one of the post any more", () => {
    const there = closedEarly([comer]);
    there.setsUp({ shifts: [{ key: "early", name: "早班", starts: "07:00", minutes: 540 }] });
    expect(writes(there, closer, second)).toBe("log.line-written");
  });

  test("stands there also where the next day was emptied, and whoever comes later writes on their own page", () => {
    const there = closedEarly([], [comer]);
    expect(writes(there, closer, second)).toBe("log.line-written");
    expect(there.at("+2 07:44").comes(comer, third)).toContain("log.page-opened");
    expect(writes(there, comer, third)).toBe("log.line-written");
  });
});

test("where a shift follows of whom nobody comes, its page takes what is written once the shift is closed", () => {
  const there = new DayPost([closer]);
  there.setsUp({
    shifts: [
      { key: "day", name: "白班", starts: "08:00", minutes: 480 },
      { key: "evening", name: "中班", starts: "16:00", minutes: 480 },
    ],
  });
  const evening = shiftOn("squad", "evening");
  there.at("07:44").comes(closer, first);
  expect(there.at("16:00").closes(closer, first)).toContain("handover.completed");
  expect(pageOf(there, first)).toMatchObject({ phase: "closed", next: shiftId(evening) });
  expect(writes(there, closer, evening)).toBe("log.line-written");
});
