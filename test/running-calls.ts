import type { PersonId } from "#duty/grammar/entry.ts";
import { isAnswered, isOutstanding, type Obligation } from "#duty/grammar/obligation.ts";
import type { Person } from "#duty/person/person.ts";
import { presencesIn } from "#duty/wiring/questions.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";

/* A call reaches a person or goes on (standing truth 4), read plainly from what stands in the streams. */

export type CallPremise = "heard a call" | "call went on unheard" | "ladder ended unheard";

export function noCallPremises(): Record<CallPremise, number> {
  return { "heard a call": 0, "call went on unheard": 0, "ladder ended unheard": 0 };
}

/** Every call that runs names people who are of the organisation; one that nobody heard has gone on, or its ladder has ended. */
export function unheardCalls(world: World, premises: Record<CallPremise, number>): string[] {
  return [...world.streams.values()].flatMap((stream) =>
    stream.obligations.filter(isOutstanding).flatMap((owed) => callsAbout(world, stream, owed, premises)),
  );
}

function callsAbout(
  world: World,
  { key, escalations }: WorldStream,
  { key: owed, ladder }: Obligation,
  premises: Record<CallPremise, number>,
): string[] {
  const escalation = escalations[owed];
  if (!escalation || isAnswered(escalation)) return [];
  const { calls } = escalation;
  return calls.flatMap(({ people, heardBy, unheardAt }, index) => {
    const name = `call ${index + 1} about ${owed} of ${key.noun}/${key.id}`;
    if (people === undefined) return [`${name} names nobody`];
    const gone = people.filter((each) => phaseOf(world, each) !== "employed");
    if (gone.length > 0) return [`${name} names ${gone.join()}, who are not of the organisation`];
    if (heardBy !== undefined) {
      premises["heard a call"] += 1;
      return heardBy.length > 0 && heardBy.every((each) => people.includes(each))
        ? []
        : [`${name} was heard by others`];
    }
    if (unheardAt === undefined) return [`nobody looked whether ${name} was heard`];
    if (index + 1 === ladder.length) premises["ladder ended unheard"] += 1;
    else premises["call went on unheard"] += 1;
    return index + 1 === ladder.length || calls.length > index + 1
      ? []
      : [`${name} was heard by nobody and stands still`];
  });
}

function phaseOf(world: World, id: PersonId): Person["phase"] {
  return world.state<Person>({ site: towerOffice, noun: "person", id }).phase;
}

/**
 * Nobody silences a call about themselves: neither who owes it, nor who is on duty where it is owed; where a post waits for somebody, it is about
 * these, and whoever is held there by them may answer; where a post is empty, it is about whoever left it and whoever should be there (ZB-27).
 */
export function silenced(world: World, { post, person, key, ...owed }: Obligation, by: PersonId | undefined): string[] {
  const { what, detail } = owed;
  const lines = world.outstanding({ site: towerSite, post });
  const present = presencesIn(lines);
  const hasBegun = (id: string) =>
    lines.some(
      ({ stream, obligation: { what: waited, dueAt } }) =>
        stream.id === id && waited === "attendance.relief" && dueAt <= world.now,
    );
  const isMissing = lines.some(({ stream, obligation }) => {
    const { what: waited, dueAt, detail: names } = obligation;
    // Whoever was to be there before their own shift begins is missing at the post, whichever shift has nobody.
    const isOfThis =
      what === "absence.stand-in" ||
      (what === "manning.publish" &&
        ((waited === "attendance.sign-on" && !hasBegun(stream.id)) ||
          stream.id.startsWith(`${post}/${detail?.date}/${detail?.shift}/`)));
    if (!isOfThis || by === undefined) return false;
    // Of two who left it neither answers for the other.
    if (waited === "absence.stand-in") return `${names?.about}`.split(" ").includes(by);
    const isOfComing = waited === "attendance.relief" || waited === "attendance.sign-on";
    return isOfComing && dueAt <= world.now && names?.person === by;
  });
  const left = `${detail?.about ?? ""}`.split(" ");
  const isNamed = by !== undefined && (by === person || by === detail?.person || left.includes(by) || isMissing);
  const waits = detail?.person !== undefined;
  const isThere = present.some(({ as, turn }) => as !== "away" && turn.person === by);
  const isAbout = isNamed || (isThere && !waits);
  return isAbout ? [`${by} silenced the call about ${key} at ${post}, which is about themselves`] : [];
}
