import type { Attendance } from "#duty/attendance/attendance.ts";
import { signOffKey } from "#duty/attendance/going-owed.ts";
import type { Touched } from "#duty/door/table.ts";
import { type PersonId, personOf } from "#duty/grammar/entry.ts";
import { isOutstanding } from "#duty/grammar/obligation.ts";
import { standingAmong, turnNamed } from "#duty/grammar/presence.ts";
import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Person } from "#duty/person/person.ts";
import type { PlannedTurn } from "#duty/roster/roster.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";

/* What an act says of others is so, read plainly: who heard a line-up, whose cover a plan undoes, who left before anybody came, who is to go and does not. */

/** Truth 3: whoever is said to have heard the line-up exists, and the leader of the squad does not talk to themselves where others take the shift. */
export function strangersBriefed(world: World, { key, entries }: Pick<Touched, "key" | "entries">): string[] {
  return entries.flatMap(({ type, body, actor }) => {
    if (type !== "attendance.briefed") return [];
    const { attendees } = body as { readonly attendees: readonly PersonId[] };
    const strangers = attendees.filter(
      (id) => world.state<Person>({ site: towerOffice, noun: "person", id }).phase === "unknown",
    );
    const leader = personOf(actor);
    const isAlone =
      key.id.startsWith("squad/") &&
      attendees.every((each) => each === leader) &&
      presentDuring(world, key.id).some((each) => each !== leader);
    return [
      ...strangers.map((each) => `${each} heard the line-up of ${key.id} and is of no organisation`),
      ...(isAlone ? [`the line-up of ${key.id} was heard by nobody else`] : []),
    ];
  });
}

/** Who is waited for or on duty at any post while a turn lasts, and has not left it for a while to stand nowhere. */
function presentDuring(world: World, turn: string): PersonId[] {
  const turns = [...world.streams.values()].flatMap(({ key, state }) =>
    key.noun === "attendance" ? [{ id: key.id, attendance: state as Attendance }] : [],
  );
  const own = turns.find(({ id }) => id === turn)?.attendance;
  if (!own || own.phase === "unknown") return [];
  const { startsAt, endsAt } = own.occurrence;
  return turns.flatMap(({ attendance }) => {
    if (attendance.phase !== "expected" && attendance.phase !== "on") return [];
    const { occurrence, person } = attendance;
    const theirs = presencesIn(world.outstanding({ site: towerSite, person })).map(({ as }) => as);
    if (theirs.includes("away") && !theirs.includes("covering")) return [];
    return occurrence.startsAt < endsAt && startsAt < occurrence.endsAt ? [person] : [];
  });
}

/** Truth 2: a plan undoes a cover only where whoever publishes it names that. */
export function coversUndoneUnsaid({ entries }: Pick<Touched, "entries">, sent: unknown): string[] {
  const { undoes = [] } = sent as { readonly undoes?: readonly (Omit<PlannedTurn, "person"> & { cover: string })[] };
  return entries.flatMap(({ type, body }) => {
    if (type !== "roster.cover-undone") return [];
    const { date, shift, cover } = body as (typeof undoes)[number];
    const isNamed = undoes.some((each) => each.date === date && each.shift === shift && each.cover === cover);
    return isNamed ? [] : [`the cover of ${date} ${shift} by ${cover} was undone without a word`];
  });
}

/** Truth 3: nobody has abandoned a post that somebody else had taken over from them by then and has still. */
export function relievedAndBlamed(world: World, { key, entries }: Pick<Touched, "key" | "entries">): string[] {
  const { post, date, shift } = turnNamed(key.id);
  return entries.flatMap(({ type, body }) => {
    if (type !== "attendance.abandoned") return [];
    const id = shiftId({ post, date, shift });
    const handover = world.state<Handover>({ site: towerSite, noun: "handover", id });
    if (handover.phase !== "completed" || handover.incoming === undefined) return [];
    const { leftAt } = body as { readonly leftAt: Instant };
    const present = standingAmong(presencesIn(world.outstanding({ site: towerSite, post })));
    const isKept = present.some(({ turn }) => shiftId(turn) !== id);
    return isKept && leftAt >= handover.completedAt ? [`${key.id} is blamed, who had been relieved`] : [];
  });
}

/** Truth 4: whoever has missed signing off is called about, now or later. */
export function uncalledSignOffs(world: World): string[] {
  return [...world.streams.values()].flatMap(({ key, obligations, escalations }) => {
    if (key.noun !== "attendance" || escalations[signOffKey]?.missedAt === undefined) return [];
    const owed = obligations.filter((each) => each.key === signOffKey && isOutstanding(each));
    return owed
      .filter(({ ladder }) => ladder.length === 0)
      .map(() => `${key.id} has missed signing off, and nobody is ever called`);
  });
}
