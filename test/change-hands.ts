import type { Turn } from "#duty/grammar/presence.ts";
import { type ShiftName, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import { currentPost, type Post, pastOfPost } from "#duty/site/site.ts";
import { everybody, personNamed } from "#server/simulation/tower-people.ts";
import { leader } from "./blaming-roads.ts";
import { setUpNow } from "./change-times.ts";
import { type AtChange, dueTurnsOf, hereOn, meeting, nameOfShift, type Turning } from "./change-ways.ts";
import { hasLeft } from "./leavers.ts";
import { callsRunning, type LivedRoad } from "./lived-roads.ts";

/* How a post is handed on in the minutes around a change of shifts, who comes to the company and leaves it, and what of the house is set up anew. */

/** Hand-overs of the post that are not over, or wait to be taken up. */
function handoversHere({ world, post }: AtChange): { shift: ShiftName; handover: Handover }[] {
  return [...world.streams.values()].flatMap(({ key, state }) => {
    const handover = state as Handover;
    if (key.noun !== "handover" || !key.id.startsWith(`${post}/`)) return [];
    const isOver =
      handover.phase === "completed" && (handover.takeUpBy === undefined || handover.takenUp !== undefined);
    return isOver ? [] : [{ shift: shiftNamed(key.id), handover }];
  });
}

/** Whoever could be a side of a hand-over of the post: those on duty there, whoever is named as relief, and who stands in. */
function sides(at: AtChange): LivedRoad[] {
  return handoversHere(at).flatMap(({ shift, handover }) => {
    const { preparation, standIn } = handover as { preparation?: { relief?: string }; standIn?: string };
    const named = [preparation?.relief, standIn].flatMap((each) => each ?? []);
    const people = new Set([...hereOn(at).map(({ person }) => person), ...named]);
    return [...people].map((person) => ({ turn: { ...shift, person } }));
  });
}

/** Whoever is on duty names who is due next, who has come, nobody, or themselves. */
function naming(at: AtChange): LivedRoad[] {
  const { world, change, chance } = at;
  const due = change.coming ? dueTurnsOf(world, nameOfShift(change.coming)).map(({ person }) => person) : [];
  const here = hereOn(at);
  const reliefs = [...due, ...here.map(({ person }) => person), undefined];
  const standIns = handoversHere(at).flatMap(({ shift, handover }) => {
    const { standIn } = handover as { standIn?: string };
    return standIn === undefined ? [] : [{ ...shift, person: standIn }];
  });
  return [...here, ...standIns].flatMap((turn) =>
    reliefs.map((_, index) => ({
      turn,
      fields: { relief: reliefs[(index + (chance % 5 === 0 ? chance : 0)) % reliefs.length] },
    })),
  );
}

function ofLeader(at: AtChange): LivedRoad[] {
  return meeting(at).flatMap((shift) =>
    [0, 1, 2].map((each) => ({ turn: { ...shift, person: leader(at.chance + each) } })),
  );
}

function takingMatters(at: AtChange): LivedRoad[] {
  return handoversHere(at).flatMap(({ shift, handover }) => {
    const { preparation } = handover as { preparation?: { relief?: string; matters: readonly { id: string }[] } };
    const relief = preparation?.relief;
    const takers = relief === undefined ? hereOn(at).map(({ person }) => person) : [relief];
    return takers.flatMap((person) =>
      (preparation?.matters ?? []).map(({ id: matter }) => ({
        turn: { ...shift, person },
        fields: { ...shift, matter },
      })),
    );
  });
}

function answering({ world, post, chance }: AtChange): LivedRoad[] {
  return callsRunning(world)
    .filter(({ turn }) => turn.post === post)
    .flatMap(({ turn, fields, people }) => people.map((person) => ({ turn: { ...turn, person }, fields })))
    .toSorted((one, other) => (one.turn.person < other.turn.person ? -1 : 1) * (chance % 2 === 0 ? 1 : -1));
}

/** What hands a post on, the end of the way first. */
export const handingOn: readonly Turning[] = [
  { act: "handover.sign", often: 4, ways: sides },
  { act: "handover.take-matter", often: 1, ways: takingMatters },
  { act: "handover.take-books", often: 1, ways: sides },
  { act: "handover.read-records", often: 1, ways: sides },
  { act: "handover.count", often: 1, ways: sides },
  { act: "handover.confirm-problem", often: 1, ways: sides },
  { act: "handover.prepare", often: 4, ways: naming },
  { act: "handover.amend", often: 3, ways: naming },
];

export const takingBackAndAnswering: readonly Turning[] = [
  { act: "handover.reopen", often: 3, ways: sides },
  { act: "handover.stand-in", often: 4, ways: ofLeader },
  { act: "handover.raise-problem", often: 1, ways: sides },
  { act: "ledger.acknowledge", often: 3, ways: answering },
  { act: "matter.open", often: 1, ways: (at) => hereOn(at).map((turn) => ({ turn })) },
  { act: "log.write-line", often: 1, ways: (at) => hereOn(at).map((turn) => ({ turn })) },
  { act: "person.leave", often: 3, ways: leaving },
  { act: "person.join", often: 3, ways: oneMore },
];

const administrator = personNamed("何雅静");
const anyShift = { post: "squad", date: "2026-11-21" as Turn["date"], shift: "day" };
const office: Turn = { ...anyShift, person: administrator };

/** Whoever is there or due leaves the company, but for those who lead: without them the rest is refused. */
function leaving(at: AtChange): LivedRoad[] {
  const due = meeting(at).flatMap((shift) => dueTurnsOf(at.world, shift));
  const guards = new Set(everybody.flatMap(({ person, functions }) => (functions.length === 0 ? [person] : [])));
  return [...hereOn(at), ...due]
    .filter(({ person }) => guards.has(person))
    .map(({ person }) => ({ turn: office, fields: { person } }));
}

function oneMore({ world }: AtChange): LivedRoad[] {
  return everybody
    .filter(({ person }) => hasLeft(world, person))
    .map(({ person, name, staffNumber }) => ({ turn: office, fields: { person, name, staffNumber } }));
}

/** What happens in scenes alone: elsewhere the shifts of a post are what every later step is about. */
export const settingUp: readonly Turning[] = [
  { act: "site.establish-post", often: 3, ways: establishing },
  { act: "site.set-calendar", often: 1, ways: calendars },
  { act: "site.bind-house", often: 1, ways: binding },
];

/** The post as it was first, without the shift that comes or that ends, with the change at another time, with other kit, or bound with other numbers. */
function establishing(at: AtChange): LivedRoad[] {
  const { world, post, change, chance } = at;
  const site = setUpNow(world);
  const now = currentPost(site, post);
  const [first] = pastOfPost(site, post);
  if (!now || !first) return [];
  const without = (shift: string | undefined) => now.shifts.filter(({ key }) => key !== shift);
  const kinds: Partial<Post>[] = [
    first,
    { shifts: without(change.coming?.shift) },
    first,
    { shifts: shifted(now.shifts, at, 15) },
    { shifts: without(change.leaving?.shift) },
    { shifts: shifted(now.shifts, at, -15) },
    { kit: [...first.kit.slice(1), { key: "lamp", name: "灯", expected: 2 }] },
    { binds: now.binds.map((each) => ({ ...each, parameters: graceOf(each.regulation, chance) })) },
    { carries: { manning: [{ shift: change.coming?.shift ?? "day", days: ["working"] }] } },
  ];
  return kinds.map((_, index) => {
    const { key, name, department, shifts, kit, books, binds, carries } = {
      ...now,
      ...kinds[(index + chance) % kinds.length],
    };
    const fields = { key, name, department, shifts, kit, books, binds, ...(carries ? { carries } : {}) };
    return { turn: office, fields };
  });
}

function graceOf(regulation: string, chance: number): Record<string, number> {
  return regulation === "guard-post-handover" ? { "handover.punctual.graceMinutes": (chance % 4) * 5 } : {};
}

/** The shift that ends ends so many minutes later, and the one that comes begins later. */
function shifted(shifts: Post["shifts"], { change }: AtChange, by: number): Post["shifts"] {
  return shifts.map((each) => {
    if (each.key === change.leaving?.shift) return { ...each, minutes: each.minutes + by };
    if (each.key !== change.coming?.shift) return each;
    const [hours = 0, minutes = 0] = each.starts.split(":").map(Number);
    const starts = (hours * 60 + minutes + by + 1440) % 1440;
    const two = (number: number) => String(number).padStart(2, "0");
    return {
      ...each,
      starts: `${two(Math.floor(starts / 60))}:${two(starts % 60)}` as never,
      minutes: each.minutes - by,
    };
  });
}

/** Some of the days are holidays, or are worked on. */
function calendars({ change, chance }: AtChange): LivedRoad[] {
  const date = (change.coming ?? change.leaving)?.date ?? anyShift.date;
  const days = [[{ date, type: "holiday", name: "假日" }], [], [{ date, type: "make-up", name: "补班" }]];
  return days.map((_, index) => ({ turn: office, fields: { year: 2026, days: days[(index + chance) % days.length] } }));
}

function binding({ chance }: AtChange): LivedRoad[] {
  const words = [{}, { "squad-leader": "department-manager" }, { "department-manager": "squad-leader" }];
  return words.map((_, index) => ({
    turn: office,
    fields: { functions: words[(index + chance) % words.length], parameters: {} },
  }));
}
