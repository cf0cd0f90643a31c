import type { ActId } from "#duty/acts.ts";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { BusinessDate } from "#duty/grammar/time.ts";
import { awaitsCountersign } from "#duty/log/countersign-page.ts";
import type { Page } from "#duty/log/log.ts";
import { type Roster, rosterId } from "#duty/roster/roster.ts";
import type { World } from "#duty/world.ts";
import { towerSite } from "#server/simulation/tower.ts";
import { teams } from "#server/simulation/tower-people.ts";
import {
  attendanceRoads,
  comingToBoth,
  exchangingWithNobody,
  leavingToBeside,
  namingBeside,
  putIntoBoth,
  signingBeside,
  signingForBoth,
} from "./both-sides.ts";
import { formsBehind } from "./forms-behind.ts";
import { hasLeft } from "./leavers.ts";
import {
  bySides,
  callsRunning,
  coversOf,
  coversRunning,
  dueTurns,
  handoversPrepared,
  type LivedRoad,
  type Roads,
  shiftsHandedOver,
  shiftsToNobody,
  turnsOnDuty,
} from "./lived-roads.ts";
import { leaders } from "./twin-actors.ts";
import { coveredLeaves, owingLeaves, turnsToldOf } from "./twin-bodies.ts";

/** What whoever signs may have forgotten, or come too late to say. */
const signing: Partial<Record<ActId, Roads>> = {
  "handover.sign": (world) => bySides(world).map((road) => ({ ...road, fields: { lateReason: undefined } })),
};

/** What one thing wrong in a good body does not come to: the state itself must be another one. By refusal and act. */
export const mislaid: Readonly<Record<string, Partial<Record<ActId, Roads>>>> = {
  "absence.not-asked": {
    "absence.accept": (world) =>
      owingLeaves(world).flatMap(({ person, leave }) =>
        turnsOnDuty(world)
          .filter((turn) => turn.person !== person && turn.person !== leave.person)
          .map((turn) => ({ turn: { ...leave, person: turn.person }, fields: leave })),
      ),
  },
  "absence.covering": {
    "absence.ask": (world) =>
      coveredLeaves(world).flatMap(({ person }) =>
        turnsOnDuty(world)
          .filter((turn) => turn.person === person)
          .map((turn) => ({ turn, fields: { cover: undefined } })),
      ),
  },
  ...attendanceRoads,
  "attendance.away": {
    "attendance.move": (world) =>
      turnsToldOf(world, "absence").flatMap((turn) => Object.keys(teams).map((to) => ({ turn, fields: { to } }))),
  },
  "attendance.no-exchange": { "attendance.move": exchangingWithNobody },
  "attendance.other-shift": { "attendance.move": movingFromOneOfTwo },
  "attendance.next-handed-over": {
    "attendance.record-abandonment": (world) =>
      turnsToldOf(world, "attendance", "off").flatMap((turn) => byEachLeader(turn, { ...turn, leftAt: world.now })),
  },
  "attendance.was-relieved": {
    "attendance.record-abandonment": (world) =>
      shiftsHandedOver(world).flatMap((shift) =>
        turnsOnDuty(world)
          .filter((turn) => shiftId(turn) === shiftId(shift))
          .flatMap((turn) => byEachLeader(turn, { ...turn, leftAt: world.now })),
      ),
  },
  "handover.book-not-taken": signing,
  "handover.late-reason-missing": { "handover.sign": signingLate },
  "handover.matter-not-taken": signing,
  "handover.matter-opened-since": { "handover.sign": signingBehind },
  "handover.matter-settled-since": { "handover.sign": signingBehind },
  "handover.matter-unreleased": signing,
  "handover.no-rule-then": {
    "handover.report-fault": (world) =>
      turnsOnDuty(world).map((turn) => ({ turn, fields: { date: "2026-11-20", shift: "night" } })),
  },
  "handover.matter-reason-missing": {
    "handover.prepare": (world) => turnsOnDuty(world).map((turn) => ({ turn, fields: { reasons: [] } })),
  },
  "handover.no-such-item": {
    "handover.count": (world) =>
      bySides(world).map((road) => ({
        ...road,
        fields: { counts: [{ item: "umbrella", found: 1, damaged: 0, missing: 0 }] },
      })),
  },
  "handover.no-such-matter": {
    "handover.take-matter": (world) => bySides(world).map((road) => ({ ...road, fields: { matter: "none" } })),
  },
  "handover.own-fault": {
    "handover.acknowledge-fault": (world) => shiftsHandedOver(world).flatMap((shift) => byEachLeader(shift, {})),
  },
  "handover.page-changes": { "handover.amend": namingOthers },
  "handover.pending-missing": {
    "handover.prepare": (world) =>
      turnsOnDuty(world)
        .filter(({ post }) => post === "squad")
        .map((turn) => ({ turn, fields: { nothingPending: false } })),
  },
  "handover.relief-awaited": { "handover.sign": closingAlone },
  "handover.relief-has-come": { "handover.sign": closingAlone },
  "handover.relief-is-self": { "handover.prepare": namingThemselves, "handover.stand-in": relievingThemselves },
  "handover.relief-gone": signing,
  "handover.relief-left": signing,
  // The end of the way first: where nobody is refused so yet, the step that leads there is done (`ledTo`).
  "handover.same-person": {
    "handover.sign": (world) => [...signingForBoth(world), ...signingBeside(world)],
    "attendance.move": leavingToBeside,
    "handover.prepare": namingBeside,
    "attendance.sign-on": comingToBoth,
    "roster.publish": putIntoBoth,
  },
  "handover.words-of-another": signing,
  "ledger.about-yourself": { "ledger.acknowledge": answeringThemselves },
  "ledger.reason-missing": { "ledger.acknowledge": answeringThemselves },
  "log.changed-since": { "log.countersign": countersigningStale },
  "matter.kit-function-lacking": { "matter.settle": settlingKit },
  "matter.own-kit": { "matter.settle": settlingKit },
  "matter.needs-no-release": { "matter.release": releasingAny },
  "matter.own-release": { "matter.release": releasingAny },
  "person.last-administrator": {
    "person.leave": () =>
      leaders.slice(0, 1).map(({ person }) => ({ turn: { ...anyShift, person }, fields: { person } })),
  },
  "roster.cover-undone": { "roster.publish": undoingCovers },
  "roster.past-changed": { "roster.publish": changingThePast },
  "roster.person-unknown": {
    "roster.arrange-cover": (world, chance) =>
      coversOf(
        dueTurns(world).filter(({ endsAt }) => endsAt > world.now),
        chance,
      ).filter(({ fields }) => hasLeft(world, (fields as { cover: string }).cover)),
  },
  "roster.shift-over": {
    "roster.arrange-cover": (world, chance) =>
      coversOf(
        dueTurns(world)
          .filter(({ endsAt }) => endsAt <= world.now)
          .toReversed()
          .slice(0, 3),
        chance,
      ),
    "roster.take-back-cover": (world) => coversRunning(world).flatMap((cover) => byEachLeader(cover, cover)),
  },
};

/** Refusals to which several acts lead, one after another: each of these is done wherever its turn has come. */
export const ledTo: ReadonlySet<string> = new Set(["attendance.closed-alone", "handover.same-person"]);

const anyShift = { post: "squad", date: "2026-11-21" as BusinessDate, shift: "day" };

/** The same by each of those who lead. */
function byEachLeader({ post, date, shift }: ShiftName, fields: object): LivedRoad[] {
  return leaders.map(({ person }) => ({ turn: { post, date, shift, person }, fields }));
}

/** Both sides of a hand-over that should have passed, who do not say why it has not. */
function signingLate(world: World): LivedRoad[] {
  const isLate = ({ turn }: LivedRoad) =>
    world.streams
      .get(`${towerSite}:handover/${shiftId(turn)}`)
      ?.obligations.some(({ what, dueAt }) => what === "handover.complete" && dueAt < world.now);
  return bySides(world)
    .filter(isLate)
    .map((road) => ({ ...road, fields: { lateReason: undefined } }));
}

/** Both sides of a hand-over whose form does not say what is open now. */
function signingBehind(world: World): LivedRoad[] {
  const behind = new Set(formsBehind(world).map(shiftId));
  return bySides(world).filter(({ turn }) => behind.has(shiftId(turn)));
}

/** A page that waits for its countersignature, by each of those who lead, who have not seen what it says now. */
function countersigningStale(world: World): LivedRoad[] {
  const waiting = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "log" && awaitsCountersign(state as Page),
  );
  return waiting.flatMap(({ key }) =>
    byEachLeader(shiftNamed(key.id), {}).map((road) => ({ ...road, isStale: true as const })),
  );
}

/** Whoever is on duty at a post in two shifts at once, from either of them. */
function movingFromOneOfTwo(world: World): LivedRoad[] {
  const on = turnsOnDuty(world);
  const twice = on.filter(
    ({ person, post }) => on.filter((each) => each.person === person && each.post === post).length > 1,
  );
  return twice.flatMap((turn) => Object.keys(teams).map((to) => ({ turn, fields: { to } })));
}

/** A shift that is to pass to nobody, closed by whoever is on duty in it. */
function closingAlone(world: World): LivedRoad[] {
  return shiftsToNobody(world).flatMap((shift) =>
    turnsOnDuty(world)
      .filter((turn) => shiftId(turn) === shiftId(shift))
      .map((turn) => ({ turn })),
  );
}

/** Another relief on the form: everybody who is on duty at the post in a later shift. */
function namingOthers(world: World): LivedRoad[] {
  const on = turnsOnDuty(world);
  return handoversPrepared(world).flatMap(({ shift }) => {
    const outgoing = on.filter((turn) => shiftId(turn) === shiftId(shift));
    const others = on.filter((turn) => turn.post === shift.post && shiftId(turn) !== shiftId(shift));
    return outgoing.flatMap((turn) => others.map(({ person }) => ({ turn, fields: { relief: person } })));
  });
}

/** Whoever stands in at a hand-over that is open, as the relief as well. */
function namingThemselves(world: World): LivedRoad[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const { standIn } = state as { standIn?: string };
    if (key.noun !== "handover" || standIn === undefined) return [];
    return [{ turn: { ...shiftNamed(key.id), person: standIn }, fields: { relief: standIn } }];
  });
}

/** Whoever is named as relief, in place of those who hand over. */
function relievingThemselves(world: World): LivedRoad[] {
  return handoversPrepared(world).map(({ shift, incoming }) => ({ turn: { ...shift, person: incoming } }));
}

/** Kit that is wanting and followed up, settled by whoever is on duty there and by each of those who lead. */
function settlingKit(world: World): LivedRoad[] {
  const wanting = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "matter" && (state as { kit?: unknown }).kit !== undefined,
  );
  return wanting.flatMap(({ key }) => {
    const post = key.id.split("/")[0] as string;
    const fields = { post, matter: key.id };
    const there = turnsOnDuty(world).filter((turn) => turn.post === post);
    return [...there.map((turn) => ({ turn, fields })), ...byEachLeader({ ...anyShift, post }, fields)];
  });
}

/** Each call that runs, answered without a reason by whoever is on duty where it is about. */
function answeringThemselves(world: World): LivedRoad[] {
  return callsRunning(world).flatMap(({ turn, fields, people }) => {
    const there = turnsOnDuty(world).filter(({ post }) => post === turn.post);
    const those = new Set([...there.map(({ person }) => person), ...people]);
    return [...those].map((person) => ({ turn: { ...turn, person }, fields: { ...fields, reason: undefined } }));
  });
}

/** Any open matter, by each of those who lead. */
function releasingAny(world: World): LivedRoad[] {
  const open = [...world.streams.values()].filter(
    ({ key, state }) => key.noun === "matter" && (state as { phase: string }).phase === "open",
  );
  return open.flatMap(({ key }) => {
    const fields = { post: key.id.split("/")[0] as string, matter: key.id };
    return leaders.map(({ person }) => ({ turn: { ...anyShift, post: fields.post, person }, fields }));
  });
}

/** The month as it was before a cover, without a word about it. */
function undoingCovers(world: World): LivedRoad[] {
  const coming = dueTurns(world).filter(({ startsAt }) => startsAt > world.now);
  const covers = coversRunning(world).filter((cover) =>
    coming.some(({ turn }) => turn.person === cover.cover && shiftId(turn) === shiftId(cover)),
  );
  return covers.flatMap(({ post, date, shift, cover }) => {
    const roster = world.state<Roster>({ site: towerSite, noun: "roster", id: rosterId(post, date) });
    const [absent] = roster.covers.find((each) => each.date === date && each.shift === shift)?.insteadOf ?? [];
    const assignments = roster.assignments.map((each) =>
      each.date === date && each.shift === shift && each.person === cover ? { ...each, person: absent } : each,
    );
    return leaders.map(({ person }) => ({ turn: { post, date, shift, person }, fields: { assignments, undoes: [] } }));
  });
}

/** The month without somebody who was due in a shift that is over. */
function changingThePast(world: World): LivedRoad[] {
  const past = dueTurns(world).filter(({ endsAt }) => endsAt <= world.now);
  return past.slice(-3).flatMap(({ turn: { person: gone, ...shift } }) => {
    const id = rosterId(shift.post, shift.date);
    const { assignments } = world.state<Roster>({ site: towerSite, noun: "roster", id });
    const left = assignments.filter(
      (each) => each.date !== shift.date || each.shift !== shift.shift || each.person !== gone,
    );
    return leaders.map(({ person }) => ({ turn: { ...shift, person }, fields: { assignments: left, undoes: [] } }));
  });
}
