import type { Command, Outcome } from "#duty/door/table.ts";
import { personOf } from "#duty/grammar/entry.ts";
import type { World } from "#duty/world.ts";
import { emptied, leftUnsigned, unheardLeaving } from "./emptied-posts.ts";
import { lateAndInTime, missedInTime, owedTooLate } from "./late-in-time.ts";
import { countedOnLeavers } from "./leavers.ts";
import { type EmergencyPremise, keptFromLeaving, noEmergencyPremises, unowedReasons } from "./left-at-once.ts";
import { runningShifts } from "./manned-shifts.ts";
import { noPlanPremises, type PlanPremise, unplannedTurns } from "./planned-turns.ts";
import { type CallPremise, noCallPremises, silenced, unheardCalls } from "./running-calls.ts";
import { coversUndoneUnsaid, relievedAndBlamed, strangersBriefed, uncalledSignOffs } from "./said-of-others.ts";
import { takenUpByOne, unworked } from "./signed-work.ts";
import { askedTooSoon, leftByOthers } from "./waited-for.ts";
import { countWaysOfLeaving, noWaysOfLeaving, type WayOfLeaving } from "./ways-of-leaving.ts";

/*
 * What must be true of the tower after every act, whatever people did before (standing truths 1 to 5 and 10). Read plainly from states and entries,
 * and not by the rules that are to hold it.
 */

/** How often each truth had something to say. */
export type Premises = Record<
  | "left a post"
  | "passed a post"
  | "answered a call"
  | "left the company on duty"
  | "a shift ran"
  | "a shift ran with nobody there"
  | CallPremise
  | PlanPremise
  | EmergencyPremise
  | WayOfLeaving,
  number
>;

export function noPremises(): Premises {
  return {
    ...{ "left a post": 0, "passed a post": 0, "answered a call": 0, "left the company on duty": 0 },
    ...{ "a shift ran": 0, "a shift ran with nobody there": 0 },
    ...noCallPremises(),
    ...noPlanPremises(),
    ...noEmergencyPremises(),
    ...noWaysOfLeaving(),
  };
}

/** Adds what one life came to. */
export function countPremises(all: Premises, of: Premises): void {
  for (const premise of Object.keys(of) as (keyof Premises)[]) all[premise] += of[premise];
}

/** What time alone may break, in words: truth 1 of every shift that a post owes now, and truth 4 of those who do not go. */
export function brokenNow(world: World, premises: Premises): string[] {
  const empty = runningShifts(world).flatMap(({ shift, manned }) => {
    premises["a shift ran"] += 1;
    if (manned !== "somebody there") premises["a shift ran with nobody there"] += 1;
    return manned === "empty unheard" ? [`${shift} runs with nobody there and nobody called`] : [];
  });
  return [...empty, ...uncalledSignOffs(world)];
}

/** What an act has broken, in words; its premises are counted. */
export function brokenTruths(world: World, { command, outcome }: Acted, premises: Premises): string[] {
  const { touched } = outcome;
  for (const each of touched) countWaysOfLeaving(premises, each);
  const left = touched.flatMap((each) => unheardLeaving(world, each));
  const broken = touched.flatMap(({ key, entries, obligations }) =>
    entries.flatMap(({ type, body, actor }) => {
      if (type === "obligation.acknowledged") {
        premises["answered a call"] += 1;
        const owed = obligations.find((each) => each.key === (body as { key: string }).key);
        return owed && silenced(world, owed, personOf(actor));
      }
      if (type === "attendance.signed-off" || type === "attendance.moved") {
        premises["left a post"] += 1;
        return emptied(world, key.id);
      }
      if (type === "attendance.departed") premises["left the company on duty"] += 1;
      if (type === "handover.completed") {
        premises["passed a post"] += 1;
        return unworked(world, key.id);
      }
      return [];
    }),
  );
  return [
    ...left,
    ...touched.flatMap(({ key, entries }) => entries.flatMap((each) => leftUnsigned(world, key.id, each))),
    ...touched.flatMap((each) => [
      ...strangersBriefed(world, each),
      ...coversUndoneUnsaid(each, command.body),
      ...relievedAndBlamed(world, each),
      ...leftByOthers(world, each),
    ]),
    ...broken.filter((each) => each !== undefined),
    ...lateAndInTime(touched, world.now),
    ...missedInTime(world, touched, world.now),
    ...owedTooLate(world, touched, world.now),
    ...unplannedTurns(world, outcome, premises),
    ...unheardCalls(world, premises),
    ...countedOnLeavers(world),
    ...askedTooSoon(world, { command, outcome }),
    ...keptFromLeaving(command, outcome),
    ...unowedReasons(world, premises),
    ...touched.flatMap((each) => takenUpByOne(each)),
    ...brokenNow(world, premises),
  ];
}

/** What was sent, and what came of it. */
interface Acted {
  readonly command: Command;
  readonly outcome: Outcome;
}
