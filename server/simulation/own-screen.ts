import type { Attendance } from "#duty/attendance/attendance.ts";
import type { PersonId } from "#duty/grammar/entry.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { turnId } from "#duty/grammar/presence.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { functionsFor, type Person } from "#duty/person/person.ts";
import type { Life } from "./habit.ts";
import { type Sight, siteSeen, turnsAtPost } from "./meeting.ts";
import type { SeenStream } from "./stage.ts";
import { towerOffice, towerSite } from "./tower.ts";

/** Whether somebody is on duty anywhere, as far as they themselves think, or hands a post over in somebody's place. */
export function isEngaged({ troupe: { sight }, gone }: Life, person: PersonId): boolean {
  const isThere = postsOf(sight).some((post) =>
    turnsAtPost(sight, towerSite, post).some((turn) => turn.person === person && !gone.has(turnId(turn))),
  );
  return isThere || [...sight.streams.values()].some((each) => standsIn(each, person));
}

/** Whom a change of a stream sets to work: whoever is on duty by it, or stands in. */
export function engagedBy({ key, state }: SeenStream): PersonId | undefined {
  if (key.noun === "attendance" && (state as Attendance).phase === "on") return key.id.split("/").at(-1);
  return key.noun === "handover" ? standInOf(state as Handover) : undefined;
}

/** What is due on somebody's screen, in its order: their own page, the posts at which they stand, and what they are called for. */
export function linesOn(sight: Sight, person: PersonId): LedgerLine[] {
  const posts = postsOf(sight);
  const lines = posts.flatMap((post) => {
    const page = sight.outstanding({ site: towerSite, post });
    const isThere = turnsAtPost(sight, towerSite, post).some((turn) => turn.person === person);
    const state = sight.state<Person>({ site: towerOffice, noun: "person", id: person });
    const held = functionsFor(state, towerSite, post);
    return page.filter(
      ({ stream, obligation }) =>
        obligation.person === person ||
        isThere ||
        obligation.ladder.some(({ call }) => held.includes(call)) ||
        (stream.noun === "handover" && standInOf(sight.state(stream)) === person),
    );
  });
  const open = lines.filter(({ obligation }) => obligation.opensAt <= sight.now);
  return open.toSorted((one, other) => one.obligation.dueAt - other.obligation.dueAt);
}

function postsOf(sight: Sight): string[] {
  return Object.keys(siteSeen(sight, towerSite).posts);
}

function standsIn({ key, state, obligations }: SeenStream, person: PersonId): boolean {
  return key.noun === "handover" && obligations.some(isOutstanding) && standInOf(state as Handover) === person;
}

function standInOf(state: Handover): PersonId | undefined {
  return state.phase === "open" || state.phase === "prepared" ? state.standIn : undefined;
}
