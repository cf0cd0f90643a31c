import type { ActId } from "#duty/acts.ts";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { shifts, towerSite } from "#server/simulation/tower.ts";
import { teams } from "#server/simulation/tower-people.ts";
import { type LivedRoad, puttingIn, type Roads, shiftsHandedOver, shiftsToNobody, turnsOnDuty } from "./lived-roads.ts";
import { leaders } from "./twin-actors.ts";
import { exchanging, turnsToldOf } from "./twin-bodies.ts";
import { namedShift } from "./twin-plans.ts";

/*
 * How one person comes to both sides of a hand-over: they stand beside whoever leads a shift, are due for the next one too, sign as its relief,
 * and are left alone in the first. Each step of it where the one before was done. And
 * how one person comes to be the only side of a hand-over that has two.
 */

/** Somebody who stands beside others in a shift, and the one that follows it. */
interface Beside {
  readonly person: string;
  readonly shift: ShiftName;
  readonly next: ShiftName;
  /** Who else is on duty in the shift. */
  readonly others: readonly string[];
  /** Whether the plan has them in the next one as well. */
  readonly isDue: boolean;
}

function besides(world: World): Beside[] {
  const on = turnsToldOf(world, "attendance", "on");
  return on.flatMap(({ person, ...shift }) => {
    const others = on.filter((each) => shiftId(each) === shiftId(shift) && each.person !== person);
    if (others.length === 0) return [];
    const next = namedShift(shift.post, shift.date, shifts.findIndex(({ key }) => key === shift.shift) + 1);
    const isDue = planOfNext(world, next).some(
      (each) => each.date === next.date && each.shift === next.shift && each.person === person,
    );
    return [{ person, shift, next, others: others.map((each) => each.person), isDue }];
  });
}

function planOfNext(world: World, { post, date }: ShiftName): Roster["assignments"] {
  return world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, date) }).assignments;
}

/** Where nobody of a shift is due for the next one, whoever stands beside others in it is put into that as well. */
export function putIntoBoth(world: World): LivedRoad[] {
  const all = besides(world);
  const those = all.filter(({ shift }) => all.every((each) => shiftId(each.shift) !== shiftId(shift) || !each.isDue));
  return those.flatMap(({ person, next }) => {
    const assignments = [...planOfNext(world, next), { date: next.date, shift: next.shift, person, leading: false }];
    return leaders.map((leader) => ({ turn: { ...next, person: leader.person }, fields: { assignments, undoes: [] } }));
  });
}

/** They come on duty in the next shift. */
export function comingToBoth(world: World): LivedRoad[] {
  return besides(world).flatMap(({ person, next, isDue }) => (isDue ? [{ turn: { ...next, person } }] : []));
}

/** Whoever leads the shift names them as relief. */
export function namingBeside(world: World): LivedRoad[] {
  return besides(world).flatMap(({ person, shift, others, isDue }) =>
    isDue ? others.map((other) => ({ turn: { ...shift, person: other }, fields: { relief: person } })) : [],
  );
}

/** They sign as the relief. */
export function signingBeside(world: World): LivedRoad[] {
  return besides(world)
    .filter(({ isDue }) => isDue)
    .map(({ person, shift }) => ({ turn: { ...shift, person } }));
}

/** Once they have, whoever leads the shift goes elsewhere. */
export function leavingToBeside(world: World): LivedRoad[] {
  const those = besides(world).filter(({ person, shift }) => hasSigned(world, shift, person));
  return those.flatMap(({ shift, others }) =>
    others.flatMap((person) => Object.keys(teams).map((to) => ({ turn: { ...shift, person }, fields: { to } }))),
  );
}

/** Whoever has signed as relief and is on duty in the shift that hands over. */
export function signingForBoth(world: World): LivedRoad[] {
  const on = turnsToldOf(world, "attendance", "on");
  return on.filter(({ person, ...shift }) => hasSigned(world, shift, person)).map((turn) => ({ turn }));
}

function hasSigned(world: World, shift: ShiftName, person: string): boolean {
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id: shiftId(shift) });
  return (
    handover.phase === "prepared" &&
    handover.signatures.some((each) => each.side === "incoming" && each.person === person)
  );
}

/** How a shift comes to be closed alone and followed after all, the end of the way first. */
const closedAloneRoads: Readonly<Partial<Record<ActId, Roads>>> = {
  "attendance.sign-off": (world) => inShifts(world, shiftsClosedAlone(world).map(shiftId)),
  "attendance.sign-on": coming,
  "roster.publish": (world, chance) => puttingIn(world, chance, shiftsClosedAlone(world)),
  "handover.sign": (world) => inShifts(world, shiftsToNobody(world).map(shiftId)),
  "handover.reopen": (world) => inShifts(world, shiftsClosedAlone(world).map(shiftId)),
};

/** Shifts that were closed alone by people who are there still. */
function shiftsClosedAlone(world: World): ShiftName[] {
  const there = new Set(turnsOnDuty(world).map(shiftId));
  return shiftsHandedOver(world).filter((shift) => {
    const state = world.state<Handover>({ site: towerSite, noun: "handover", id: shiftId(shift) });
    return state.phase === "completed" && state.incoming === undefined && there.has(shiftId(shift));
  });
}

/** Whoever is on duty in one of these shifts. */
function inShifts(world: World, names: readonly string[]): LivedRoad[] {
  return turnsOnDuty(world).flatMap((turn) => (names.includes(shiftId(turn)) ? [{ turn }] : []));
}

/** Whoever is waited for at the post of a shift that was closed alone. */
function coming(world: World): LivedRoad[] {
  const posts = new Set(shiftsClosedAlone(world).map(({ post }) => post));
  return turnsToldOf(world, "attendance", "expected").flatMap((turn) => (posts.has(turn.post) ? [{ turn }] : []));
}

/** Whoever could exchange posts with somebody names themselves. */
export function exchangingWithNobody(world: World): LivedRoad[] {
  return exchanging(world).map(({ turn, fields }) => ({ turn, fields: { ...fields, exchangeWith: turn.person } }));
}
/** A leader tells of whoever is on duty that they had left as soon as they came, though they have done something at the post since. */
function toldFromTheBeginning(world: World, field: "at" | "leftAt"): LivedRoad[] {
  return turnsOnDuty(world).flatMap((turn) => {
    const state = world.state<Attendance>({ site: towerSite, noun: "attendance", id: turnId(turn) });
    if (state.phase !== "on") return [];
    const { post, date, shift } = turn;
    return leaders.map(({ person }) => ({
      turn: { post, date, shift, person },
      fields: { ...turn, [field]: state.onAt },
    }));
  });
}

/** Roads to what is refused of a turn, by refusal and act. */
export const attendanceRoads: Readonly<Record<string, Partial<Record<ActId, Roads>>>> = {
  "attendance.closed-alone": closedAloneRoads,
  "attendance.was-at-post": {
    "attendance.record-abandonment": (world) => toldFromTheBeginning(world, "leftAt"),
    "attendance.record-sign-off": (world) => toldFromTheBeginning(world, "at"),
  },
};
