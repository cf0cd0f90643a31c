import { expect, test } from "vitest";
import { turnId } from "#duty/grammar/presence.ts";
import type { WorldStream } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { RunOfShifts, shiftOn } from "../handing-over.ts";
import { keptFromLeaving, noEmergencyPremises, unowedReasons } from "../left-at-once.ts";
import { towerPerson } from "../tower-world.ts";
import { noWayIn } from "../way-out.ts";

/* The judges of emergencies and of ways into an empty post are shown histories in which these do not hold, behind the back of the rules. */

const day = shiftOn("lobby", "day");
const turn = turnId({ ...day, person: towerPerson("李伟") });
const leaving = { act: "absence.leave-at-once" };

/** The guard of the day has left the lobby at once. */
function left(): RunOfShifts {
  const run = new RunOfShifts().at("07:50");
  expect(run.does("李伟", "attendance.sign-on", day)).toMatch("signed-on");
  expect(run.does("李伟", "absence.leave-at-once", day)).toMatch("left-at-once");
  return run.at("09:00");
}

/** The same with what is owed in their stream changed. */
function spoilt(change: (owed: WorldStream["obligations"]) => WorldStream["obligations"]) {
  const { world } = left().tower;
  const name = `${towerSite}:absence/${turn}`;
  const stream = world.streams.get(name) as WorldStream;
  world.streams.set(name, { ...stream, obligations: change(stream.obligations) });
  return world;
}

test("why is owed, unless somebody said it: where it is not, that is told", () => {
  const premises = noEmergencyPremises();
  expect(unowedReasons(left().tower.world, premises)).toEqual([]);
  expect(premises).toEqual({ "owes why they left at once": 1 });
  const never = spoilt((owed) => owed.filter(({ what }) => what !== "absence.tell"));
  expect(unowedReasons(never, premises)).toEqual([`${turn} left at once 1 times and owes why 0 times`]);
  const ended = spoilt((owed) => owed.map((each) => ({ ...each, endedAt: each.opensAt })));
  expect(unowedReasons(ended, premises)).toEqual([`${turn} never said why they left at once, and need not`]);
});

test("leaving at once is not refused, and somebody is called in the same moment", () => {
  const run = new RunOfShifts().at("07:50");
  run.does("李伟", "attendance.sign-on", day);
  const outcome = run.tower.does("李伟", "absence.leave-at-once", day);
  expect(keptFromLeaving(leaving, outcome)).toEqual([]);
  const [touched, ...others] = outcome.touched;
  const uncalled = { ...touched, entries: (touched?.entries ?? []).slice(0, 1) } as NonNullable<typeof touched>;
  expect(keptFromLeaving(leaving, { ...outcome, touched: [uncalled, ...others] })).toEqual([
    `${turn} was left at once and nobody called`,
  ]);
  const refused = { ...outcome, touched: [], refusal: { code: "absence.cover-missing", rules: [] } };
  expect(keptFromLeaving(leaving, refused)).toEqual(["leaving at once was refused: absence.cover-missing"]);
});

test("each of those beside whoever leaves at once is called by name: where one is not, that is told", () => {
  const run = new RunOfShifts();
  run.joins("马超", day);
  run.at("07:50");
  for (const who of ["李伟", "马超"]) expect(run.does(who, "attendance.sign-on", day)).toMatch("signed-on");
  const outcome = run.tower.does("李伟", "absence.leave-at-once", day);
  expect(keptFromLeaving(leaving, outcome)).toEqual([]);
  const silent = outcome.touched.map((each) => ({
    ...each,
    entries: each.entries.filter(({ body }) => !(body as { key?: string }).key?.startsWith("hear/")),
  }));
  expect(keptFromLeaving(leaving, { ...outcome, touched: silent })).toEqual([
    `${turn} was left at once and ${towerPerson("马超")} beside them not called`,
  ]);
});

test("to a post that runs empty somebody can come, unless nobody of the company is free", () => {
  const { world } = left().tower;
  const ofLobby = (told: readonly string[]) => told.filter((each) => each.includes(" lobby/"));
  expect(ofLobby(noWayIn(world))).toEqual([]);
  for (const [name, stream] of world.streams)
    if (stream.key.noun === "person") world.streams.set(name, { ...stream, state: { phase: "left" } });
  // Nobody is away who could come back, and who is due has confirmed no text.
  for (const [name, stream] of world.streams)
    if (["attendance", "absence", "notice"].includes(stream.key.noun)) world.streams.delete(name);
  expect(ofLobby(noWayIn(world))).toEqual([
    `nobody can come to ${day.post}/${day.date}/day, which runs with nobody there`,
  ]);
});
