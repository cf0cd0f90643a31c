import fc from "fast-check";
import { expect, test } from "vitest";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { standingAmong } from "#duty/grammar/presence.ts";
import { minute, plusMinutes } from "#duty/grammar/time.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import { towerOffice } from "#server/simulation/tower.ts";
import { freshSeed } from "#test/fresh-seed.ts";
import { firstDay, packs, type TowerWorld, towerPerson, towerWorld, wall } from "#test/tower-world.ts";

/*
 * An empty post in a running shift is never without a call that runs: nobody has answered it, or whoever did has still time to see to it that
 * somebody comes (ZB-22, ZB-24, ZB-28).
 */

const site = "tower";
const lobby = { post: "lobby", date: firstDay, shift: "day" };
const [guard, leader, second] = ["李伟", "孙涛", "马超"] as const;
const person = towerPerson(guard);
/** Minutes within which somebody is there, by what is called: the house rules say so. */
const within: Readonly<Record<string, number>> = {
  "absence.stand-in": 5,
  "manning.publish": 30,
  "attendance.relief": 30,
};

function must(tower: TowerWorld, ...sent: Parameters<TowerWorld["does"]>): void {
  expect(tower.does(...sent).refusal?.code, `${sent[1]} by ${sent[0]}`).toBeUndefined();
}

/** How the lobby comes to stand empty at ten. */
const ways: Readonly<Record<string, (tower: TowerWorld) => void>> = {
  "leaves at once": (tower) => must(tower, guard, "absence.leave-at-once", lobby),
  "is recorded as gone": (tower) =>
    must(tower, leader, "attendance.record-abandonment", {
      ...{ ...lobby, person, leftAt: tower.world.now, account: "不见人" },
    }),
  "leaves the company": (tower) =>
    must(tower, "何雅静", "person.leave", { person, reason: "辞职" }, { site: towerOffice }),
};

/** `comes`: by ten the guard of the day is there. */
function begun({ comes }: { readonly comes: boolean }): TowerWorld {
  const tower = towerWorld(2);
  for (const { id: regulation, hash } of packs)
    for (const who of [guard, leader, second, "张磊"]) must(tower, who, "notice.confirm", { regulation, hash });
  tower.world.moveTo(wall("07:45"));
  if (comes) must(tower, guard, "attendance.sign-on", lobby);
  tower.world.moveTo(wall("10:00"));
  return tower;
}

/** Everything that is called about somebody to be at the lobby. */
function called({ world }: TowerWorld) {
  return [...world.streams.values()].flatMap(({ key, obligations, escalations }) =>
    key.id.startsWith(`lobby/${firstDay}`)
      ? obligations.flatMap((owed) => {
          const escalation = escalations[owed.key];
          return within[owed.what] !== undefined && isOutstanding(owed) && escalation && escalation.rung > 0
            ? [{ key, owed, escalation }]
            : [];
        })
      : [],
  );
}

/** A call that was answered longer ago than somebody has to come does not run, nor one that is answered though nobody owes anything by now. */
function runs(tower: TowerWorld): boolean {
  return called(tower).some(({ owed, escalation: { acknowledgedAt } }) => {
    const until = plusMinutes(acknowledgedAt ?? tower.world.now, within[owed.what] ?? 0);
    return acknowledgedAt === undefined || Math.max(until, owed.dueAt) > tower.world.now;
  });
}

function isEmpty({ world }: TowerWorld): boolean {
  return standingAmong(presencesIn(world.outstanding({ site, post: "lobby" }))).length === 0;
}

/** Whoever may answers whatever is called. */
function answered(tower: TowerWorld): void {
  for (const { key, owed } of called(tower))
    for (const who of ["周敏", "黄丽华"])
      tower.does(who, "ledger.acknowledge", { stream: { noun: key.noun, id: key.id }, key: owed.key });
}

const minutes = fc.array(fc.nat({ max: 40 }), { maxLength: 8 });

test.each([...Object.keys(ways), "does not come"])(
  "the guard %s: whenever the calls are answered, one runs as long as nobody stands there",
  (way) => {
    fc.assert(
      fc.property(minutes, (pauses) => {
        const tower = begun({ comes: way !== "does not come" });
        ways[way]?.(tower);
        for (const pause of [...pauses, 40]) {
          answered(tower);
          for (let passed = 0; passed < pause && tower.world.now < wall("15:40"); passed += 5) {
            tower.world.moveTo(plusMinutes(tower.world.now, 5));
            expect(isEmpty(tower)).toBe(true);
            expect(runs(tower), `at ${(tower.world.now - wall("10:00")) / minute} minutes`).toBe(true);
          }
        }
        const relief = towerPerson("张磊");
        tower.world.moveTo(wall("15:50"));
        must(tower, "setup", "attendance.sign-on", { ...lobby, shift: "evening" }, { actor: { person: relief } });
        tower.world.moveTo(wall("16:00"));
        expect(called(tower)).toEqual([]);
      }),
      { numRuns: 8, seed: freshSeed() },
    );
  },
);

/** Whom each rung called about the lobby, and how many minutes after ten. */
function rungs({ world }: TowerWorld, what: string): (readonly [string, number])[] {
  const ofLobby = [...world.streams.values()].filter(({ key }) => key.id.startsWith(`lobby/${firstDay}`));
  return ofLobby.flatMap(({ entries, obligations }) =>
    entries.flatMap(({ type, body, at }) => {
      const { key, call = "" } = body as { key?: string; call?: string };
      const isOf = obligations.some((owed) => owed.key === key && owed.what === what);
      return type === "obligation.escalated" && isOf ? [[call, (at - wall("10:00")) / minute] as const] : [];
    }),
  );
}

test("a leader who answers in the same minute puts off neither the next call nor the manager", () => {
  const tower = begun({ comes: true });
  ways["leaves at once"]?.(tower);
  answered(tower);
  tower.world.moveTo(wall("10:06"));
  answered(tower);
  tower.world.moveTo(wall("10:20"));
  expect(rungs(tower, "absence.stand-in")).toEqual([
    ["squad-leader", 0],
    ["squad-leader", 5],
    ["squad-leader", 11],
    ["department-manager", 15],
  ]);
});

test("each time it is called anew a message leaves, and who comes ends it", () => {
  const tower = begun({ comes: true });
  ways["leaves at once"]?.(tower);
  answered(tower);
  tower.world.moveTo(wall("10:06"));
  const sent = [...tower.world.outbox.values()].filter(({ obligation }) => obligation.what === "absence.stand-in");
  expect(sent.map(({ rung }) => rung)).toEqual([1, 1]);
  answered(tower);
  must(tower, guard, "absence.come-back", lobby);
  tower.world.moveTo(wall("12:00"));
  expect(rungs(tower, "absence.stand-in")).toHaveLength(2);
});

test("of a guard who is held it is called anew that nobody relieves them, as long as nobody is put in", () => {
  const tower = begun({ comes: true });
  tower.world.moveTo(wall("16:16"));
  answered(tower);
  tower.world.moveTo(wall("17:00"));
  expect(rungs(tower, "attendance.relief")).toEqual([
    ["squad-leader", 6 * 60 + 5],
    ["squad-leader", 6 * 60 + 46],
    ["department-manager", 6 * 60 + 46],
  ]);
});
