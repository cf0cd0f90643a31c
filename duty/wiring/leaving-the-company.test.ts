import { expect, test } from "vitest";
import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { Roster } from "#duty/roster/roster.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Leaving the company is a way of leaving a post like every other: what somebody has still to do is found for others, at every site. */

const site = "tower";
const day = { post: "lobby", date: firstDay, shift: "day" };
const [guard, admin, leader] = ["李伟", "何雅静", "周敏"] as const;
const month = { site, noun: "roster", id: "lobby/2026-11" };

/** The lobby with its guard of the day on duty. */
function lobby(): TowerWorld {
  const tower = towerWorld(6);
  for (const { id: regulation, hash } of packs) tower.does(guard, "notice.confirm", { regulation, hash });
  tower.world.moveTo(wall("07:45"));
  expect(tower.does(guard, "attendance.sign-on", day).refusal).toBeUndefined();
  tower.world.moveTo(wall("10:00"));
  return tower;
}

function leaves(tower: TowerWorld, who: string): void {
  const body = { person: towerPerson(who), reason: "辞职", stays: undefined };
  expect(tower.does(admin, "person.leave", body, { site: towerOffice }).refusal).toBeUndefined();
}

function turnsOf(tower: TowerWorld, who: string) {
  const { assignments } = tower.world.state<Roster>(month);
  return assignments.filter(({ person }) => person === towerPerson(who));
}

function gaps(tower: TowerWorld) {
  return tower.world
    .outstanding({ site, post: "lobby" })
    .flatMap(({ obligation }) => (obligation.what === "manning.publish" ? [named(obligation)] : []));
}

function named({ detail }: Obligation) {
  return { date: detail?.date, shift: detail?.shift };
}

test("whoever leaves is off duty, and the first rung is called for the shift in the same moment", () => {
  const tower = lobby();
  const before = tower.world.outbox.size;
  leaves(tower, guard);
  const id = turnId({ ...day, person: towerPerson(guard) });
  expect(tower.world.state<Attendance>({ site, noun: "attendance", id }).phase).toBe("off");
  expect(gaps(tower)).toContainEqual({ date: firstDay, shift: "day" });
  const calls = [...tower.world.outbox.values()].slice(before);
  expect(calls.map(({ call, obligation }) => [call, obligation.what])).toEqual([["squad-leader", "manning.publish"]]);
});

test("their turns of every month are vacant, those that are near are gaps, and what they owed is named", () => {
  const tower = lobby();
  const ahead = turnsOf(tower, guard).filter(({ date, shift }) => date > firstDay || shift !== "night");
  expect(ahead.length).toBeGreaterThan(1);
  leaves(tower, guard);
  expect(turnsOf(tower, guard)).toEqual([]);
  const told = tower.world.streams
    .get(`${site}:person/${towerPerson(guard)}`)
    ?.entries.find(({ type }) => type === "person.duty-ended");
  expect(told?.body).toMatchObject({
    on: [day],
    turns: ahead.map(({ date, shift }) => ({ post: "lobby", date, shift })),
    owed: [{ what: "attendance.sign-off" }],
  });
  tower.world.moveTo(wall("+2 23:00"));
  for (const { date, shift } of ahead.filter((each) => each.date > "2026-11-23" && each.date <= "2026-11-26"))
    expect(gaps(tower)).toContainEqual({ date, shift });
});

test("nobody waits for whoever has left, and a cover by them is over", () => {
  const tower = lobby();
  const evening = { ...day, shift: "evening" };
  const absent = towerPerson("张磊");
  const cover = { ...evening, absent, cover: towerPerson("马超"), reason: "病假" };
  expect(tower.does(leader, "roster.arrange-cover", cover).refusal).toBeUndefined();
  leaves(tower, "马超");
  expect(tower.world.state<Roster>(month)).toMatchObject({ covers: [] });
  expect(gaps(tower)).toContainEqual({ date: firstDay, shift: "evening" });
  const waited = [...tower.world.streams.values()].filter(
    ({ key, state }) => key.noun === "attendance" && (state as Attendance).phase === "expected",
  );
  expect(waited.map(({ key }) => key.id)).not.toContain(turnId({ ...evening, person: towerPerson("马超") }));
});

test("of two in a shift the other one leads it from then on, and it is no gap", () => {
  const tower = lobby();
  const { assignments } = tower.world.state<Roster>(month);
  const second = { date: "2026-11-23", shift: "day", person: towerPerson("马超"), leading: false };
  const first = assignments.find((each) => each.date === second.date && each.shift === second.shift);
  const head = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
  const published = { post: "lobby", month: "2026-11", assignments: [...assignments, second] };
  expect(tower.does(leader, "roster.publish", published, { seen: head }).refusal).toBeUndefined();
  const body = { person: first?.person ?? "", reason: "辞职" };
  expect(tower.does(admin, "person.leave", body, { site: towerOffice }).refusal).toBeUndefined();
  const left = tower.world
    .state<Roster>(month)
    .assignments.filter((each) => each.date === second.date && each.shift === second.shift);
  expect(left).toEqual([{ ...second, leading: true }]);
});

test("whoever is away for a while holds no post when the other one goes for good", () => {
  const tower = towerWorld(6);
  const both = [guard, "马超"];
  for (const { id: regulation, hash } of packs)
    for (const who of both) tower.does(who, "notice.confirm", { regulation, hash });
  const { assignments } = tower.world.state<Roster>(month);
  const second = { date: firstDay, shift: "day", person: towerPerson("马超"), leading: false };
  const published = { post: "lobby", month: "2026-11", assignments: [...assignments, second] };
  const head = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
  expect(tower.does(leader, "roster.publish", published, { seen: head }).refusal).toBeUndefined();
  tower.world.moveTo(wall("07:45"));
  for (const who of both) expect(tower.does(who, "attendance.sign-on", day).refusal).toBeUndefined();
  tower.world.moveTo(wall("08:30"));
  const away = { ...day, why: "meal", returnBy: wall("15:00") };
  expect(tower.does("马超", "absence.ask", away).refusal).toBeUndefined();
  const before = tower.world.outbox.size;
  leaves(tower, guard);
  expect(gaps(tower)).toContainEqual({ date: firstDay, shift: "day" });
  const calls = [...tower.world.outbox.values()].slice(before);
  expect(calls.map(({ call, obligation }) => [call, obligation.what])).toEqual([["squad-leader", "manning.publish"]]);
});

test("of whoever stands nowhere and owes nothing nothing is written", () => {
  const tower = lobby();
  leaves(tower, "高翔");
  expect(tower.world.streams.has(`${site}:person/${towerPerson("高翔")}`)).toBe(false);
});

test.each(["person.leave", "attendance.record-abandonment"])(
  "whoever covers goes with the one for whom they stand: after %s the shift is a gap",
  (act) => {
    const tower = lobby();
    const own = { ...day, post: "east-gate" };
    const [cover] = tower.world
      .state<Roster>({ ...month, id: "east-gate/2026-11" })
      .assignments.filter(({ date, shift }) => date === firstDay && shift === "day");
    const actor = { person: cover?.person ?? "" };
    const second = { date: firstDay, shift: "day", person: towerPerson("马超"), leading: false };
    for (const { id: regulation, hash } of packs) tower.does(guard, "notice.confirm", { regulation, hash }, { actor });
    expect(tower.does(guard, "attendance.sign-on", own, { actor }).refusal).toBeUndefined();
    expect(tower.does(guard, "absence.leave-at-once", day).refusal).toBeUndefined();
    // Another stays at the gate, so that somebody may go and cover.
    for (const { id: regulation, hash } of packs) tower.does("马超", "notice.confirm", { regulation, hash });
    const arranged = { ...own, absent: actor.person, cover: second.person, reason: "病假" };
    expect(tower.does(leader, "roster.arrange-cover", arranged).refusal).toBeUndefined();
    expect(tower.does("马超", "attendance.sign-on", own).refusal).toBeUndefined();
    const accepted = { ...day, person: towerPerson(guard), own };
    expect(tower.does(guard, "absence.accept", accepted, { actor }).refusal).toBeUndefined();
    if (act === "person.leave") leaves(tower, guard);
    else {
      const body = { ...day, person: towerPerson(guard), leftAt: tower.world.now, account: "不见人" };
      expect(tower.does(leader, act, body).refusal).toBeUndefined();
    }
    expect(gaps(tower)).toContainEqual({ date: firstDay, shift: "day" });
  },
);

test.each(["person.leave", "attendance.record-abandonment"])(
  "who is due and has gone before keeps no shift: after %s of the last one there it is a gap",
  (act) => {
    const tower = lobby();
    const head = tower.world.streams.get(`${site}:roster/lobby/2026-11`)?.head;
    const { assignments } = tower.world.state<Roster>(month);
    const evening = { ...day, shift: "evening" };
    const second = { date: firstDay, shift: "evening", person: towerPerson("马超"), leading: false };
    const published = { post: "lobby", month: "2026-11", assignments: [...assignments, second] };
    expect(tower.does(leader, "roster.publish", published, { seen: head }).refusal).toBeUndefined();
    for (const who of ["张磊", "马超"])
      for (const { id: regulation, hash } of packs) tower.does(who, "notice.confirm", { regulation, hash });
    tower.world.moveTo(wall("16:02"));
    for (const who of ["张磊", "马超"]) expect(tower.does(who, "attendance.sign-on", evening).refusal).toBeUndefined();
    const early = { ...evening, person: towerPerson("马超"), at: wall("16:02"), reason: "走错岗位" };
    expect(tower.does("孙涛", "attendance.record-sign-off", early).refusal).toBeUndefined();
    if (act === "person.leave") leaves(tower, "张磊");
    else {
      const body = { ...evening, person: towerPerson("张磊"), leftAt: tower.world.now, account: "不见人" };
      expect(tower.does("孙涛", act, body).refusal).toBeUndefined();
    }
    expect(gaps(tower)).toContainEqual({ date: firstDay, shift: "evening" });
  },
);

test("the month can be published again after somebody has left who stood in it, and not with them in what comes", () => {
  const tower = lobby();
  tower.world.moveTo(wall("+1 10:00"));
  leaves(tower, guard);
  expect(turnsOf(tower, guard), "what is over stays as it was").not.toEqual([]);
  const { assignments } = tower.world.state<Roster>(month);
  const publishes = (who: string) => {
    const { head } = tower.world.streams.get(`${site}:roster/lobby/2026-11`) ?? {};
    const one = { date: "2026-11-29", shift: "day", person: towerPerson(who), leading: true };
    const body = { post: "lobby", month: "2026-11", assignments: [...assignments, one] };
    return tower.does(leader, "roster.publish", body, { seen: head }).refusal?.code;
  };
  expect(publishes(guard)).toBe("roster.person-unknown");
  expect(publishes("马超")).toBeUndefined();
});
