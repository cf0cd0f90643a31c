import { type PersonId, personOf, type Recorded, type Sealed } from "#duty/grammar/entry.ts";
import type { Turn } from "#duty/grammar/presence.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { AbsenceEntry } from "./absence-shapes.ts";

/** From when to when; without an end it goes on. */
export interface Span {
  readonly since: Instant;
  readonly until?: Instant;
}

/** Why somebody goes, and where; what no regulation asks for may be missing. */
export interface Said {
  readonly why?: "meal" | "work" | "other";
  readonly reason?: Sealed | undefined;
  readonly to?: Sealed | undefined;
  readonly device?: Sealed | undefined;
  readonly returnBy?: Instant | undefined;
}

/** Somebody who stands where whoever leaves stood, or holds a turn there. */
export type Colleague = Pick<Turn, "person" | "post">;

/** One time of leaving the post, asked for or at once. */
export interface Leave extends Said {
  readonly kind: "leave";
  readonly number: number;
  /** The shift that they left: theirs, or, where that was over, the next one which they had come for. No later leave changes it. */
  readonly occurrence: ShiftOccurrence;
  readonly asked?: { readonly at: Instant; readonly cover: Turn };
  readonly leftAt?: Instant;
  readonly atOnce: boolean;
  /** The shift began while they were away. */
  readonly pastBegin?: true;
  /** The shift ended while they were away. */
  readonly pastEnd?: true;
  /** When somebody who left at once said why. */
  readonly saidAt?: Instant;
  /** From when it is not waited for that they say it: they had left the post for good, or the company. */
  readonly sayingEndedAt?: Instant;
  /** Who was told of it, and when they said that they had heard. */
  readonly told: readonly PersonId[];
  readonly heard: Readonly<Record<PersonId, Instant>>;
  /** When each of them said so last while they stood at the post. */
  readonly heardThere?: Readonly<Record<PersonId, Instant>>;
  /** Who of them was called in the moment in which it was left at once, and where they stand. */
  readonly called: readonly Colleague[];
  /** Who went off duty before they had said so, and since when it is not waited for. */
  readonly spared?: Readonly<Record<PersonId, Instant>>;
  readonly covers: readonly (Span & { readonly turn: Turn })[];
  /** When nobody stood there, and by whom that was brought about; `passed`: nobody ever came. */
  readonly bare: readonly (Span & { readonly by: readonly PersonId[]; readonly passed?: true })[];
  /** They are off duty, and nobody stands at the post: that is called until then at the latest. */
  readonly bareUntil?: Instant | undefined;
  readonly over?: { readonly at: Instant; readonly how: "withdrawn" | "lapsed" | "returned" | "ended" };
}

/** One time of standing somewhere for somebody who is away. */
export interface Stand extends Span {
  readonly kind: "stand";
  readonly number: number;
  /** Their own shift, as it was when they went to stand there. */
  readonly occurrence: ShiftOccurrence;
  readonly standsFor: Turn;
}

/** Comings and goings of one person in one turn: the times they left the post, and those they stood elsewhere or here for somebody else. */
export interface Absence {
  readonly turn: Turn;
  readonly times: readonly (Leave | Stand)[];
}

/** The leave that is asked for or taken now. */
export function openLeave({ times }: Absence): Leave | undefined {
  return times.findLast((each): each is Leave => each.kind === "leave" && each.over === undefined);
}

/** A leave that waits for somebody to accept to stand there. */
export function askedLeave(absence: Absence): Leave | undefined {
  const leave = openLeave(absence);
  return leave && leave.leftAt === undefined ? leave : undefined;
}

/** The leave of somebody who is away. */
export function takenLeave(absence: Absence): (Leave & { readonly leftAt: Instant }) | undefined {
  const leave = openLeave(absence);
  return leave?.leftAt === undefined ? undefined : { ...leave, leftAt: leave.leftAt };
}

/** The last leave that was taken at once and has not been explained. */
export function unsaidLeave({ times }: Absence): Leave | undefined {
  return times.findLast((each): each is Leave => each.kind === "leave" && each.atOnce && each.saidAt === undefined);
}

/** The leave that was the so-manieth time. */
export function leaveNumbered({ times }: Absence, number: number): Leave | undefined {
  return times.find((each): each is Leave => each.kind === "leave" && each.number === number);
}

/** For whom they stand somewhere now. */
export function openStand({ times }: Absence): Stand | undefined {
  return times.findLast((each): each is Stand => each.kind === "stand" && each.until === undefined);
}

/** Leaves from which nobody stands at the post now, those of whoever has gone off duty meanwhile included. */
export function bareLeaves({ times }: Absence): readonly Leave[] {
  return times.filter((each): each is Leave => each.kind === "leave" && each.bare.some(isOpenSpan));
}

function isOpenSpan({ until }: Span): boolean {
  return until === undefined;
}

/** Who stands at the post for them now. */
export function coverNow({ covers }: Pick<Leave, "covers">): Turn | undefined {
  return covers.find(({ until }) => until === undefined)?.turn;
}

const waysOver = {
  "absence.withdrawn": "withdrawn",
  "absence.lapsed": "lapsed",
  "absence.returned": "returned",
} as const;

/** What an entry makes of the comings and goings of a turn. */
export function evolveAbsence(absence: Absence, entry: Recorded<AbsenceEntry>): Absence {
  const { at } = entry;
  switch (entry.type) {
    case "absence.asked": {
      const { cover, ...said } = entry.body;
      return begun(absence, { ...said, asked: { at, cover } });
    }
    case "absence.left":
    case "absence.found-gone":
      return begun(absence, { ...entry.body, leftAt: at });
    case "absence.left-at-once": {
      const { occurrence, told } = entry.body;
      const before = stoodDown(over(absence, at, "withdrawn"), at);
      const bare = [{ since: at, by: [absence.turn.person] }];
      return begun(before, { occurrence, told, leftAt: at, atOnce: true, bare });
    }
    case "absence.colleagues-called":
      return changed(absence, (leave) => ({ ...leave, called: entry.body.people }));
    case "absence.shift-begun":
      return changed(absence, (leave) => ({ ...leave, pastBegin: true }));
    case "absence.still-away":
      return changed(absence, (leave) => ({ ...leave, pastEnd: true }));
    case "absence.left-bare":
      return changed(absence, (leave) => ({
        ...leave,
        bare: [...leave.bare, { since: at, by: [absence.turn.person] }],
      }));
    case "absence.accepted":
      return changed(absence, (leave) => accepted(leave, entry.body, at));
    case "absence.withdrawn":
    case "absence.lapsed":
    case "absence.returned":
      return over(absence, at, waysOver[entry.type]);
    case "absence.heard": {
      const person = personOf(entry.actor) ?? "";
      return changed(absence, (leave) => ({ ...leave, heard: { ...leave.heard, [person]: at } }));
    }
    case "absence.heard-at-post": {
      const there = { [personOf(entry.actor) ?? ""]: at };
      return changed(absence, (leave) => ({ ...leave, heardThere: { ...leave.heardThere, ...there } }));
    }
    case "absence.hearing-ended":
      return spared(absence, entry.body, at);
    case "absence.told": {
      const unsaid = unsaidLeave(absence);
      return replaced(absence, unsaid, (leave) => ({ ...leave, ...entry.body, saidAt: at }));
    }
    case "absence.cover-ended": {
      // Whoever left, and whoever stood there for them and went.
      const by = [absence.turn.person, entry.body.cover.person];
      return changed(absence, (leave) => ({
        ...leave,
        covers: leave.covers.map(ended(at)),
        bare: entry.body.bare ? [...leave.bare, { since: at, by }] : leave.bare,
      }));
    }
    case "absence.ended":
      return endedWithDuty(absence, entry.body, at);
    case "absence.post-manned":
      return bareOver(absence, at);
    case "absence.post-passed":
      return bareOver(absence, at, { passed: true });
    case "absence.stood": {
      const before = over(absence, at, "withdrawn");
      const stand: Stand = { kind: "stand", number: before.times.length + 1, ...entry.body, since: at };
      return { ...before, times: [...before.times, stand] };
    }
    case "absence.stood-down":
      return stoodDown(absence, at);
    default: // it says who came or went, and what follows in other streams
      return absence;
  }
}

/** Somebody who was told went off duty before they had said that they heard. */
function spared(
  absence: Absence,
  { number, person }: Extract<AbsenceEntry, { type: "absence.hearing-ended" }>["body"],
  at: Instant,
): Absence {
  return replaced(absence, leaveNumbered(absence, number), (leave) => ({
    ...leave,
    spared: { ...leave.spared, [person]: at },
  }));
}

function begun(absence: Absence, leave: Pick<Leave, "occurrence"> & Partial<Leave>): Absence {
  const fresh: Leave = {
    ...{ kind: "leave", number: absence.times.length + 1, atOnce: false, told: [], heard: {} },
    ...{ called: [], covers: [], bare: [] },
    ...leave,
  };
  return { ...absence, times: [...absence.times, fresh] };
}

function accepted(
  leave: Leave,
  { cover, told }: Extract<AbsenceEntry, { type: "absence.accepted" }>["body"],
  at: Instant,
): Leave {
  const covers = [...leave.covers.map(ended(at)), { turn: cover, since: at }];
  const left = leave.leftAt === undefined ? { leftAt: at, told } : {};
  // Whoever was called about it and stands in has heard of it.
  const isCalled = leave.called.some(({ person }) => person === cover.person);
  const heard = { ...(isCalled && { [cover.person]: at }), ...leave.heard };
  return { ...leave, ...left, heard, covers, bare: leave.bare.map(ended(at)) };
}

function over(
  absence: Absence,
  at: Instant,
  how: "withdrawn" | "lapsed" | "returned" | "ended",
  bareUntil?: Instant,
): Absence {
  return changed(absence, (leave) => ({
    ...leave,
    covers: leave.covers.map(ended(at)),
    bare: bareUntil === undefined ? leave.bare.map(ended(at)) : leave.bare,
    bareUntil,
    over: { at, how },
  }));
}

/** Off duty, they are away from nothing and stand nowhere. */
function endedWithDuty(
  absence: Absence,
  { bareUntil, owesReason }: Extract<AbsenceEntry, { type: "absence.ended" }>["body"],
  at: Instant,
): Absence {
  const left = stoodDown(over(absence, at, "ended", bareUntil), at);
  return owesReason ? left : sayingOver(left, at);
}

/** Whoever has gone for good is not waited for to say why they left at once before. */
function sayingOver(absence: Absence, at: Instant): Absence {
  const isUnsaid = (each: Leave) => each.atOnce && each.saidAt === undefined && each.sayingEndedAt === undefined;
  const times = absence.times.map((each) =>
    each.kind === "leave" && isUnsaid(each) ? { ...each, sayingEndedAt: at } : each,
  );
  return { ...absence, times };
}

/** Nobody is called any more since nobody stands at the post. */
function bareOver(absence: Absence, at: Instant, how: { readonly passed?: true } = {}): Absence {
  const end = (leave: Leave): Leave => ({
    ...leave,
    bare: leave.bare.map((span) => (isOpenSpan(span) ? { ...span, until: at, ...how } : span)),
  });
  const times = absence.times.map((each) => (each.kind === "leave" ? end(each) : each));
  return { ...absence, times };
}

function stoodDown(absence: Absence, at: Instant): Absence {
  const stand = openStand(absence);
  return { ...absence, times: absence.times.map((each) => (each === stand ? { ...stand, until: at } : each)) };
}

function changed(absence: Absence, change: (leave: Leave) => Leave): Absence {
  return replaced(absence, openLeave(absence), change);
}

function replaced(absence: Absence, leave: Leave | undefined, change: (leave: Leave) => Leave): Absence {
  return { ...absence, times: absence.times.map((each) => (each === leave ? change(leave) : each)) };
}

function ended(at: Instant): <S extends Span>(span: S) => S {
  return (span) => (span.until === undefined ? { ...span, until: at } : span);
}
