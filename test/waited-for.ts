import type { Attendance } from "#duty/attendance/attendance.ts";
import type { Command, Outcome, Touched } from "#duty/door/table.ts";
import { type PersonId, personOf } from "#duty/grammar/entry.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";

/* Who is told to have let others wait, or a post stand empty, did so, read plainly from what was entered and what is owed. */

/**
 * Truth 5: whoever takes over is asked why they are late at no time before that by which the ledger has them there, in any shift of the post for which
 * they have come.
 */
export function askedTooSoon(
  world: World,
  { command, outcome }: { readonly command: Command; readonly outcome: Pick<Outcome, "refusal"> },
): string[] {
  if (outcome.refusal?.code !== "handover.late-reason-missing") return [];
  const person = personOf(command.actor);
  const { post, date, shift } = command.body as ShiftName;
  if (person === undefined || isOn(streamOf(world, turnId({ post, date, shift, person })))) return [];
  const own = [...world.streams.values()].filter((stream) => {
    const isTheirs = stream.key.noun === "attendance" && stream.key.id.startsWith(`${post}/`) && isOn(stream);
    return isTheirs && turnNamed(stream.key.id).person === person;
  });
  const due = own.map(({ obligations }) => obligations.findLast(({ what }) => what === "attendance.relief")?.dueAt);
  const isTooSoon = due.length > 0 && due.every((dueAt) => dueAt !== undefined && world.now < dueAt);
  return isTooSoon ? [`${person} was asked why ${shiftId({ post, date, shift })} waited before they were due`] : [];
}

function streamOf(world: World, id: string): WorldStream | undefined {
  return world.streams.get(`${towerSite}:attendance/${id}`);
}

function isOn(stream: WorldStream | undefined): boolean {
  return (stream?.state as Attendance | undefined)?.phase === "on";
}

/** By which entries somebody goes from a post where they have a turn, for good or for a while. */
const goings: ReadonlySet<string> = new Set([
  ...["attendance.signed-off", "attendance.moved", "attendance.abandoned", "attendance.departed"],
  ...["attendance.sign-off-recorded", "absence.left", "absence.left-at-once", "absence.accepted", "absence.found-gone"],
]);

/** Truth 4: who is told to have left a post empty went from it: from a turn of theirs, or as the one who stood there for somebody. */
export function leftByOthers(world: World, { key, entries }: Pick<Touched, "key" | "entries">): string[] {
  const [post] = key.id.split("/");
  const named = entries.flatMap(({ type, body }) =>
    type === "manning.reckoned"
      ? (body as { readonly shifts: readonly { readonly left?: PersonId }[] }).shifts.flatMap(({ left }) => left ?? [])
      : [],
  );
  return named
    .filter((person) => !hasGone(world, post ?? "", person))
    .map((person) => `${key.id} is told to be left by ${person}, who never went from there`);
}

function hasGone(world: World, post: string, person: PersonId): boolean {
  return [...world.streams.values()].some(({ key, entries }) => {
    if ((key.noun !== "attendance" && key.noun !== "absence") || !key.id.startsWith(`${post}/`)) return false;
    const isTheirs = turnNamed(key.id).person === person;
    return entries.some(({ type, body }) => {
      // To stand at another post for somebody, in one moment with what else leaves this one empty.
      if (type === "absence.stood")
        return isTheirs && (body as { readonly standsFor: { readonly post: string } }).standsFor.post !== post;
      if (type !== "absence.cover-ended") return isTheirs && goings.has(type);
      return (body as { readonly cover: { readonly person: PersonId } }).cover.person === person;
    });
  });
}
