import fc from "fast-check";
import { expect, test } from "vitest";
import { type Absence, coverNow, openLeave, openStand, takenLeave } from "#duty/absence/absence.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { instantOf, plusMinutes } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { house } from "#duty/wiring/composition.ts";
import type { World } from "#duty/world.ts";
import { CaseGround, here, personOnStage } from "./case-ground.ts";
import { type Published, readPacks } from "./published.ts";
import { readCases } from "./read-cases.ts";
import { mappingOf } from "./stage-words.ts";

/*
 * Lives in which five people at two posts leave, cover for each other, stand down, move and go home, in any order. What happens in one
 * stream and what follows in another must never come apart.
 */

const date = "2026-11-21";
const theHouse = readPacks("regulations").published.findLast(({ id }) => id === house) as Published;
const sample = readPacks("test/packs").published[0] as Published;
const { stage, ready } = readCases(sample, theHouse);
if (!stage) throw new Error("the sample has no stage");
const ground = new CaseGround(stage, theHouse);
const [staged] = ready;
const staff = (
  [
    ["plant-room", "王建平"],
    ["plant-room", "李树林"],
    ["plant-room", "周全"],
    ["pump-room", "赵海"],
    ["pump-room", "钱勇"],
  ] as const
).map(([post, name]) => ({ post, date, shift: "day", person: personOnStage(stage, name) ?? "" }) as unknown as Turn);

/** How often a doing comes among the others; an act of absence that nobody names here comes once. */
const often: Readonly<Record<string, number>> = {
  "absence.ask": 2,
  "absence.accept": 3,
  "absence.withdraw": 2,
  "absence.stand-down": 5,
};
const ofAbsence = Object.entries(acts).flatMap(([act, { shape }]) =>
  act.startsWith("absence.") && shape ? [act] : [],
);
const doings = [
  ...ofAbsence.flatMap((act) => Array.from({ length: (often[act] ?? 1) * 3 }, () => act)),
  ...["attendance.move", "attendance.sign-off", "attendance.record-abandonment"],
];
const step = fc.record({
  what: fc.nat({ max: doings.length - 1 }),
  who: fc.nat({ max: staff.length - 1 }),
  whom: fc.nat({ max: staff.length - 1 }),
  wait: fc.nat({ max: 4 }),
  fits: fc.nat({ max: 3 }),
});

/** Everything that any of these acts could ask for; each takes what it knows. */
function bodyOf(world: World, act: string, own: Turn, other: Turn): unknown {
  const shape = acts[act as keyof typeof acts].shape;
  const fields = Object.keys((shape as unknown as { shape: object }).shape);
  // What names a person is about what that person does, and is done by somebody else.
  const { person: _, ...shift } = fields.includes("person") ? other : own;
  const all = {
    ...{ ...shift, person: other.person },
    ...{
      own: { post: own.post, date: own.date, shift: own.shift },
      why: "work",
      reason: "巡查",
      device: "对讲机",
    },
    ...{ returnBy: plusMinutes(world.now, 20), cover: other, leftAt: world.now, account: "离岗" },
    ...{ to: act === "attendance.move" ? "pump-room" : "屋面", record: "正常" },
  };
  return shape?.parse(Object.fromEntries(Object.entries(all).filter(([name]) => fields.includes(name))));
}

test("whoever stands for somebody is that person's cover, and the other way round, whatever happens", () => {
  const done = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      if (!staged) throw new Error("the sample has no case");
      const world = ground.under(sample, mappingOf(sample), staged, { as: "watch", house: "together" });
      world.moveTo(instantOf(`${date}T07:50:00+08:00`));
      let sent = 0;
      const send = (actor: Turn, act: string, body: unknown) => {
        sent += 1;
        const id = `ab5e0000-0000-4000-8000-${String(sent).padStart(12, "0")}`;
        return world.execute({ id, site: here, act, body, actor: { person: actor.person }, proof: "pin" });
      };
      for (const turn of staff) {
        const { person: _, ...shift } = turn;
        send(turn, "attendance.sign-on", shift);
      }
      for (const { what, who, whom, wait, fits } of steps) {
        world.moveTo(plusMinutes(world.now, wait));
        const own = staff[who] as Turn;
        const other = (fits > 0 ? concerns(world, own) : undefined) ?? (staff[whom] as Turn);
        const act = doings[what] as string;
        if (!send(own, act, bodyOf(world, act, own, other)).refusal) done.set(act, (done.get(act) ?? 0) + 1);
        expect(pairs(world)).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
  expect(ofAbsence.filter((act) => !done.has(act))).toEqual([]);
  expect([...done.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(300);
});

/** Whose leave is something to this one: whom they stand for, or somebody else who is leaving or has left. */
function concerns(world: World, own: Turn): Turn | undefined {
  const of = absencesOf(world);
  return openStand(of(own))?.standsFor ?? staff.find((turn) => turn !== own && openLeave(of(turn)));
}

function absencesOf(world: World) {
  return (turn: Turn) => world.state<Absence>({ site: here, noun: "absence", id: turnId(turn) });
}

/** Where one says that they stand for somebody who does not say so, or is covered by somebody who does not. */
function pairs(world: World): string[] {
  const of = absencesOf(world);
  return staff.flatMap((turn) => {
    const stood = openStand(of(turn))?.standsFor;
    const leave = stood && takenLeave(of(stood));
    const cover = leave && coverNow(leave);
    const mine = takenLeave(of(turn));
    const myCover = mine && coverNow(mine);
    const theirs = myCover && openStand(of(myCover))?.standsFor;
    return [
      ...(stood && (!cover || turnId(cover) !== turnId(turn))
        ? [`${turnId(turn)} stands for ${turnId(stood)} alone`]
        : []),
      ...(myCover && (!theirs || turnId(theirs) !== turnId(turn))
        ? [`${turnId(turn)} is covered by nobody who knows`]
        : []),
    ];
  });
}
