import { describe, expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Outcome } from "#duty/door/table.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Page } from "#duty/log/log.ts";
import type { Post } from "#duty/site/site.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Days on which something is not as planned, at the lobby: 李伟 has the day, 张磊 the evening, 李伟 again the night, 王强 is free. */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...day, shift: "evening" };
const night = { ...day, date: "2026-11-22", shift: "night" };

function lobby(time: string): TowerWorld & { read<S>(noun: string, turn: typeof day, who?: PersonId): S } {
  const tower = towerWorld(2);
  for (const who of ["李伟", "张磊", "王强", "周敏"]) {
    for (const { id: regulation, hash } of packs) tower.does(who, "notice.confirm", { regulation, hash });
  }
  tower.world.moveTo(wall(time));
  return {
    ...tower,
    read: (noun, turn, who) => {
      const id = [shiftId(turn), ...(who === undefined ? [] : [who])].join("/");
      return tower.world.state({ site, noun, id });
    },
  };
}

type Lobby = ReturnType<typeof lobby>;

const must = (outcome: Outcome) => expect(outcome.refusal).toBeUndefined();
const refusal = (outcome: Outcome) => outcome.refusal?.code;

function prepare({ does }: Lobby, who: string, relief: string | undefined, turn = day): Outcome {
  const named = relief === undefined ? {} : { relief: towerPerson(relief) };
  return does(who, "handover.prepare", { ...turn, summary: "正常", nothingPending: true, ...named });
}

function count(at: Lobby, who: string, turn = day): Outcome {
  const handover = at.read<Handover>("handover", turn);
  const kit = handover.phase === "prepared" ? handover.preparation.kit : [];
  const counts = kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
  return at.does(who, "handover.count", { ...turn, counts });
}

function sign(at: Lobby, who: string, turn = day): Outcome {
  const seen = at.world.streams.get(`${site}:handover/${shiftId(turn)}`)?.head;
  return at.does(who, "handover.sign", { ...turn, forms: [], lateReason: "接班人未到" }, { seen });
}

/** Prepared, counted, signed by both. */
function handOver(at: Lobby, from: string, to: string, turn = day): void {
  must(prepare(at, from, to, turn));
  must(count(at, to, turn));
  must(sign(at, from, turn));
  must(sign(at, to, turn));
}

test("who has prepared stays, and who has signed alone: the post is left once both have signed", () => {
  const at = lobby("07:50");
  const { world, does } = at;
  must(does("李伟", "attendance.sign-on", day));
  world.moveTo(wall("15:50"));
  must(does("张磊", "attendance.sign-on", evening));
  const leave = () => refusal(does("李伟", "attendance.sign-off", day));
  expect(leave()).toBe("attendance.post-uncovered");
  must(prepare(at, "李伟", "张磊"));
  expect(leave()).toBe("attendance.post-uncovered");
  must(count(at, "张磊"));
  must(sign(at, "李伟"));
  expect(leave()).toBe("attendance.post-uncovered");
  must(sign(at, "张磊"));
  expect(leave()).toBeUndefined();
});

describe("the relief does not come", () => {
  test("the outgoing person stays, and hands over to whoever comes next, be it a shift later", () => {
    const at = lobby("07:50");
    const { world, does, read } = at;
    must(does("李伟", "attendance.sign-on", day));
    const absent = towerPerson("张磊");
    world.moveTo(wall("16:05"));
    expect(refusal(does("李伟", "attendance.sign-off", day))).toBe("attendance.post-uncovered");
    const cover = { ...night, absent: towerPerson("李伟"), cover: towerPerson("王强"), reason: "连班过长" };
    must(does("周敏", "roster.arrange-cover", cover));
    world.moveTo(wall("23:45"));
    must(does("王强", "attendance.sign-on", night));
    handOver(at, "李伟", "王强");
    must(does("李伟", "attendance.sign-off", day));
    expect(read<Handover>("handover", day)).toMatchObject({ phase: "completed", incoming: towerPerson("王强") });
    expect(read<Page>("log", day)).toMatchObject({ phase: "closed", next: "lobby/2026-11-22/night" });
    world.moveTo(wall("+1 00:05"));
    expect(read<Attendance>("attendance", evening, absent)).toMatchObject({ phase: "absent" });
  });

  test("a cover arranged after preparing signs once the hand-over was reopened and names them", () => {
    const at = lobby("07:50");
    const { world, does } = at;
    must(does("李伟", "attendance.sign-on", day));
    world.moveTo(wall("15:50"));
    must(prepare(at, "李伟", "张磊"));
    must(
      does("周敏", "roster.arrange-cover", {
        ...evening,
        absent: towerPerson("张磊"),
        cover: towerPerson("王强"),
        reason: "病假",
      }),
    );
    must(does("王强", "attendance.sign-on", evening));
    expect(refusal(sign(at, "王强"))).toBe("handover.not-the-relief");
    must(does("李伟", "handover.reopen", { ...day, reason: "换了接班人" }));
    handOver(at, "李伟", "王强");
  });
});

describe("the relief that was named is due no more", () => {
  function named(): Lobby {
    const at = lobby("07:50");
    must(at.does("李伟", "attendance.sign-on", day));
    at.world.moveTo(wall("15:50"));
    must(prepare(at, "李伟", "张磊"));
    return at;
  }

  test("where somebody was put in, both sides are told, and another is named without writing anything again", () => {
    const at = named();
    const { does, read } = at;
    const cover = { ...evening, absent: towerPerson("张磊"), cover: towerPerson("王强"), reason: "发烧" };
    must(does("周敏", "roster.arrange-cover", cover));
    must(does("王强", "attendance.sign-on", evening));
    expect(refusal(sign(at, "李伟"))).toBe("handover.relief-gone");
    must(does("李伟", "handover.amend", { ...day, relief: towerPerson("王强") }));
    must(count(at, "王强"));
    must(sign(at, "王强"));
    must(sign(at, "李伟"));
    const preparation = { relief: towerPerson("王强"), summary: { sealed: "正常" } };
    expect(read<Handover>("handover", day)).toMatchObject({ phase: "completed", preparation });
  });

  test("where they have left the company, the form is not signed with their name", () => {
    const at = named();
    const left = { person: towerPerson("张磊"), reason: "辞职", stays: undefined };
    must(at.does("何雅静", "person.leave", left, { site: towerOffice }));
    expect(refusal(sign(at, "李伟"))).toBe("handover.relief-gone");
    must(at.does("李伟", "handover.amend", day));
    expect(refusal(sign(at, "李伟"))).toBe("handover.relief-awaited");
  });
});

describe("the outgoing person is not there", () => {
  test("fallen ill, they go once a cover is there, who then hands over", () => {
    const at = lobby("07:50");
    const { world, does } = at;
    must(does("李伟", "attendance.sign-on", day));
    world.moveTo(wall("11:00"));
    must(
      does("周敏", "roster.arrange-cover", {
        ...day,
        absent: towerPerson("李伟"),
        cover: towerPerson("王强"),
        reason: "发烧",
      }),
    );
    expect(refusal(does("李伟", "attendance.sign-off", day))).toBe("attendance.post-uncovered");
    must(does("王强", "attendance.sign-on", day));
    must(does("李伟", "attendance.sign-off", day));
    world.moveTo(wall("15:50"));
    must(does("张磊", "attendance.sign-on", evening));
    handOver(at, "王强", "张磊");
  });

  test("gone without a word, a superior hands over in their place, and the page closes all the same", () => {
    const at = lobby("07:50");
    const { world, does, read } = at;
    must(does("李伟", "attendance.sign-on", day));
    world.moveTo(wall("15:50"));
    must(does("张磊", "attendance.sign-on", evening));
    const gone = { ...day, person: towerPerson("李伟"), leftAt: wall("15:30"), account: "岗位无人" };
    must(does("周敏", "attendance.record-abandonment", gone));
    expect(refusal(prepare(at, "周敏", "张磊"))).toBe("handover.outgoing-gone");
    must(does("周敏", "handover.stand-in", { ...day, reason: "交班人擅离" }));
    handOver(at, "周敏", "张磊");
    expect(read<Handover>("handover", day)).toMatchObject({
      outgoing: towerPerson("周敏"),
      incoming: towerPerson("张磊"),
    });
    expect(read<Page>("log", day)).toMatchObject({ phase: "closed" });
  });
});

describe("changing posts inside the shift", () => {
  const covered = { absent: towerPerson("李伟"), cover: towerPerson("王强"), reason: "另有安排" };

  test("nobody moves away from an empty post; whoever is put in stays and hands over, the record stands in the book of the old post", () => {
    const at = lobby("07:50");
    const { world, does, read } = at;
    must(does("李伟", "attendance.sign-on", day));
    const leaving = { ...day, to: "east-gate", record: "大堂正常" };
    expect(refusal(does("李伟", "attendance.move", leaving))).toBe("attendance.post-uncovered");
    must(does("周敏", "roster.arrange-cover", { ...day, ...covered }));
    must(does("王强", "attendance.sign-on", day));
    must(does("李伟", "attendance.move", leaving));
    expect(read<Page>("log", day)).toMatchObject({
      lines: [{ by: towerPerson("李伟"), text: { sealed: "大堂正常" } }],
    });
    expect(
      refusal(does("李伟", "attendance.move", { ...day, post: "east-gate", to: "lobby", record: "东门正常" })),
    ).toBe("attendance.post-uncovered");
    world.moveTo(wall("15:50"));
    must(does("张磊", "attendance.sign-on", evening));
    handOver(at, "王强", "张磊");
  });
});

describe("nobody follows", () => {
  /** A post with one shift a day: at its end it goes to the office. */
  function desk(): Lobby {
    const at = lobby("06:30");
    const setup = at.world.state<{ posts: { lobby: [Post & { since: number }] } }>({ site, noun: "site", id: "setup" });
    const [{ since: _, ...post }] = setup.posts.lobby;
    must(at.does("setup", "site.establish-post", { ...post, shifts: post.shifts.filter(({ key }) => key === "day") }));
    at.world.moveTo(wall("07:50"));
    return at;
  }

  test("the outgoing person closes the shift alone; what is open stays with the post", () => {
    const at = desk();
    const { world, does, read } = at;
    must(does("李伟", "attendance.sign-on", day));
    world.moveTo(wall("15:30"));
    const dueAt = wall("+1 12:00");
    const { head } = does("李伟", "matter.open", { post: "lobby", class: "continuing", text: "电梯停用", dueAt });
    expect(head.version).toBe(1);
    world.moveTo(wall("16:00"));
    must(prepare(at, "李伟", undefined));
    must(sign(at, "李伟"));
    expect(read<Handover>("handover", day)).toMatchObject({ phase: "completed", incoming: undefined });
    expect(read<Page>("log", day)).toMatchObject({ phase: "closed", next: shiftId({ ...day, date: "2026-11-22" }) });
    const owed = world
      .outstanding({ site, post: "lobby" })
      .filter(({ obligation }) => obligation.what === "matter.settle");
    expect(owed).toHaveLength(1);
    must(does("李伟", "attendance.sign-off", day));
  });
});

test("a team of many open matters hands them all over at once", () => {
  const at = lobby("07:50");
  const { world, does, read } = at;
  must(does("李伟", "attendance.sign-on", day));
  const matter = { post: "lobby", class: "continuing", text: "等配件", dueAt: wall("+1 12:00") };
  const opens = (who: string, times: number) => {
    for (let number = 0; number < times; number += 1) must(does(who, "matter.open", matter));
  };
  opens("李伟", 40);
  world.moveTo(wall("15:50"));
  must(does("张磊", "attendance.sign-on", evening));
  opens("张磊", 20);
  handOver(at, "李伟", "张磊");
  const held = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "matter" && (state as { holder: string }).holder === towerPerson("张磊"),
  );
  expect(held).toHaveLength(60);
  expect(read<Handover>("handover", day)).toMatchObject({ phase: "completed" });
});
