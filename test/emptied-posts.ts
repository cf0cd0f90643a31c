import type { Touched } from "#duty/door/table.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { occurrenceOf, type Site, shiftAfter } from "#duty/site/site.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { leftUncalled } from "./manned-shifts.ts";
import { isLeaving } from "./ways-of-leaving.ts";

/** Truth 1: whoever leaves for good leaves somebody there, or has handed over, or the shift is over and none follows. */
export function emptied(world: World, turn: string): string[] {
  const { post, date, shift } = turnNamed(turn);
  const name = shiftId({ post, date, shift });
  const present = presencesIn(world.outstanding({ site: towerSite, post }));
  const there = present.filter(({ turn }) => shiftId(turn) === name);
  const away = new Set(there.flatMap(({ as, turn }) => (as === "away" ? [turn.person] : [])));
  if (there.some(({ as, turn }) => as === "covering" || (as === "on-duty" && !away.has(turn.person)))) return [];
  const handover = world.state<Handover>({ site: towerSite, noun: "handover", id: name });
  if (handover.phase === "completed" && present.some(({ as, turn }) => as === "on-duty" && shiftId(turn) !== name))
    return [];
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  const occurrence = occurrenceOf(site, { post, date, shift });
  const isOver = occurrence !== undefined && world.now >= occurrence.endsAt;
  const next = occurrence && shiftAfter(site, occurrence);
  // Once the shift that took over is over as well, whoever of this one is still there may go.
  if (handover.phase === "completed" && handover.incoming !== undefined && next && world.now >= next.endsAt) return [];
  // By the set-up: the post owes the shift that follows, whoever may be due for it.
  return isOver && !next ? [] : [`${name} was left with nobody there`];
}

/** Truth 1 of every way of leaving: where nobody stands at the post any more, somebody has been called in this very moment or before. */
export function unheardLeaving(world: World, { key, entries }: Pick<Touched, "key" | "entries">): string[] {
  return entries
    .filter(({ type, body }) => isLeaving(type) && !(body as { readonly wasOff?: true }).wasOff)
    .flatMap(({ type }) =>
      leftUncalled(world, turnNamed(key.id).post).map(
        (shift) => `${type} of ${key.id} left ${shift} empty and nobody called`,
      ),
    );
}
