import type { Attendance } from "#duty/attendance/attendance.ts";
import { type Turn, turnNamed } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { World } from "#duty/world.ts";
import type { LivedRoad } from "./lived-roads.ts";
import { turnsToldOf } from "./twin-bodies.ts";

/* Two who are on duty at two posts in one shift exchange them: one offers it, the other accepts. */

interface Offering {
  readonly turn: Turn;
  readonly to: string;
  readonly exchangeWith: string;
}

/** Whoever has offered an exchange, and to whom. */
export function turnsOffering(world: World): Offering[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const attendance = key.noun === "attendance" ? (state as Attendance) : undefined;
    if (attendance?.phase !== "on" || !attendance.offer) return [];
    const { to, exchangeWith } = attendance.offer;
    return [{ turn: turnNamed(key.id), to, exchangeWith }];
  });
}

/** Those first to whom it was offered, then all who could offer it. */
export function exchanging(world: World): LivedRoad[] {
  const accepting = turnsOffering(world).map(({ turn, to, exchangeWith }) => ({
    turn: { ...turn, post: to, person: exchangeWith },
    fields: { to: turn.post, exchangeWith: turn.person },
  }));
  const on = turnsToldOf(world, "attendance", "on");
  const offering = on.flatMap((turn) =>
    on
      .filter((each) => each.post !== turn.post && shiftId({ ...each, post: turn.post }) === shiftId(turn))
      .map(({ post: to, person: exchangeWith }) => ({ turn, fields: { to, exchangeWith } })),
  );
  return [...accepting, ...offering];
}

/** Whoever could go with somebody, and names themselves. */
export function exchangingWithNobody(world: World): LivedRoad[] {
  return exchanging(world).map(({ turn, fields }) => ({ turn, fields: { ...fields, exchangeWith: turn.person } }));
}
