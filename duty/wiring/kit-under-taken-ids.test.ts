import { expect, test } from "vitest";
import { derivedId } from "#duty/grammar/derived-id.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Matter } from "#duty/matter/matter.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { teams } from "#server/simulation/tower-people.ts";
import { firstDay, packs, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/* Kit that a signed count left missing is followed, also where somebody has opened something else before under the id that it would have had. */

const place = { site: "tower", post: "lobby" } as const;
const turn = { post: "lobby", date: firstDay, shift: "day" } as ShiftName;
const next = { ...turn, shift: "evening" } as ShiftName;
const taken = derivedId(`${shiftId(turn)}/radio`);
const people = teams.lobby.map(({ name }) => name);

test.each([["nothing"], ["a matter that is open"], ["a matter that is settled"]])(
  "where %s is under its id",
  (before) => {
    const tower = towerWorld(3);
    const { world } = tower;
    const leads = (shift: ShiftName) => {
      const due = dueFor(
        world.state<Roster>({ site: place.site, noun: "roster", id: rosterId(turn.post, turn.date) }),
        shift,
      );
      return people.find((each) => due.some(({ person }) => person === towerPerson(each))) ?? "nobody";
    };
    const handover = { site: place.site, noun: "handover", id: shiftId(turn) };
    const must = (who: string, act: string, body: object, more = {}) => {
      const seen = world.streams.get(`tower:handover/${handover.id}`)?.head;
      expect(tower.does(who, act, body, { seen, ...more }).refusal, act).toBeUndefined();
    };
    const [from, to] = [leads(turn), leads(next)];
    for (const who of [from, to])
      for (const { id: regulation, hash } of packs) must(who, "notice.confirm", { regulation, hash });
    world.moveTo(wall("07:50"));
    must(from, "attendance.sign-on", turn);
    world.moveTo(wall("15:40"));
    const told = { post: turn.post, class: "continuing", text: "灯泡已报修", dueAt: wall("18:00") };
    if (before !== "nothing") must(from, "matter.open", told, { id: taken });
    if (before.endsWith("settled")) must(from, "matter.settle", { post: turn.post, matter: taken, outcome: "已换" });
    world.moveTo(wall("15:50"));
    must(to, "attendance.sign-on", next);
    const nothingPending = !before.endsWith("open");
    must(from, "handover.prepare", { ...turn, summary: "正常", nothingPending, relief: towerPerson(to) });
    const counts = [
      { item: "radio", explanation: "借出未还", found: 0, missing: 2, damaged: 0 },
      ...[["torch", 1] as const, ["keys", 1] as const].map(([item, found]) => ({
        item,
        found,
        missing: 0,
        damaged: 0,
      })),
    ];
    must(to, "handover.count", { ...turn, counts });
    const prepared = world.state<Handover>(handover);
    for (const { key: problem } of prepared.phase === "prepared" ? prepared.problems : [])
      for (const who of [from, to]) must(who, "handover.confirm-problem", { ...turn, problem });
    for (const who of [from, to]) must(who, "handover.sign", { ...turn, forms: [] });
    const followed = [...world.streams.values()].flatMap(({ key, state }) => {
      const matter = state as Matter;
      return key.noun === "matter" && matter.phase === "open" && matter.kit ? [matter.kit] : [];
    });
    expect(followed).toEqual([{ item: "radio", missing: 2, damaged: 0, since: shiftId(turn), counted: shiftId(turn) }]);
    const owed = world.outstanding(place).flatMap(({ obligation }) => obligation.detail?.item ?? []);
    expect(owed).toEqual(["radio"]);
  },
);
