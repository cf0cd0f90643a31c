import fc from "fast-check";
import type { ActId } from "#duty/acts.ts";
import type { Command } from "#duty/door/table.ts";
import type { StreamKey } from "#duty/grammar/entry.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes, wallClock } from "#duty/grammar/time.ts";
import { acts } from "#duty/nouns.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { towerOffice, towerSite } from "#server/simulation/tower.ts";
import { everybody, personNamed, teams } from "#server/simulation/tower-people.ts";
import { type LivedCounts, livedActs } from "./lived-acts.ts";
import { bodyOf, coveredLeaves, owingLeaves, type TwinStep, turnsToldOf } from "./twin-bodies.ts";
import { namedShift } from "./twin-plans.ts";

/** Any step at all. */
export const step: fc.Arbitrary<TwinStep> = fc.record({
  what: fc.constantFrom("wait", "next", "next", "next", "any", "any", "any"),
  act: fc.nat({ max: 9999 }),
  who: fc.nat({ max: 999 }),
  post: fc.nat({ max: 2 }),
  variant: fc.nat({ max: 999 }),
  thoughts: fc.constantFrom(0, 40, 40, 40, 40),
});

/** The length of time that a step lets pass, where it is one of waiting: little around a change of shifts, where most happens. */
export function waitOf({ what, variant }: TwinStep, now: Instant): number | undefined {
  if (what !== "wait") return undefined;
  const untilChange = minutesUntilChange(now);
  if (untilChange <= 0) return [1, 1, 2, 3, 5][variant % 5] as number;
  return Math.min(untilChange, [5, 30, 60, 90, 120][variant % 5] as number);
}

/** Minutes until the last half hour of a shift; none from then on and in the first minutes of the next. */
function minutesUntilChange(now: Instant): number {
  const { time } = wallClock(now, "Asia/Shanghai");
  const minutes = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) % 480;
  return minutes < 20 ? 0 : 450 - minutes;
}

const posts = Object.keys(teams);
const administrator = personNamed("何雅静");

/**
 * What a step does in a world as it stands; undefined where its body could not even be written down. Whoever thinks and finds no way to do what
 * they meant to do goes on along the road of a shift, or does what has been done least in this life.
 */
export function commandOf(world: World, step: TwinStep, id: string, lives: LivedCounts): Command | undefined {
  const meant = actOf(world, step);
  const first = written(world, step, meant, id);
  if (!first || step.thoughts === 0 || changesSomething(world, first, id)) return first;
  const others = step.what === "any" && step.variant % 2 === 0 ? leastDone(lives, step.act) : road;
  for (let thought = 1; thought < step.thoughts; thought += 1) {
    const { who, post, variant } = step;
    const other = { ...step, who: who + thought * 7, post: post + thought, variant: variant + thought * 13 };
    const act = thought < 12 ? meant : (others[thought % others.length] as ActId);
    const command = written(world, other, act, id);
    if (command && changesSomething(world, command, `${id}/${thought}`)) return command;
  }
  return first;
}

/** Seven of the acts that a life has done least, those with which it began first; and what can nearly always be done. */
function leastDone(lives: LivedCounts, from: number): ActId[] {
  const counted = [...lives].map(([act, { done }], index) => ({ act, done, place: (index + from) % lives.size }));
  counted.sort((one, other) => one.done - other.done || one.place - other.place);
  return [...counted.slice(0, 7).map(({ act }) => act), "log.write-line"];
}

/** Thought through under a name of its own: the recorder counts what is written under each. */
function changesSomething(world: World, command: Command, name: string): boolean {
  const { refusal, touched } = world.foresee({ ...command, id: `${name}/${command.act}` });
  return refusal === undefined && touched.length > 0;
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

function postOf({ post }: TwinStep): string {
  return posts[post % posts.length] as string;
}

function written(world: World, step: TwinStep, act: ActId, id: string): Command | undefined {
  const shifts = shiftsAt(world.now, postOf(step), step);
  const isOfCompany = act === "person.join" || act === "person.leave";
  const acting = actorOf(world, step, act, shifts);
  const { person, ...shift } = isOfCompany ? { ...acting, person: administrator } : acting;
  const stream: StreamKey = { site: towerSite, noun: "handover", id: shiftId(shift) };
  const { shape } = acts[act];
  const body = bodyOf(world, step, act, { post: shift.post, leaving: shift, stream, person });
  const checked = shape.safeParse(body);
  if (!checked.success) return undefined;
  const head = headSeen(world, act, shift);
  const isStale = step.thoughts === 0 && step.variant % 5 === 1;
  const seen = head && step.variant % 5 > 0 ? { seen: isStale ? { ...head, version: head.version + 1 } : head } : {};
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

/** What stands on the screen of whoever does what rests on it. */
function headSeen(world: World, act: ActId, shift: ShiftName) {
  if (act === "handover.sign") return world.streams.get(`${towerSite}:handover/${shiftId(shift)}`)?.head;
  if (act === "roster.publish")
    return world.streams.get(`${towerSite}:roster/${rosterId(shift.post, shift.date)}`)?.head;
  return undefined;
}

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
/** What those do who owe something because somebody else has left, or wants to. */
const answers: readonly ActId[] = [
  "absence.accept",
  "absence.accept",
  "absence.accept",
  "absence.withdraw",
  "absence.hear",
];
/** Of these, what nobody but whom it was asked of may do. */
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
  if (minutesUntilChange(world.now) <= 0 && who % 3 > 0) return "handover.prepare";
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
  "handover.read-records",
  "handover.count",
  "handover.take-books",
  "handover.take-matter",
  "handover.confirm-problem",
  "handover.sign",
  "handover.sign",
  "handover.sign",
];
/** What takes a shift from its beginning to its end, the end first: an open hand-over waits for both of its sides. */
const road: readonly ActId[] = [
  ...new Set<ActId>([...takeover.toReversed(), "attendance.sign-off", "handover.prepare", "attendance.sign-on"]),
  ...(["absence.ask", "matter.settle", "log.write-line"] as const),
];
const onDuty: readonly ActId[] = [
  "log.write-line",
  "matter.open",
  "matter.settle",
  "attendance.brief",
  "matter.progress",
  "absence.ask",
];

/** How the turn stands of whoever is due for a shift; over where nobody is. */
function turnOf(world: World, shift: ShiftName): "to come" | "on" | "over" {
  const { post, date } = shift;
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, date) });
  const person = dueFor(roster, shift)[0]?.person;
  if (person === undefined) return "over";
  const id = turnId({ ...shift, person });
  const { phase } = world.state<{ phase: string }>({ site: towerSite, noun: "attendance", id });
  return phase === "unknown" || phase === "expected" || phase === "absent" ? "to come" : phase === "on" ? "on" : "over";
}

/** The shift that a step takes for the one that is leaving, and the one after it. What may happen at all may be about one that is over. */
function shiftsAt(now: Instant, post: string, { what, variant }: TwinStep): [ShiftName, ShiftName] {
  const minutes = variant % 6 === 0 ? 30 : variant % 6 === 1 && what === "any" ? -510 : -30;
  const { date, time } = wallClock(plusMinutes(now, minutes), "Asia/Shanghai");
  const index = Math.floor(Number(time.slice(0, 2)) / 8);
  return [namedShift(post, date, index), namedShift(post, date, index + 1)];
}

/** Who does it, and in which shift: mostly whoever is due or whose turn it is, else one of those who lead, or anybody. */
function actorOf(world: World, step: TwinStep, act: ActId, [leaving, coming]: [ShiftName, ShiftName]): Turn {
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
  const shift = relieving ? coming : leaving;
  const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(shift.post, shift.date) });
  const rostered = dueFor(roster, shift);
  const due = rostered[variant % Math.max(1, rostered.length)]?.person;
  const anybody = everybody[(who >> 2) % everybody.length]?.person as string;
  const leader = leaders[(who >> 2) % leaders.length]?.person as string;
  const likely = leading.has(act) ? [leader, leader, leader, due] : [due, due, due, due, leader, anybody];
  return { ...(arriving ? coming : leaving), person: likely[(who >> 1) % likely.length] ?? anybody };
}

const leaders = everybody.filter(({ functions }) => functions.length > 0);
