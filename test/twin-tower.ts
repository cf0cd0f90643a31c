import type { Sql } from "postgres";
import type { Command, Recorder } from "#duty/door/table.ts";
import { calendar, dutyTable } from "#duty/duty-table.ts";
import type { Instant } from "#duty/grammar/time.ts";
import { entryShapes } from "#duty/nouns.ts";
import type { PublishBody } from "#duty/roster/roster-shapes.ts";
import { World } from "#duty/world.ts";
import { openRuntime, type Runtime } from "#server/door/runtime.ts";
import { type Recording, recording } from "#server/journal/recorder.ts";
import { towerCommands, towerSite } from "#server/simulation/tower.ts";
import { others, teams } from "#server/simulation/tower-people.ts";
import { views } from "#server/start/served-nouns.ts";
import { plainSealer } from "./building-runtime.ts";
import { packs, wall } from "./tower-world.ts";
import { heardBy, someListen } from "./who-listens.ts";

/** When the lives of the twins begin. */
export const firstMoment = wall("06:00");

/** When whoever has the day shift comes. */
export const beforeDayShift = wall("07:50");

/** The tower in memory, recorded by the hand that records in the database, so that even hashes agree. */
export function twinWorld(org: string, now: Instant): World {
  return new World({ table: dutyTable, calendar, record: recorderFor(org), called: heardBy(someListen) }, now);
}

export function twinRuntime(pool: Sql, now: () => Instant): Runtime {
  const sealerOf = async () => plainSealer;
  return openRuntime({
    pool,
    table: dutyTable,
    calendar,
    shapes: entryShapes,
    views,
    sealerOf,
    now,
  });
}

/** The tower with two days of roster, but for one shift that nobody is rostered for, whose guards have confirmed all that binds them. */
export function twinCommands(): Command[] {
  const from = "2026-11-21" as never;
  const guards = [...Object.values(teams).flat(), ...seconds];
  const confirmed = guards.flatMap(({ person }) =>
    packs.map(({ id, hash }): Command => {
      const body = { regulation: id, hash };
      return {
        id: `${person}/${id}`,
        site: towerSite,
        act: "notice.confirm",
        body,
        actor: { person },
        proof: "session",
      };
    }),
  );
  const plan = { editions: packs, from, rosterFrom: from, firstShift: "day", rosterDays: 2 };
  return [...towerCommands(plan).map(withSeconds).map(withHole), ...confirmed];
}

/**
 * Two who stand beside the guard of the lobby by day and in the evening: what people tell each other needs two at a post. By day whoever rests
 * from the east gate stands there as a second as well, for whoever is to cover at a post that keeps somebody must leave one that does.
 */
export const seconds = others.filter(({ functions }) => functions.length === 0);

function withSeconds(command: Command): Command {
  const body = command.body as Partial<PublishBody>;
  if (command.act !== "roster.publish" || (body.post !== "lobby" && body.post !== "east-gate")) return command;
  const first = body.assignments ?? [];
  const resting = (date: string) =>
    teams["east-gate"].find(({ person }) => first.every((each) => each.date !== date || each.person !== person));
  const beside = first.flatMap(({ date, shift }) => {
    const atLobby = seconds[["day", "evening"].indexOf(shift)];
    const second = body.post === "lobby" ? atLobby : shift === "day" ? resting(date) : undefined;
    return second ? [{ date, shift, person: second.person, leading: false }] : [];
  });
  return { ...command, body: { ...body, assignments: [...first, ...beside] } };
}

/** The shift that the months leave out: evening at the east gate. */
const hole = { post: "east-gate", date: "2026-11-21", shift: "evening" };

function withHole(command: Command): Command {
  const body = command.body as Partial<PublishBody>;
  if (command.act !== "roster.publish" || body.post !== hole.post) return command;
  const assignments = body.assignments?.filter(({ date, shift }) => date !== hole.date || shift !== hole.shift);
  return { ...command, body: { ...body, assignments } };
}

/** Counts the texts of each command anew, as a door does. */
function recorderFor(org: string): Recorder {
  const begun = new Map<string, Recording>();
  return (key, after, entry, circumstances) => {
    const known = begun.get(circumstances.command);
    const draft = known ?? recording({ org, shapes: entryShapes, sealer: plainSealer, simulated: false });
    begun.set(circumstances.command, draft);
    return draft.record(key, after, entry, circumstances);
  };
}
