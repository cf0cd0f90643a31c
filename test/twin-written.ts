import type { ActId } from "#duty/acts.ts";
import type { Command } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { acts } from "#duty/nouns.ts";
import { rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { personNamed, teams } from "#server/simulation/tower-people.ts";
import { type LivedRoad, roadsOf } from "./lived-roads.ts";
import { livedActor, shiftsAt } from "./twin-actors.ts";
import { bodyOf, type TwinStep } from "./twin-bodies.ts";

/* What is sent for an act in the random lives, and what it would come to. */

const posts = Object.keys(teams);
const administrator = personNamed("何雅静");

/** The post that a step speaks of. */
export function postOf({ post }: TwinStep): string {
  return posts[post % posts.length] as string;
}

/** Thought through under a name of its own: the recorder counts what is written under each. */
export function changesSomething(world: World, command: Command, name: string): boolean {
  const { refusal, touched } = world.foresee({ ...command, id: `${name}/${command.act}` });
  return refusal === undefined && touched.length > 0;
}

/** An act as it is sent, along a road or by whoever chance names; undefined where its body could not even be written down. */
export function writtenFor(
  world: World,
  step: TwinStep,
  act: ActId,
  { id, road }: { readonly id: string; readonly road?: LivedRoad | undefined },
): Command | undefined {
  const shifts = shiftsAt(world.now, postOf(step), step);
  const isOfCompany = act === "person.join" || act === "person.leave";
  const acting = road?.turn ?? livedActor(world, step, act, shifts);
  const { person, ...shift } = isOfCompany && !road ? { ...acting, person: administrator } : acting;
  const stream: StreamKey = { site: towerSite, noun: "handover", id: shiftId(shift) };
  const { shape } = acts[act];
  const body = bodyOf(world, step, act, { post: shift.post, leaving: shift, stream, person, fields: road?.fields });
  const checked = shape.safeParse(body);
  if (!checked.success) return undefined;
  const head = headSeen(world, act, shift);
  const isStale = road?.isStale ?? (step.thoughts === 0 && step.variant % 5 === 1);
  const hasLooked = road?.isStale || step.variant % 5 > 0;
  const seen = head && hasLooked ? { seen: isStale ? { ...head, version: head.version + 1 } : head } : {};
  const proof = step.variant % 11 === 0 ? "session" : "pin";
  const sent = {
    site: isOfCompany ? towerOffice : towerSite,
    act,
    body: checked.data,
    actor: { person },
    proof,
  } as const;
  return { id, ...sent, device: `d${step.post % 3}`, ...seen };
}

/** The same step after another thought: somebody else, another post, other words. */
export function thoughtAgain(step: TwinStep, number: number): TwinStep {
  const { who, post, variant } = step;
  return { ...step, who: who + number * 7, post: post + number, variant: variant + number * 13 };
}

/** Ways to do an act: where the state lays roads open, these, and else what comes to mind; the act says which may be done. */
export function* waysTo(world: World, step: TwinStep, act: ActId, id: string): Generator<Command, void> {
  const laid = (roadsOf[act]?.(world, step.who) ?? []).slice(0, mostRoads);
  const roads: readonly (LivedRoad | undefined)[] = [...laid, ...Array.from({ length: 4 }, () => undefined)];
  for (const [number, road] of roads.entries()) {
    const command = writtenFor(world, thoughtAgain(step, number), act, { id, road });
    if (command) yield command;
  }
}

/** As many of the roads that lie open are tried. */
const mostRoads = 10;

/** What stands on the screen of whoever does what rests on it. */
function headSeen(world: World, act: ActId, shift: ShiftName) {
  if (act === "handover.sign") return world.streams.get(`${towerSite}:handover/${shiftId(shift)}`)?.head;
  if (act === "log.countersign") return world.streams.get(`${towerSite}:log/${shiftId(shift)}`)?.head;
  if (act === "roster.publish")
    return world.streams.get(`${towerSite}:roster/${rosterId(shift.post, shift.date)}`)?.head;
  return undefined;
}
