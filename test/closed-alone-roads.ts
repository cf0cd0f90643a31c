import type { ActId } from "#duty/acts.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { type LivedRoad, puttingIn, type Roads, shiftsHandedOver, shiftsToNobody, turnsOnDuty } from "./lived-roads.ts";
import { turnsToldOf } from "./twin-bodies.ts";

/** How a shift comes to be closed alone and followed after all, the end of the way first. */
export const closedAloneRoads: Readonly<Partial<Record<ActId, Roads>>> = {
  "attendance.sign-off": (world) => inShifts(world, shiftsClosedAlone(world).map(shiftId)),
  "attendance.sign-on": coming,
  "roster.publish": (world, chance) => puttingIn(world, chance, shiftsClosedAlone(world)),
  "handover.sign": (world) => inShifts(world, shiftsToNobody(world).map(shiftId)),
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
