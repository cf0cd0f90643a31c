import fc from "fast-check";
import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { instant, minute } from "#duty/grammar/time.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { lateAndInTime } from "#test/late-in-time.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/*
 * One moment at which something is late: what an entry says, what the ledger counts and what the clock enters agree, a millisecond before the
 * moment, at it and after it, for everything that tells how late it was.
 */

const shift = { post: "lobby", date: firstDay, shift: "day" };
const evening = { ...shift, shift: "evening" };

/** The tower at a moment before anybody at the lobby has come, everything read. */
function tower(): TowerWorld {
  const all = towerWorld(1);
  for (const who of ["李伟", "张磊", "周敏"])
    for (const { id: regulation, hash } of packs) all.does(who, "notice.confirm", { regulation, hash });
  return all;
}

/** What is met, by whom, once everything before it is done. */
const late: Readonly<Record<string, (by: TowerWorld, at: number) => ReturnType<TowerWorld["does"]>>> = {
  "signing on for the squad (due 07:45)": ({ world, does }, at) => {
    world.moveTo(instant(wall("07:45") + at));
    return does("周敏", "attendance.sign-on", { ...shift, post: "squad" });
  },
  "coming as relief (due 16:00)": ({ world, does }, at) => {
    world.moveTo(wall("07:50"));
    does("李伟", "attendance.sign-on", shift);
    world.moveTo(instant(wall("16:00") + at));
    return does("张磊", "attendance.sign-on", evening);
  },
  "handing over (due 16:10)": (all, at) => {
    const { world, does } = all;
    world.moveTo(wall("07:50"));
    does("李伟", "attendance.sign-on", shift);
    world.moveTo(wall("15:50"));
    does("张磊", "attendance.sign-on", evening);
    const relief = towerPerson("张磊");
    does("李伟", "handover.prepare", { ...shift, summary: "正常", nothingPending: true, relief });
    const stream = world.streams.get("tower:handover/lobby/2026-11-21/day");
    const { preparation } = (stream?.state ?? {}) as { preparation: { kit: { item: string; expected: number }[] } };
    const found = preparation.kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
    does("张磊", "handover.count", { ...shift, counts: found });
    const seen = () => ({ seen: world.streams.get("tower:handover/lobby/2026-11-21/day")?.head });
    does("李伟", "handover.sign", { ...shift, forms: [] }, seen());
    world.moveTo(instant(wall("16:10") + at));
    return does("张磊", "handover.sign", { ...shift, forms: [], lateReason: "电梯故障" }, seen());
  },
};

test("whoever is sent home and put in again in the moment in which they came late is in time for the second turn", () => {
  const all = tower();
  all.world.moveTo(wall("08:10"));
  for (const { id: regulation, hash } of packs) all.does("马超", "notice.confirm", { regulation, hash });
  const [absent, cover] = [towerPerson("李伟"), towerPerson("马超")];
  const did = (who: string, act: string, body: object) => {
    const outcome = all.does(who, act, { ...shift, ...body });
    expect(outcome.refusal?.code, `${act} by ${who}`).toBeUndefined();
    return outcome.touched;
  };
  expect(lateAndInTime(did("李伟", "attendance.sign-on", {}), all.world.now)).toEqual([]);
  did("周敏", "roster.arrange-cover", { absent, cover, reason: "换人" });
  did("马超", "attendance.sign-on", {});
  did("李伟", "attendance.sign-off", {});
  did("周敏", "roster.take-back-cover", { cover, reason: "换人" });
  const again = did("李伟", "attendance.sign-on", {});
  expect(again[0]?.entries[0]?.body).toMatchObject({ lateMinutes: 0 });
  expect(lateAndInTime(again, all.world.now)).toEqual([]);
});

const offset = fc.oneof(fc.constantFrom(-1, 0, 1, minute - 1, minute), fc.integer({ min: -minute, max: 3 * minute }));

test.each(Object.entries(late))("%s is late from one moment on, in every place", (_, meet) => {
  fc.assert(
    fc.property(offset, (at) => {
      const all = tower();
      const { refusal, touched } = meet(all, at);
      expect(refusal).toBeUndefined();
      expect(lateAndInTime(touched, all.world.now)).toEqual([]);
      const said = touched.flatMap(({ entries }) =>
        entries.flatMap(({ body }) => (body as { lateMinutes?: number }).lateMinutes ?? []),
      );
      expect(said.some((each) => each > 0)).toBe(at >= 0);
      // What the clock has entered as missed is what is met late, and nothing that was missed is still owed.
      for (const { obligations, escalations } of touched) {
        for (const each of obligations.filter((one) => !isOutstanding(one)))
          expect((escalations[each.key]?.missedAt ?? 0) > 0).toBe(each.metAt !== undefined && each.metAt >= each.dueAt);
      }
    }),
    { numRuns: 12, seed: freshSeed(), examples: [[-1], [0], [1]] },
  );
});
