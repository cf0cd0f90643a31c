import { isOffByOthers } from "#duty/attendance/record-abandonment.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { leaders } from "./twin-actors.ts";
import { turnsToldOf } from "./twin-bodies.ts";

/* Whom leaders say to have left a post. */

/** Whoever is there has just gone; of whoever is off duty by what others entered, now and then, that they had gone as soon as they came. */
export function blaming(world: World, chance: number): { readonly turn: Turn; readonly fields: object }[] {
  const there = turnsToldOf(world, "attendance", "on").map((turn) => ({ ...turn, leftAt: world.now }));
  const off = turnsToldOf(world, "attendance", "off").flatMap((turn) => {
    const key = { site: towerSite, noun: "attendance", id: turnId(turn) };
    const state = world.state<Parameters<typeof isOffByOthers>[0]>(key);
    return isOffByOthers(state) ? [{ ...turn, leftAt: state.onAt }] : [];
  });
  const all = chance % 3 === 0 ? [...off.toReversed(), ...there] : there;
  return all.map((each, index) => ({
    turn: { post: each.post, date: each.date, shift: each.shift, person: leader(chance + index) },
    fields: each,
  }));
}

/** One of those who lead, by chance. */
export function leader(chance: number): string {
  return leaders[chance % leaders.length]?.person as string;
}

/** All who lead, in the order in which chance counts them. */
export function everyLeader(): typeof leaders {
  return leaders;
}
