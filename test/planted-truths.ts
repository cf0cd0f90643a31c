import type { Command, Touched } from "#duty/door/table.ts";
import type { Entry, Recorded } from "#duty/grammar/entry.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { entryShapes } from "#duty/nouns.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { RunOfShifts, shiftOn } from "./handing-over.ts";
import { brokenTruths, noPremises } from "./standing-truths.ts";
import { packs, towerPerson } from "./tower-world.ts";

/*
 * A day that was lived, and how a history is planted in it behind the back of the rules that never let it come to be: a state is spoilt, or an
 * entry added.
 */

export const [dayGuard, eveningGuard, dayLeader] = ["李伟", "张磊", "周敏"] as const;
const [lateLeader, gate] = ["吴军", "刘洋"] as const;
export const [dayOfLobby, eveningOfLobby] = [shiftOn("lobby", "day"), shiftOn("lobby", "evening")];
export const squadShift = shiftOn("squad", "day");
const squadLater = shiftOn("squad", "evening");
export const lobbyForm = shiftId(dayOfLobby);
export const squadForm = shiftId(squadShift);
export const [dayPerson, eveningPerson] = [dayGuard, eveningGuard].map(towerPerson) as [string, string];

/** The tower at a quarter past four: lobby and squad have passed to the evening, and the lobby's guard of the day is off duty. */
export const livedDay = (() => {
  const run = new RunOfShifts();
  const must = (told: string) => {
    if (!told.split(" ").every((type) => type in entryShapes)) throw new Error(told);
  };
  for (const { id: regulation, hash } of packs) run.does(gate, "notice.confirm", { regulation, hash });
  run.at("07:50");
  must(run.does(gate, "attendance.sign-on", shiftOn("east-gate", "day")));
  must(run.does(dayGuard, "attendance.sign-on", dayOfLobby));
  must(run.does(dayLeader, "attendance.sign-on", squadShift));
  run.at("15:50");
  must(run.does(eveningGuard, "attendance.sign-on", eveningOfLobby));
  must(run.does(lateLeader, "attendance.sign-on", squadLater));
  must(run.does("赵鹏", "attendance.sign-on", shiftOn("east-gate", "evening")));
  for (const [from, to, shift] of [
    [dayGuard, eveningGuard, dayOfLobby],
    [dayLeader, lateLeader, squadShift],
  ] as const) {
    must(run.prepares(from, shift, to));
    must(run.checks(to, shift));
    must(run.signs(from, shift));
    must(run.signs(to, shift));
  }
  run.at("16:05");
  must(run.does(dayGuard, "attendance.sign-off", dayOfLobby));
  return run.at("16:15").tower.world;
})();

/** The world as it was lived, with one stream of it otherwise. */
export function spoiltWorld(
  noun: string,
  id: string,
  change: (stream: WorldStream) => Partial<WorldStream>,
  site = towerSite,
): World {
  const world = livedDay.copy();
  const name = `${site}:${noun}/${id}`;
  const stream = world.streams.get(name);
  if (!stream) throw new Error(`there is no ${name}`);
  world.streams.set(name, { ...stream, ...change(stream) });
  return world;
}

type Planted = Pick<Touched, "entries" | "obligations" | "escalations">;

/** What is broken after an act that touched a stream so; with nothing touched, what is broken at all. */
export function brokenIn(
  world: World,
  [noun, id, planted]: readonly [string?, string?, Partial<Planted>?] = [],
  body: object = {},
) {
  const key = { site: towerSite, noun: noun ?? "", id: id ?? "" };
  const stream = { entries: [], obligations: [], escalations: {}, ...planted };
  const touched = noun === undefined ? [] : [{ key, ...stream } as unknown as Touched];
  const command = { body } as Command;
  return brokenTruths(world, { command, outcome: { touched, outbox: [] } as never }, noPremises());
}

export function plantedEntry(
  type: string,
  body: object = {},
  actor: unknown = { person: dayPerson },
  version = 1,
): Recorded<Entry> {
  return { type, body, actor, version, at: livedDay.now, hash: `h${version}` } as never;
}

export function formOtherwise(id: string, change: (form: Extract<Handover, { phase: "completed" }>) => object): World {
  return spoiltWorld("handover", id, ({ state }) => ({
    state: { ...(state as object), ...change(state as Extract<Handover, { phase: "completed" }>) },
  }));
}

export const formCompleted = (id: string) =>
  ["handover", id, { entries: [plantedEntry("handover.completed")] }] as const;
export const doneByOther = <E extends object>(all: readonly E[]) => all.map((each) => ({ ...each, by: dayPerson }));
