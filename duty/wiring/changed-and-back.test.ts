import { describe, expect, test } from "vitest";
import { currentPost, type Site } from "#duty/site/site.ts";
import { RunOfShifts, shiftOn } from "#test/handing-over.ts";
import { towerPerson, wall } from "#test/tower-world.ts";

/*
 * What a side must have done was done after the last change of what it speaks of: a thing that was taken away and put back is not the thing that
 * somebody counted, though every list says the same as before (GPH-04, ZB-19, ZB-31).
 */

const squad = shiftOn("squad", "day");
const lobby = shiftOn("lobby", "day");

interface Lists {
  readonly kit: readonly { readonly key: string; readonly name: string; readonly expected: number }[];
  readonly books: readonly { readonly key: string; readonly name: string }[];
}

function postOf(there: RunOfShifts) {
  const post = currentPost(there.tower.world.state<Site>({ site: "tower", noun: "site", id: "setup" }), "squad");
  if (!post) throw new Error("the tower has no squad");
  return post;
}

function setUp(there: RunOfShifts, change: (lists: Lists) => Partial<Lists> & { readonly name?: string }): void {
  const { key, name, department, shifts, binds, kit, books } = postOf(there);
  const post = { key, name, department, shifts, binds, kit, books, ...change({ kit, books }) };
  expect(there.does("setup", "site.establish-post", post)).toContain("site.post-established");
}

function thereAndBack(there: RunOfShifts, change: (lists: Lists) => Partial<Lists>): void {
  const { kit, books } = postOf(there);
  setUp(there, change);
  setUp(there, () => ({ kit, books }));
}

/** 周敏 has prepared, 吴军 is there and has checked everything. */
function checked(): RunOfShifts {
  const there = new RunOfShifts().at("07:44");
  there.does("周敏", "attendance.sign-on", squad);
  there.at("15:30").prepares("周敏", squad, "吴军");
  there.at("15:45").does("吴军", "attendance.sign-on", { ...squad, shift: "evening" });
  there.checks("吴军", squad);
  return there;
}

/** What moves something that stands on the form, and what is to be done again for it. */
const listed: readonly (readonly [string, (lists: Lists) => Partial<Lists>, string, string])[] = [
  [
    "an item is taken off",
    ({ kit }) => ({ kit: kit.slice(1) }),
    "handover.kit-changed-since",
    "handover.item-uncounted",
  ],
  [
    "there are more of an item",
    ({ kit }) => ({ kit: kit.map((each) => ({ ...each, expected: each.expected + 1 })) }),
    "handover.kit-changed-since",
    "handover.item-uncounted",
  ],
  [
    "a book is taken off",
    ({ books }) => ({ books: books.slice(1) }),
    "handover.books-changed-since",
    "handover.book-not-taken",
  ],
];

describe.each(listed)("%s by the set-up, and it is as it was again", (_, change, changed, undone) => {
  test("after counting: nobody signs before the form says so and the relief has looked again", () => {
    const there = checked();
    thereAndBack(there, change);
    for (const who of ["吴军", "周敏"]) expect(there.signs(who, squad)).toBe(changed);
    expect(there.amends("周敏", squad)).toBe("handover.amended");
    expect(there.amends("周敏", squad)).toBe("");
    expect(there.signs("吴军", squad)).toBe(undone);
    there.checks("吴军", squad);
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    expect(there.signs("周敏", squad)).toContain("handover.completed");
  });

  test("after the first signature, which is void with it", () => {
    const there = checked();
    expect(there.signs("吴军", squad)).toBe("handover.signed");
    thereAndBack(there, change);
    expect(there.signs("周敏", squad)).toBe(changed);
    there.amends("周敏", squad);
    expect(there.handover(squad)).toMatchObject({ signatures: [] });
    expect(there.signs("吴军", squad)).toBe(undone);
  });

  test("while the hand-over is open again", () => {
    const there = checked();
    there.does("周敏", "handover.reopen", { ...squad, reason: "改正" });
    thereAndBack(there, change);
    expect(there.prepares("周敏", squad, "吴军")).toContain("handover.prepared");
    there.does("吴军", "handover.read-records", squad);
    expect(there.signs("吴军", squad)).toBe(undone);
  });
});

const unlisted: readonly (readonly [string, (there: RunOfShifts) => void])[] = [
  [
    "something new is put on the list and taken off",
    (there) =>
      thereAndBack(there, ({ kit, books }) => ({
        kit: [...kit, { key: "baton", name: "警棍", expected: 2 }],
        books: [...books, { key: "more", name: "登记簿二" }],
      })),
  ],
  [
    "only names are others",
    (there) =>
      setUp(there, ({ kit }) => ({
        name: "班长室",
        kit: kit.map((each) => ({ ...each, name: `${each.name}（新）` })),
      })),
  ],
];

test.each(unlisted)("%s: what was counted and signed stands", (_, change) => {
  const there = checked();
  expect(there.signs("吴军", squad)).toBe("handover.signed");
  change(there);
  expect(there.signs("周敏", squad)).toContain("handover.completed");
});

const evening = shiftOn("lobby", "evening");

/** A radio was missing when 张磊 took the lobby over; by midnight 李伟 has counted that it is missing still, and everything else. */
function radioMissing(): RunOfShifts {
  const there = new RunOfShifts().at("07:50");
  there.does("李伟", "attendance.sign-on", lobby);
  there.at("15:40").prepares("李伟", lobby, "张磊");
  there.at("15:50").does("张磊", "attendance.sign-on", evening);
  counts(there, lobby, "张磊");
  for (const who of ["李伟", "张磊"]) there.does(who, "handover.confirm-problem", { ...lobby, problem: "kit-radio" });
  for (const who of ["张磊", "李伟"]) there.signs(who, lobby);
  expect(there.handover(lobby)).toMatchObject({ phase: "completed" });
  there.at("23:45").prepares("张磊", evening, "李伟");
  const night = shiftOn("lobby", "night", 1);
  expect(there.at("23:50").does("李伟", "attendance.sign-on", night)).toContain("attendance.signed-on");
  counts(there, evening, "李伟");
  return there;
}

function counts(there: RunOfShifts, shift: typeof lobby, relief: string): void {
  there.checks(relief, shift);
  const radio = (there.form(shift)?.kit ?? []).find(({ item }) => item === "radio")?.expected ?? 0;
  const found = { item: "radio", found: radio - 1, damaged: 0, missing: 1, explanation: "少一部" };
  expect(there.does(relief, "handover.count", { ...shift, counts: [found] })).toContain("handover.counted");
}

const newsOfTheRadio: readonly (readonly [string, string, (there: RunOfShifts, matter: string) => string])[] = [
  [
    "another one was put there",
    "handover.matter-settled-since",
    (there, matter) => there.does("周敏", "matter.settle", { post: "lobby", matter, outcome: "另发一部" }),
  ],
  [
    "it was brought back",
    "handover.matter-progressed-since",
    (there, matter) => there.does("张磊", "matter.progress", { post: "lobby", matter, note: "找到了，放回原处" }),
  ],
];

test.each(newsOfTheRadio)(
  "what is missing was counted, and then it is told that %s: it is counted again",
  (_, code, tell) => {
    const there = radioMissing();
    const [{ id } = { id: "" }] = there.form(evening)?.matters ?? [];
    expect(tell(there, id.split("/")[1] ?? "")).toMatch(/matter\.(settled|progressed)/);
    expect(there.signs("李伟", evening)).toBe(code);
    expect(there.amends("张磊", evening)).toBe("handover.amended");
    expect(there.signs("李伟", evening)).toBe("handover.item-uncounted");
    there.checks("李伟", evening);
    for (const who of ["张磊", "李伟"])
      there.does(who, "handover.confirm-problem", { ...evening, problem: "kit-radio" });
    expect(there.signs("李伟", evening)).toBe("handover.signed");
  },
);

test("a matter was taken, and then another reason is told why it passes: it is taken again", () => {
  const there = new RunOfShifts().at("07:45");
  there.does("李伟", "attendance.sign-on", lobby);
  there.does("李伟", "matter.open", { post: "lobby", class: "ordinary", text: "灯", dueAt: wall("+3 20:00") });
  const matter = [...there.tower.world.streams.values()].find(({ key }) => key.noun === "matter")?.key.id ?? "";
  const because = (reason: string) => ({ reasons: [{ matter, reason }] });
  there.at("15:40").prepares("李伟", lobby, "张磊", { nothingPending: false, ...because("没零件") });
  there.at("15:50").does("张磊", "attendance.sign-on", { ...lobby, shift: "evening" });
  there.checks("张磊", lobby);
  expect(there.does("张磊", "handover.take-matter", { ...lobby, matter })).toBe("handover.matter-taken");
  expect(there.amends("李伟", lobby, undefined, because("忘了报修"))).toBe("handover.amended");
  expect(there.signs("张磊", lobby)).toBe("handover.matter-not-taken");
  expect(there.does("张磊", "handover.take-matter", { ...lobby, matter })).toBe("handover.matter-taken");
  expect(there.amends("李伟", lobby, "张磊")).toBe("");
  expect(there.signs("张磊", lobby)).toBe("handover.signed");
  expect(there.form(lobby)).toMatchObject({ relief: towerPerson("张磊") });
});
