import type { ActId } from "#duty/acts.ts";
import type { Attendance } from "#duty/attendance/attendance.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { everybody, teams } from "#server/simulation/tower-people.ts";
import { leader } from "./blaming-roads.ts";
import { around, type ShiftChange } from "./change-times.ts";
import { hasLeft } from "./leavers.ts";
import { coversRunning, type LivedRoad, turnsOnDuty } from "./lived-roads.ts";
import { coveredLeaves, exchanging, owingLeaves, turnsOffering, turnsToldOf } from "./twin-bodies.ts";

/* What people come, go and plan in the minutes around a change of shifts, all at one post and by whomever it concerns. */

/** What somebody at a change looks at. */
export interface AtChange {
  readonly world: World;
  readonly post: string;
  readonly change: ShiftChange;
  readonly chance: number;
}

export type Ways = (at: AtChange) => readonly LivedRoad[];

/** How often people do something among the rest, and how. */
export interface Turning {
  readonly act: ActId;
  readonly often: number;
  readonly ways: Ways;
}

export const comingAndGoing: readonly Turning[] = [
  { act: "attendance.sign-on", often: 16, ways: coming },
  { act: "attendance.sign-off", often: 5, ways: onDuty },
  { act: "absence.leave-at-once", often: 9, ways: onDuty },
  { act: "absence.ask", often: 5, ways: asking },
  { act: "absence.accept", often: 6, ways: accepting },
  { act: "absence.withdraw", often: 1, ways: ownLeaves },
  { act: "absence.come-back", often: 5, ways: ownLeaves },
  { act: "absence.tell", often: 2, ways: ownLeaves },
  { act: "absence.stand-down", often: 2, ways: standingDown },
  { act: "attendance.record-abandonment", often: 6, ways: recording },
  { act: "attendance.record-sign-off", often: 4, ways: recording },
  { act: "attendance.move", often: 4, ways: moving },
  {
    act: "attendance.withdraw-exchange",
    often: 1,
    ways: ({ world }) => turnsOffering(world).map(({ turn }) => ({ turn })),
  },
  { act: "roster.arrange-cover", often: 5, ways: covering },
  { act: "roster.take-back-cover", often: 4, ways: takingBack },
  { act: "roster.publish", often: 5, ways: planning },
];

/** Turns on duty at the post. */
export function hereOn({ world, post }: Pick<AtChange, "world" | "post">): Turn[] {
  return turnsOnDuty(world).filter((turn) => turn.post === post);
}

function onDuty(at: AtChange): LivedRoad[] {
  return hereOn(at).map((turn) => ({ turn }));
}

/** The shifts that meet. */
export function meeting({ change: { leaving, coming: next } }: AtChange): ShiftName[] {
  return [next, leaving].flatMap((each) => (each ? [nameOfShift(each)] : []));
}

export function nameOfShift({ post, date, shift }: ShiftName): ShiftName {
  return { post, date, shift };
}

function rosterOf(world: World, { post, date }: ShiftName): Roster {
  return world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, date) });
}

/** Whoever the plans have in a shift. */
export function dueTurnsOf(world: World, shift: ShiftName): Turn[] {
  return dueFor(rosterOf(world, shift), shift).map(({ person }) => ({ ...shift, person }));
}

/** Whoever is due in one of the shifts that meet, and at the other posts. */
function coming(at: AtChange): LivedRoad[] {
  const due = meeting(at).flatMap((shift) => dueTurnsOf(at.world, shift));
  const elsewhere = turnsToldOf(at.world, "attendance", "expected").filter(({ post }) => post !== at.post);
  return [...due, ...(at.chance % 3 === 0 ? elsewhere : [])].map((turn) => ({ turn }));
}

/** Whoever is to be there first of all: those who are due in the shift that ends, and at the other posts. */
export function firstComers(at: AtChange): LivedRoad[] {
  const { leaving } = at.change;
  const due = leaving && at.world.now < leaving.endsAt ? dueTurnsOf(at.world, nameOfShift(leaving)) : [];
  const elsewhere = turnsToldOf(at.world, "attendance", "expected").filter(({ post }) => post !== at.post);
  return [...due, ...elsewhere].map((turn) => ({ turn }));
}

/** They go without anybody, or ask whoever stands here or elsewhere; back before the change, at it, or after it. */
function asking(at: AtChange): LivedRoad[] {
  const { world, change, chance } = at;
  const backs = [
    ...around(change.at),
    plusMinutes(world.now, 1),
    plusMinutes(world.now, 20),
    plusMinutes(world.now, 60),
  ];
  const ahead = backs.filter((each) => each > world.now);
  return hereOn(at).flatMap((turn, index) => {
    const others = turnsOnDuty(world).filter(({ person }) => person !== turn.person);
    const returnBy = ahead[(chance + index) % ahead.length];
    return [undefined, ...others].map((cover) => ({ turn, fields: { cover, returnBy } }));
  });
}

/** Whoever is asked, and of a post that was left at once anybody who is on duty. */
function accepting({ world, post }: AtChange): LivedRoad[] {
  const asked = owingLeaves(world).map(({ person, leave }) => ({ leave, person }));
  const left = turnsToldOf(world, "absence").filter((leave) => leave.post === post);
  const anybody = turnsOnDuty(world).flatMap(({ person }) => left.map((leave) => ({ leave, person })));
  return [...asked, ...anybody].flatMap(({ leave, person }) => {
    const own = turnsOnDuty(world).filter((turn) => turn.person === person);
    return own.map((turn) => ({ turn: { ...leave, person }, fields: { ...leave, own: nameOfShift(turn) } }));
  });
}

function ownLeaves({ world, post }: AtChange): LivedRoad[] {
  return turnsToldOf(world, "absence").flatMap((turn) => (turn.post === post ? [{ turn }] : []));
}

function standingDown({ world }: AtChange): LivedRoad[] {
  return coveredLeaves(world).map(({ person, leave }) => ({ turn: { ...leave, person }, fields: leave }));
}

/** Those who are there, or of whom others have said that they went: that they left now, when they came, or around the change. */
function recording(at: AtChange): LivedRoad[] {
  const { world, post, change, chance } = at;
  const off = turnsToldOf(world, "attendance", "off").filter((turn) => turn.post === post);
  return [...hereOn(at), ...off].flatMap((turn, index) => {
    const { onAt } = world.state<Attendance & { readonly onAt: Instant }>(streamOf("attendance", turn));
    const times = [world.now, plusMinutes(world.now, -1), onAt, ...around(change.at)].filter(
      (each) => each <= world.now,
    );
    const when = times[(chance + index) % times.length];
    const fields = { ...turn, leftAt: when, at: when };
    return [{ turn: { ...turn, person: leader(chance + index) }, fields }];
  });
}

function streamOf(noun: string, turn: Turn) {
  return { site: towerSite, noun, id: turnId(turn) };
}

/** From here elsewhere, from elsewhere to here, and each for the other. */
function moving(at: AtChange): LivedRoad[] {
  const { world, post } = at;
  const away = Object.keys(teams).filter((each) => each !== post);
  const going = hereOn(at).flatMap((turn) => away.map((to) => ({ turn, fields: { to } })));
  const elsewhere = turnsOnDuty(world).filter((turn) => turn.post !== post);
  const arriving = elsewhere.map((turn) => ({ turn, fields: { to: post } }));
  return [...going, ...arriving, ...exchanging(world)];
}

/** Guards who are of the company: one after another, whoever is free first. */
export function guardsFree(world: World): string[] {
  const on = new Set(turnsOnDuty(world).map(({ person }) => person));
  const guards = everybody.filter(({ functions }) => functions.every((each) => each === "squad-leader"));
  const those = guards.map(({ person }) => person).filter((person) => !hasLeft(world, person));
  return those.toSorted((one, other) => Number(on.has(one)) - Number(on.has(other)));
}

/** Somebody else for each of those who are due in the shifts that meet, also whoever stands there already or was due first. */
function covering(at: AtChange): LivedRoad[] {
  const { world, chance } = at;
  const free = guardsFree(world);
  return meeting(at).flatMap((shift) =>
    dueTurnsOf(world, shift).flatMap(({ person: absent }, index) =>
      [0, 1, 2].map((number) => ({
        turn: { ...shift, person: leader(chance + index) },
        fields: { ...shift, absent, cover: free[(chance + number) % free.length] },
      })),
    ),
  );
}

function takingBack(at: AtChange): LivedRoad[] {
  const near = new Set(meeting(at).map(shiftId));
  return coversRunning(at.world)
    .filter((cover) => near.has(shiftId(cover)))
    .map((fields, index) => ({ turn: { ...fields, person: leader(at.chance + index) }, fields }));
}

/** The month again: with nobody in a shift, with somebody more, or with somebody else. */
function planning(at: AtChange): LivedRoad[] {
  const { world, chance } = at;
  const free = guardsFree(world);
  return meeting(at).flatMap((shift, index) => {
    const { assignments, covers } = rosterOf(world, shift);
    const isOfShift = (each: { date: string; shift: string }) => each.date === shift.date && each.shift === shift.shift;
    const others = assignments.filter((each) => !isOfShift(each));
    const own = assignments.filter(isOfShift);
    const person = free[(chance + index) % free.length] as string;
    const one = { date: shift.date, shift: shift.shift, person, leading: true };
    const plans = [others, [...others, one], [...assignments, { ...one, leading: own.length === 0 }]];
    const undoes = covers.filter(isOfShift).map(({ date, shift: key, cover }) => ({ date, shift: key, cover }));
    return plans.map((_, number) => ({
      turn: { ...shift, person: leader(chance + number) },
      fields: { assignments: plans[(number + chance) % plans.length], undoes },
    }));
  });
}
