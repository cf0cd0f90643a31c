import type { ActId } from "#duty/acts.ts";
import { type Turn, turnId } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { plusMinutes } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Matter } from "#duty/matter/matter.ts";
import { postOfRoster, type Roster, rosterId } from "#duty/roster/roster.ts";
import { occurrenceOf, type Site } from "#duty/site/site.ts";
import type { World, WorldStream } from "#duty/world.ts";
import { shifts, towerSite } from "#server/simulation/tower.ts";
import { everybody, others, teams } from "#server/simulation/tower-people.ts";
import { blaming, everyLeader, leader } from "./blaming-roads.ts";
import { formsBehind } from "./forms-behind.ts";
import { coveredLeaves, exchanging, owingLeaves, turnsOffering, turnsToldOf } from "./twin-bodies.ts";
import { namedShift } from "./twin-plans.ts";

/*
 * Where an act could be done as things stand: who is away, which matters are open, which posts hold two people, which covers run, which calls
 * wait. Chance alone seldom comes upon these. Whether it may be done is not said here: the act says it.
 */

/** One way to do an act: by whom, in which shift, and what of its body differs from what would be sent anyhow. */
export interface LivedRoad {
  readonly turn: Turn;
  readonly fields?: object;
  /** What stood on the screen is not what stands there now. */
  readonly isStale?: true;
}

/** How an act could be done, or be refused, as things stand; `chance` says where to begin. */
export type Roads = (world: World, chance: number) => readonly LivedRoad[];

/** Ways to do what chance alone seldom does; an act that is not here is done often enough. */
export const roadsOf: Readonly<Partial<Record<ActId, Roads>>> = {
  "absence.accept": (world) =>
    owingLeaves(world).map(({ person, leave }) => ({ turn: { ...leave, person }, fields: leave })),
  "absence.ask": asking,
  "absence.leave-at-once": signedAndGoing,
  "absence.stand-down": (world) =>
    coveredLeaves(world).map(({ person, leave }) => ({ turn: { ...leave, person }, fields: leave })),
  "attendance.move": (world, chance) =>
    chance % 3 === 0 ? [...exchanging(world), ...moving(world, chance)] : moving(world, chance),
  "attendance.withdraw-exchange": (world) => turnsOffering(world).map(({ turn }) => ({ turn })),
  "attendance.sign-on": comingBeside,
  "attendance.record-abandonment": blaming,
  "attendance.record-sign-off": (world, chance) =>
    turnsOnDuty(world).map((turn, index) => ({
      turn: { ...turn, person: leader(chance + index) },
      fields: { ...turn, at: world.now },
    })),
  "handover.acknowledge-fault": byLeaders,
  "handover.amend": amending,
  "handover.confirm-problem": bySides,
  "handover.count": bySides,
  "handover.prepare": (world) => turnsOnDuty(world).map((turn) => ({ turn })),
  "handover.raise-problem": bySides,
  "handover.read-records": bySides,
  "handover.reopen": bySides,
  "handover.sign": bySides,
  "handover.take-books": bySides,
  "handover.take-matter": takingMatters,
  "log.countersign": byLeaders,
  "ledger.acknowledge": answering,
  "matter.release": releasing,
  "roster.arrange-cover": covering,
  "roster.publish": fillingHoles,
  "roster.take-back-cover": takingBack,
};

export function turnsOnDuty(world: World): Turn[] {
  return turnsToldOf(world, "attendance", "on");
}

/**
 * Whoever asks leaves another there, and whoever is asked stands elsewhere, where another stays: so they can stand down while the leave goes on.
 * Another is there who has the same shift, or who has taken the post over from it.
 */
function asking(world: World, chance: number): LivedRoad[] {
  const all = turnsOnDuty(world);
  const handedOver = new Set(shiftsHandedOver(world).map(shiftId));
  const mates = (turn: Turn) => all.filter((each) => shiftId(each) === shiftId(turn)).length - 1;
  const isTakenOver = (turn: Turn) =>
    handedOver.has(shiftId(turn)) && all.some((each) => each.post === turn.post && shiftId(each) !== shiftId(turn));
  const stay = (turn: Turn) => mates(turn) + (isTakenOver(turn) ? 1 : 0);
  const pairs = all.flatMap((turn) =>
    all.filter(({ person }) => person !== turn.person).map((cover) => ({ turn, fields: { cover } })),
  );
  const left = ({ turn, fields: { cover } }: (typeof pairs)[number]) =>
    turn.post === cover.post ? 0 : Math.min(1, stay(turn)) + Math.min(1, stay(cover));
  const covered = pairs.toSorted((one, other) => left(other) - left(one));
  // Where somebody else stands there, one goes without being covered.
  const alone = all.filter((turn) => mates(turn) > 0).map((turn) => ({ turn, fields: { cover: undefined } }));
  return chance % 4 === 0 ? [...alone, ...covered] : covered;
}

/** Whoever is still to come where somebody of their shift stands already. */
function comingBeside(world: World): LivedRoad[] {
  const manned = new Set(turnsOnDuty(world).map(shiftId));
  return turnsToldOf(world, "attendance", "expected").flatMap((turn) => (manned.has(shiftId(turn)) ? [{ turn }] : []));
}

/** Those go who leave somebody behind: at a post that holds two, or that has passed to the next shift. */
function moving(world: World, chance: number): LivedRoad[] {
  const all = turnsOnDuty(world);
  const posts = Object.keys(teams);
  const there = (turn: Turn) => all.filter(({ post }) => post === turn.post).length;
  return all
    .toSorted((one, other) => there(other) - there(one))
    .flatMap((turn) => {
      const elsewhere = posts.filter((post) => post !== turn.post);
      return elsewhere.map((_, index) => ({ turn, fields: { to: elsewhere[(index + chance) % elsewhere.length] } }));
    });
}

/** Both sides of each hand-over that is prepared: whoever is on duty in the shift, and whoever was named as relief. */
export function bySides(world: World): LivedRoad[] {
  return handoversPrepared(world).flatMap(({ shift, incoming }) => {
    const outgoing = turnsOnDuty(world).filter((turn) => shiftId(turn) === shiftId(shift));
    return [incoming, ...outgoing.map(({ person }) => person)].map((person) => ({ turn: { ...shift, person } }));
  });
}

/** Whoever is on duty in a shift whose form does not say what is open now. */
function amending(world: World): LivedRoad[] {
  const behind = new Set(formsBehind(world).map(shiftId));
  return turnsOnDuty(world).flatMap((turn) => (behind.has(shiftId(turn)) ? [{ turn }] : []));
}

/** Shifts whose hand-over is prepared for nobody. */
export function shiftsToNobody(world: World): ShiftName[] {
  const alone = [...world.streams.values()].filter(({ key, state }) => key.noun === "handover" && isAlone(state));
  return alone.map(({ key }) => shiftNamed(key.id));
}

/** Where a shift is to pass to nobody, somebody is put into the next one after all. */
function fillingHoles(world: World, chance: number): LivedRoad[] {
  return puttingIn(world, chance, shiftsToNobody(world));
}

/** Somebody is put into the shift that follows. */
export function puttingIn(world: World, chance: number, those: readonly ShiftName[]): LivedRoad[] {
  return those.flatMap(({ post, date, shift }) => {
    const next = namedShift(post, date, shifts.findIndex((each) => each.key === shift) + 1);
    const { assignments } = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, next.date) });
    return others.map((_, index) => {
      const { person } = others[(index + chance) % others.length] as (typeof others)[number];
      const plan = [...assignments, { date: next.date, shift: next.shift, person, leading: true }];
      return { turn: { ...next, person: leader(chance + index) }, fields: { assignments: plan, undoes: [] } };
    });
  });
}

function isAlone(state: unknown): boolean {
  const handover = state as Handover;
  return handover.phase === "prepared" && handover.preparation.relief === undefined;
}

/** After each hand-over that is done, whoever leads. */
function byLeaders(world: World, chance: number): LivedRoad[] {
  return everyLeader().flatMap((_, index) =>
    shiftsHandedOver(world).map((shift) => ({ turn: { ...shift, person: leader(chance + index) } })),
  );
}

/** Shifts that have passed their post on, the last first. */
export function shiftsHandedOver(world: World): ShiftName[] {
  const those = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "handover" && (state as Handover).phase === "completed",
  );
  return those.map(({ key }) => shiftNamed(key.id)).toReversed();
}

function takingMatters(world: World): LivedRoad[] {
  return handoversPrepared(world).flatMap(({ shift, incoming, matters }) =>
    matters.map((matter) => ({ turn: { ...shift, person: incoming }, fields: { ...shift, matter } })),
  );
}

/** Hand-overs that wait for their signatures, with whoever was named as relief. */
export function handoversPrepared(world: World) {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const handover = state as Handover;
    if (key.noun !== "handover" || handover.phase !== "prepared") return [];
    const { relief, matters } = handover.preparation;
    const shift: ShiftName = shiftNamed(key.id);
    return relief === undefined ? [] : [{ shift, incoming: relief, matters: matters.map(({ id }) => id) }];
  });
}

/** Whoever has signed for the relief and is called away before the other side signs. */
function signedAndGoing(world: World): LivedRoad[] {
  return turnsOnDuty(world).flatMap((turn) => {
    const isSigned = ({ key, state }: WorldStream) => {
      const handover = state as Handover;
      if (key.noun !== "handover" || handover.phase !== "prepared") return false;
      return handover.signatures.some(({ side, person }) => side === "incoming" && person === turn.person);
    };
    return [...world.streams.values()].some(isSigned) ? [{ turn }] : [];
  });
}

/** Calls that have gone out and that nobody has answered, by each of those who were called. */
function answering(world: World, chance: number): LivedRoad[] {
  const called = callsRunning(world).flatMap(({ turn, fields, people }) =>
    people.map((person) => ({ turn: { ...turn, person }, fields })),
  );
  return called.map((_, index) => called[(index + chance) % called.length] as LivedRoad);
}

/** Every call that runs, with those whom its rungs have named so far. */
export function callsRunning(world: World) {
  return [...world.streams.values()].flatMap(({ key: { noun, id }, obligations, escalations }) =>
    obligations.flatMap(({ key, post, metAt, endedAt }) => {
      const escalation = escalations[key];
      if (!escalation || escalation.rung === 0 || escalation.acknowledgedAt !== undefined) return [];
      if (metAt !== undefined || endedAt !== undefined) return [];
      const people = [...new Set(escalation.calls.flatMap((each) => each.people ?? []))];
      const [shift] = turnsOnDuty(world).filter((each) => each.post === post);
      const turn = shift ?? { post, date: "2026-11-21" as ShiftName["date"], shift: "day", person: "" };
      return [{ turn, fields: { stream: { noun, id }, key }, people }];
    }),
  );
}

function releasing(world: World, chance: number): LivedRoad[] {
  const open = [...world.streams.values()].filter(({ key, state }) => {
    const matter = state as Matter;
    return key.noun === "matter" && matter.phase === "open" && matter.class === "important" && !matter.released;
  });
  return open.flatMap(({ key }) => {
    const [post = ""] = key.id.split("/");
    return everyLeader().map((_, index) => ({
      turn: { post, date: "2026-11-21" as ShiftName["date"], shift: "day", person: leader(chance + index) },
      fields: { post, matter: key.id },
    }));
  });
}

/** Who is due in a shift that is not over, and everybody who could come instead. */
function covering(world: World, chance: number): LivedRoad[] {
  // Mostly those who are waited for, or there; else for the next shift too, whose plan may change again before it begins.
  const isAhead = chance % 3 === 0;
  const until = plusMinutes(world.now, isAhead ? 1000 : 500);
  const turns = dueTurns(world).filter(({ endsAt }) => endsAt > world.now && endsAt < until);
  const waited = new Set(turnsToldOf(world, "attendance", "expected").map(turnId));
  const missing = turns.filter(({ turn }) => waited.has(turnId(turn)));
  return coversOf(missing.length > 0 && chance % 4 > 0 ? missing : turns, chance);
}

/** Everybody who could come for each of those who are due, whether they may or not. */
export function coversOf(turns: ReturnType<typeof dueTurns>, chance: number): LivedRoad[] {
  const free = everybody.filter(({ functions }) => functions.length === 0);
  return turns.flatMap((_, index) => {
    const { turn } = turns[(index + chance) % turns.length] as (typeof turns)[number];
    return free.map((__, other) => ({
      turn: { ...turn, person: leader(chance + other) },
      fields: { ...turn, absent: turn.person, cover: free[(chance + other) % free.length]?.person },
    }));
  });
}

/** Everybody due by the plans, with the beginning and the end of their shift. */
export function dueTurns(world: World) {
  const site = world.state<Site>({ site: towerSite, noun: "site", id: "setup" });
  return [...world.streams.values()].flatMap(({ key, state }) => {
    if (key.noun !== "roster") return [];
    const post = postOfRoster(key.id);
    return (state as Roster).assignments.flatMap(({ date, shift, person }) => {
      const occurrence = occurrenceOf(site, { post, date, shift });
      return occurrence
        ? [{ turn: { post, date, shift, person }, startsAt: occurrence.startsAt, endsAt: occurrence.endsAt }]
        : [];
    });
  });
}

function takingBack(world: World, chance: number): LivedRoad[] {
  return coversRunning(world).flatMap((fields) =>
    everyLeader().map((_, index) => ({ turn: { ...fields, person: leader(chance + index) }, fields })),
  );
}

/** Covers by which the plans in force differ from what was published. */
export function coversRunning(world: World) {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    if (key.noun !== "roster") return [];
    const post = postOfRoster(key.id);
    return (state as Roster).covers.map(({ date, shift, cover }) => ({ post, date, shift, cover }));
  });
}
