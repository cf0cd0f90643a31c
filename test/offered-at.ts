import type { Attendance } from "#duty/attendance/attendance.ts";
import { signOnDueAt } from "#duty/attendance/coming-due.ts";
import { type OwnTurn, ownTurnAsk } from "#duty/attendance/own-turn.ts";
import { type BoardShift, type PostBoard, shiftToHandOver } from "#duty/attendance/post-board.ts";
import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import { turnId } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type HandoverKnown, type NextAct, nextAct } from "#duty/next-act.ts";
import { dueFor, type Roster } from "#duty/roster/roster.ts";
import { postAt } from "#duty/site/running-shift.ts";
import type { Site } from "#duty/site/site.ts";
import { monthKey } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { factsSeen, ruleSeen } from "#server/simulation/facts-seen.ts";
import { towerSite as site } from "#server/simulation/tower.ts";

/* The screen of a post, as whoever looks at it in a world in memory is shown it. */

const hours = ({ date, shift, startsAt, endsAt }: ShiftOccurrence): BoardShift => ({ date, shift, startsAt, endsAt });

/** A post as its screen shows it. */
function boardOf(world: World, post: string): PostBoard {
  const { shift, next } = postAt(world.state<Site>({ site, noun: "site", id: "setup" }), post, world.now);
  const on = [...world.streams.values()].flatMap(({ key, state }) => {
    const attendance = state as Attendance;
    if (key.noun !== "attendance" || attendance.phase !== "on" || attendance.occurrence.post !== post) return [];
    const { occurrence, person, onAt } = attendance;
    return [{ person, date: occurrence.date, shift: occurrence.shift, since: onAt }];
  });
  const due = [shift, next].flatMap((occurrence) => {
    if (!occurrence) return [];
    return dueFor(world.state<Roster>(monthKey(site, post, occurrence.date)), occurrence).flatMap(({ person }) => {
      const key: StreamKey = { site, noun: "attendance", id: turnId({ ...occurrence, person }) };
      const { phase } = world.state<Attendance>(key);
      if (phase === "on" || phase === "off") return [];
      const { date, shift: name } = occurrence;
      return [
        {
          person,
          date,
          shift: name,
          dueAt: signOnDueAt(occurrence, ruleSeen<Parameters<typeof signOnDueAt>[1]>(world, key)),
        },
      ];
    });
  });
  return { shift: shift ? hours(shift) : null, next: next ? hours(next) : null, on, due };
}

function ownTurnOf(world: World, person: PersonId, turn: object): OwnTurn {
  const asked = { ask: "attendance.turn", site, body: { ...turn, person }, actor: { person } };
  return factsSeen(world, asked) as unknown as OwnTurn;
}

/** What the screen of a post offers somebody, with the shift for which it does. */
export function offeredAt(post: string, world: World, person: PersonId): NextAct {
  const board = boardOf(world, post);
  const at = shiftToHandOver(board);
  const key: StreamKey = { site, noun: "handover", id: at ? shiftId({ post, ...at }) : "" };
  const asked = { ask: "handover.case", site, body: { post, ...at }, actor: { person } };
  const facts = at && factsSeen(world, asked).facts;
  const handover = { state: world.state(key), rule: ruleSeen(world, key), facts } as HandoverKnown;
  const turn = ownTurnAsk(board, person);
  const own = turn && ownTurnOf(world, person, { post, date: turn.date, shift: turn.shift });
  return nextAct(board, { handover: at && handover, turn: own }, person, world.now);
}
