import fc from "fast-check";
import type { ActId } from "#duty/acts.ts";
import type { Command } from "#duty/door/table.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { formsBehind } from "./forms-behind.ts";
import { type LivedCounts, livedActs, onlyInScenes } from "./lived-acts.ts";
import { roadsOf } from "./lived-roads.ts";
import { besideRoad } from "./roads-beside.ts";
import { shiftsAt, turnOf, untilChange } from "./twin-actors.ts";
import { coveredLeaves, owingLeaves, type TwinStep } from "./twin-bodies.ts";
import { beforeDayShift } from "./twin-tower.ts";
import { changesSomething, postOf, thoughtAgain, waysTo, writtenFor } from "./twin-written.ts";

/** Any step at all. */
export const step: fc.Arbitrary<TwinStep> = fc.record({
  what: fc.constantFrom("wait", "next", "next", "next", "any", "any", "rare", "beside"),
  act: fc.nat({ max: 9999 }),
  who: fc.nat({ max: 999 }),
  post: fc.nat({ max: 2 }),
  variant: fc.nat({ max: 999 }),
  thoughts: fc.constantFrom(0, 40, 40, 40, 40),
});

/**
 * The length of time that a step lets pass, where it is one of waiting: little around a change of shifts, where most happens, but for the first,
 * before which nobody was on duty.
 */
export function waitOf({ what, variant }: TwinStep, now: Instant): number | undefined {
  if (what !== "wait") return undefined;
  if (now < plusMinutes(beforeDayShift, 30)) return [5, 6, 7, 8, 9][variant % 5] as number;
  const left = untilChange(now);
  if (left <= 0) return [1, 2, 3, 4, 5][variant % 5] as number;
  return Math.min(left, [5, 30, 60, 90, 120][variant % 5] as number);
}

/**
 * What a step does in a world as it stands; undefined where its body could not even be written down. Whoever thinks and finds no way to do what
 * they meant to do goes on along the road of a shift, or does what has been done least in this life.
 */
export function commandOf(world: World, step: TwinStep, id: string, lives: LivedCounts): Command | undefined {
  const { what, who, act } = step;
  const aimed =
    what === "rare"
      ? firstDone(world, step, leastDone(lives, act), id)
      : what === "beside"
        ? besideRoad(world, step, id, lives)
        : what === "next" && who % 4 === 0
          ? alongRoads(world, step, "roster.publish", id)
          : what === "next"
            ? onPurpose(world, step, id)
            : undefined;
  return aimed ?? thought(world, step, id, lives);
}

/** What a shift comes to at its end, and what people seldom come to do by chance, each now and then. */
function onPurpose(world: World, step: TwinStep, id: string): Command | undefined {
  const { who, variant } = step;
  if (who % 2 === 1 && untilChange(world.now) <= 0) return firstDone(world, step, passingFrom(world, variant), id);
  if (who % 8 === 2) return alongRoads(world, step, seldom[variant % seldom.length] as ActId, id);
  if (who % 8 === 6) return alongRoads(world, step, "attendance.sign-on", id);
  // Whoever goes mostly asks somebody who could go again: with others it seldom comes to that.
  return actOf(world, step) === "absence.ask" ? alongRoads(world, step, "absence.ask", id) : undefined;
}

/** An act where things as they stand lay a road to it open, and never else. */
function alongRoads(world: World, step: TwinStep, act: ActId, id: string): Command | undefined {
  return roadsOf[act]?.(world, step.who).length ? firstDone(world, step, [act], id) : undefined;
}

function thought(world: World, step: TwinStep, id: string, lives: LivedCounts): Command | undefined {
  const meant = actOf(world, step);
  const first = writtenFor(world, step, meant, { id });
  if (!first || step.thoughts === 0 || changesSomething(world, first, id)) return first;
  for (let number = 1; number < Math.min(12, step.thoughts); number += 1) {
    const command = writtenFor(world, thoughtAgain(step, number), meant, { id });
    if (command && changesSomething(world, command, `${id}/${number}`)) return command;
  }
  return (
    firstDone(world, step, step.what === "any" && step.variant % 2 === 0 ? leastDone(lives, step.act) : road, id) ??
    first
  );
}

/** The first of some acts that can be done, along a road which things as they stand lay open; undefined where none of them can. */
function firstDone(world: World, step: TwinStep, those: readonly ActId[], id: string): Command | undefined {
  for (const act of those) {
    for (const command of waysTo(world, step, act, id))
      if (changesSomething(world, command, `${id}/${act}`)) return command;
  }
  return undefined;
}

/** Seven of the acts that a life has done least, those with which it began first; and what can nearly always be done. */
function leastDone({ acts }: LivedCounts, from: number): ActId[] {
  const counted = [...acts]
    .filter(([act]) => onlyInScenes[act] === undefined)
    .map(([act, { done }], index) => ({ act, done, place: (index + from) % acts.size }));
  counted.sort((one, other) => one.done - other.done || one.place - other.place);
  return [...counted.slice(0, 7).map(({ act }) => act), "log.write-line"];
}

function actOf(world: World, step: TwinStep): ActId {
  return step.what === "next"
    ? nextOf(world, step, shiftsAt(world.now, postOf(step), step))
    : chosen(step.thoughts === 0 ? everyAct : livedActs, step.act);
}

function chosen(from: readonly ActId[], number: number): ActId {
  return from[number % from.length] as ActId;
}

/** Without a thought people do anything as soon as anything else. */
const everyAct = [...new Set(livedActs)];

/** What those do who owe something because somebody else has left, or wants to. */
const answers: readonly ActId[] = [
  "absence.accept",
  "absence.accept",
  "absence.accept",
  "absence.withdraw",
  "absence.hear",
];
/** What people at the post would do next. */
function nextOf(world: World, { who, variant }: TwinStep, [leaving, coming]: [ShiftName, ShiftName]): ActId {
  if (who % 3 === 0 && owingLeaves(world).length > 0) return answers[variant % answers.length] as ActId;
  if (who % 3 === 1 && coveredLeaves(world).length > 0) return "absence.stand-down";
  const id = shiftId(leaving);
  const handover = world.state<{ phase: string }>({ site: towerSite, noun: "handover", id });
  if (handover.phase === "completed") return afterwards[variant % afterwards.length] as ActId;
  const stands = turnOf(world, leaving);
  if (stands === "to come") return "attendance.sign-on";
  if (stands === "over" && who % 2 === 0 && turnOf(world, coming) === "to come") return "attendance.sign-on";
  if (handover.phase === "prepared") {
    if (turnOf(world, coming) === "to come") return "attendance.sign-on";
    return takeover[(who + variant) % takeover.length] as ActId;
  }
  if (stands === "over" && who % 2 === 0) return "handover.stand-in";
  if (untilChange(world.now) <= 0 && who % 3 > 0) return "handover.prepare";
  return onDuty[variant % onDuty.length] as ActId;
}

const afterwards: readonly ActId[] = [
  "attendance.sign-off",
  "handover.report-fault",
  "handover.acknowledge-fault",
  "log.countersign",
  "attendance.sign-on",
  "absence.ask",
  "absence.ask",
];
const takeover: readonly ActId[] = [
  "handover.take-matter",
  "handover.read-records",
  "handover.count",
  "handover.take-books",
  "handover.confirm-problem",
  "handover.sign",
  "handover.sign",
  "handover.sign",
];
/** What takes a hand-over that is open to its end, the end first: it waits for both of its sides. When it is begun, is for `nextOf` to say. */
const road: readonly ActId[] = [
  ...new Set<ActId>([...takeover.toReversed(), "attendance.sign-on", "attendance.sign-off"]),
  ...(["absence.ask", "log.write-line"] as const),
];
/** What brings a post from one shift to the next, the end first; what the relief does in between, in any order. Whoever covers may go then. */
function passingFrom(world: World, first: number): readonly ActId[] {
  const turned = between.map((_, index) => between[(index + first) % between.length] as ActId);
  // What is opened after the form was written stands on it before anybody signs.
  const again: ActId[] = formsBehind(world).length > 0 ? ["handover.amend"] : [];
  const done: ActId[] = ["absence.stand-down", "handover.sign", ...again, "matter.release"];
  return [...done, ...turned, "attendance.sign-on", "handover.prepare"];
}
const between = [...new Set(takeover)].filter((act) => act !== "handover.sign");
/** What needs people in the right places. */
const seldom: readonly ActId[] = [
  ...(["absence.stand-down", "absence.accept", "absence.stand-down", "absence.ask"] as const),
  ...(["roster.arrange-cover", "absence.leave-at-once"] as const),
];
const onDuty: readonly ActId[] = [
  "log.write-line",
  "matter.open",
  "matter.open",
  "attendance.brief",
  "matter.progress",
  "absence.ask",
];
