import { type ShiftName, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { matterOnLedger } from "#duty/matter/matter.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/** Shifts whose form lists other matters than are open at the post now. */
export function formsBehind(world: World): ShiftName[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const handover = state as Handover;
    if (key.noun !== "handover" || handover.phase !== "prepared") return [];
    const shift = shiftNamed(key.id);
    const listed = handover.preparation.matters.map(({ id }) => id);
    const open = world
      .outstanding({ site: towerSite, post: shift.post })
      .flatMap(({ stream, obligation }) => matterOnLedger(stream.id, obligation)?.id ?? []);
    const isSame = listed.length === open.length && listed.every((matter) => open.includes(matter));
    return isSame ? [] : [shift];
  });
}
