import type { ActId } from "#duty/acts.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import type { ShiftName } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes, wallClock } from "#duty/grammar/time.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { everybody } from "#server/simulation/tower-people.ts";
import { coveredLeaves, owingLeaves, type TwinStep, turnsToldOf } from "./twin-bodies.ts";
import { namedShift } from "./twin-plans.ts";

/* Who does it in the random lives, and in which shift: mostly whoever could. */

/** What whoever comes does, and what both do. */
const relievers: ReadonlySet<ActId> = new Set([
  "handover.read-records",
  "handover.count",
  "handover.take-books",
  "handover.take-matter",
  "handover.report-fault",
]);
const eitherSide: ReadonlySet<ActId> = new Set([
  "handover.sign",
  "handover.raise-problem",
  "handover.confirm-problem",
  "handover.reopen",
]);
/** What somebody on duty does, and what somebody does who has left one for a while. */
const inTurn: ReadonlySet<ActId> = new Set([
  "absence.ask",
  "absence.hear",
  "absence.leave-at-once",
  "attendance.move",
  "attendance.withdraw-exchange",
  "attendance.sign-off",
  "attendance.brief",
]);
/** What they do of the post's own work: mostly somebody who is there. */
const workOf: ReadonlySet<ActId> = new Set([
  "handover.prepare",
  "log.write-line",
  "matter.open",
  "matter.progress",
  "matter.settle",
]);
/** What nobody but whom it was asked of may do. */
const answering: ReadonlySet<ActId> = new Set(["absence.accept", "absence.withdraw"]);
const whileAway: ReadonlySet<ActId> = new Set(["absence.come-back", "absence.tell"]);
/** What those who lead do. */
const leading: ReadonlySet<ActId> = new Set([
  "roster.arrange-cover",
  "roster.publish",
  "roster.take-back-cover",
  "attendance.record-abandonment",
  "attendance.record-sign-off",
  "violation.record",
  "handover.stand-in",
  "handover.acknowledge-fault",
  "log.countersign",
  "matter.release",
]);

/** Those who hold a function, whatever it is. */
export const leaders = everybody.filter(({ functions }) => functions.length > 0);

/** Minutes until the last half hour of a shift; none from then on and in the first minutes of the next. */
export function untilChange(now: Instant): number {
  const { time } = wallClock(now, "Asia/Shanghai");
  const minutes = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) % 480;
  return minutes < 20 ? 0 : 450 - minutes;
}

/** The shift that a step takes for the one that is leaving, and the one after it. What may happen at all may be about one that is over. */
export function shiftsAt(now: Instant, post: string, { what, variant }: TwinStep): [ShiftName, ShiftName] {
  const minutes = variant % 6 === 0 ? 30 : variant % 6 === 1 && what === "any" ? -510 : -30;
  const { date, time } = wallClock(plusMinutes(now, minutes), "Asia/Shanghai");
  const index = Math.floor(Number(time.slice(0, 2)) / 8);
  return [namedShift(post, date, index), namedShift(post, date, index + 1)];
}

/** How the turn stands of whoever is due for a shift; over where nobody is. */
export function turnOf(world: World, shift: ShiftName): "to come" | "on" | "over" {
  const person = dueIn(world, shift)[0]?.person;
  if (person === undefined) return "over";
  const id = turnId({ ...shift, person });
  const { phase } = world.state<{ phase: string }>({ site: towerSite, noun: "attendance", id });
  return phase === "unknown" || phase === "expected" || phase === "absent" ? "to come" : phase === "on" ? "on" : "over";
}

function dueIn(world: World, shift: ShiftName) {
  return dueFor(world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(shift.post, shift.date) }), shift);
}

/** Who does it, and in which shift: mostly whoever is due or whose turn it is, else one of those who lead, or anybody. */
export function livedActor(world: World, step: TwinStep, act: ActId, [leaving, coming]: [ShiftName, ShiftName]): Turn {
  const { who, variant } = step;
  const owing = act === "absence.stand-down" ? coveredLeaves(world) : answering.has(act) ? owingLeaves(world) : [];
  const answers = owing[variant % Math.max(1, owing.length)];
  if (answers) return { ...leaving, person: answers.person };
  const turns = whileAway.has(act)
    ? turnsToldOf(world, "absence")
    : inTurn.has(act) || (workOf.has(act) && variant % 4 > 0)
      ? turnsToldOf(world, "attendance", "on")
      : [];
  const own = turns[who % Math.max(1, turns.length)];
  if (own) return own;
  const arriving = act === "attendance.sign-on" && turnOf(world, leaving) !== "to come";
  const relieving = arriving || relievers.has(act) || (eitherSide.has(act) && who % 2 === 0);
  const rostered = dueIn(world, relieving ? coming : leaving);
  const due = rostered[variant % Math.max(1, rostered.length)]?.person;
  const anybody = everybody[(who >> 2) % everybody.length]?.person as string;
  const leader = leaders[(who >> 2) % leaders.length]?.person as string;
  const likely = leading.has(act) ? [leader, leader, leader, due] : [due, due, due, due, leader, anybody];
  return { ...(arriving ? coming : leaving), person: likely[(who >> 1) % likely.length] ?? anybody };
}
