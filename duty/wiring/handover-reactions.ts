import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Consequence, Reaction } from "#duty/door/table.ts";
import { derivedId } from "#duty/grammar/derived-id.ts";
import { type Entry, personOf } from "#duty/grammar/entry.ts";
import { turnNamed } from "#duty/grammar/presence.ts";
import { shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import { isWanting } from "#duty/handover/count-kit.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { HandoverEntry } from "#duty/handover/handover-shapes.ts";
import { isToTakeUp } from "#duty/handover/take-up.ts";
import { matterId } from "#duty/matter/matter.ts";
import { nextShiftOf } from "#duty/site/after-rest.ts";
import { begunShift, occurrenceOf, type Site, shiftBefore } from "#duty/site/site.ts";

type Of<E extends Entry, T extends E["type"]> = Extract<E, { type: T }>["body"];

/** Whoever comes on duty finds the page of the shift open, and owes its hand-over; the first one of a shift opens both. */
export const openShift: Reaction = (entry) => {
  const { occurrence } = entry.body as Of<AttendanceEntry, "attendance.signed-on">;
  return [
    { act: "log.open-page", body: { occurrence } },
    { act: "handover.open", body: { occurrence } },
  ];
};

/** Whoever comes to a post, or back to it, may be the first who can take it over from the shift before theirs (ZB-35). */
export const relieveByComing: Reaction = (_, { key, setup }) => {
  const { person: came, ...turn } = turnNamed(key.id);
  const own = begunShift(setup as Site, turn);
  const before = own && shiftBefore(setup as Site, own);
  return before ? [{ act: "handover.await-relief", body: { ...shiftNamed(shiftId(before)), came } }] : [];
};

/** The record of the old post is kept in its book; the person is on duty at the new one from the same moment (GPH-02). */
export const changePosts: Reaction = (entry, { key }) => {
  const { to, record, page } = entry.body as Of<AttendanceEntry, "attendance.moved">;
  const { post: from, ...turn } = turnNamed(key.id);
  const kept: Consequence[] =
    record && page ? [{ act: "log.keep-record", body: { page, record, by: turn.person } }] : [];
  return [...kept, { act: "attendance.arrive", body: { ...turn, post: to, from } }];
};

/** The record of the post that somebody left before they came to another one inside the shift is kept in its book as well (GPH-02). */
export const keepRecordOfLeft: Reaction = (entry, { key }) => {
  const { record, page } = entry.body as Of<AttendanceEntry, "attendance.signed-on">;
  const { person: by } = turnNamed(key.id);
  return record && page ? [{ act: "log.keep-record", body: { page, record, by } }] : [];
};

/** What is handed over does not move any more, once somebody is named who takes over: the page is cut, and the next one takes what comes (ZB-07). */
export const cutOff: Reaction = (entry, { key, setup }) => {
  const { next } = entry.body as Of<HandoverEntry, "handover.prepared" | "handover.amended">;
  const occurrence = next === undefined ? undefined : occurrenceOf(setup as Site, shiftNamed(next));
  if (!occurrence) return [];
  return [
    { act: "log.cut-page", body: { ...shiftNamed(key.id), handover: key.id, next } },
    { act: "log.open-page", body: { occurrence } },
  ];
};

/** The shift writes on its own page again. */
export const resumePage: Reaction = (_, { key }) => [
  { act: "log.reopen-page", body: { ...shiftNamed(key.id), handover: key.id } },
];

/**
 * The page is closed, and everything open at the post passes to the relief by name. Where nobody takes over, whoever is there still writes on the page of
 * the shift that comes next, be it after a rest: it is opened for them (ZB-07).
 */
export const passOn: Reaction = (entry, { key, setup, state }) => {
  const { next: named, incoming, matters } = entry.body as Of<HandoverEntry, "handover.completed">;
  const { occurrence } = state as Extract<Handover, { phase: "completed" }>;
  const after = named === undefined ? nextShiftOf(setup as Site, occurrence) : undefined;
  const next = named ?? (after && shiftId(after));
  const taken = incoming === undefined ? [] : matters;
  const opened: Consequence[] = after ? [{ act: "log.open-page", body: { occurrence: after } }] : [];
  const handedOn = taken.map(
    (matter): Consequence => ({ act: "matter.take-over", body: { matter, handover: key.id, by: incoming } }),
  );
  return [{ act: "log.close-page", body: { ...shiftNamed(key.id), handover: key.id, next } }, ...opened, ...handedOn];
};

/**
 * What the signed count found wanting of the kit is followed up from here on, under the matter that follows it already where there is one (ZB-33),
 * else under an id that follows from the hand-over, or under the next one where that is about something else.
 */
export const followWantingKit: Reaction = (entry, { key }) => {
  const { kit = [], incoming: by } = entry.body as Of<HandoverEntry, "handover.completed" | "handover.taken-up">;
  const { post } = shiftNamed(key.id);
  return kit.flatMap((counted) => {
    const idOf = (name: string) => matterId({ post, matter: derivedId(`${key.id}/${counted.item}${name}`) });
    const follow = (about: object): Consequence => ({
      act: "matter.follow-kit",
      body: { ...about, ...counted, handover: key.id, by },
    });
    if (counted.matter !== undefined) return [follow({})];
    return [follow({ matter: idOf("") }), follow({ matter: idOf("/2"), insteadOf: idOf("") })];
  });
};

/** Whoever takes up what was closed alone has what is open at the post by name from then on. */
export const passMatters: Reaction = (entry, { key }) => {
  const { incoming: by, matters } = entry.body as Of<HandoverEntry, "handover.taken-up">;
  return matters.map((matter) => ({ act: "matter.take-over", body: { matter, handover: key.id, by } }));
};

/** What whoever takes up a shift that has left counts and finds wanting is told of at once, like every fault found after it (GPH-07). */
export const tellWantingKit: Reaction = (entry, { key, state }) => {
  if (!isToTakeUp(state as Handover)) return [];
  const { counts } = entry.body as Of<HandoverEntry, "handover.counted">;
  return counts.filter(isWanting).map(({ item, missing, damaged }) => ({
    act: "handover.find-kit-fault",
    body: { ...shiftNamed(key.id), item, missing, damaged, by: personOf(entry.actor) },
  }));
};

/** What the same person had closed alone before has passed from them with this (ZB-34). */
export const endTakeUps: Reaction = (entry, { key }) => {
  const { follows = [] } = entry.body as Of<HandoverEntry, "handover.completed">;
  return follows.map((each) => ({ act: "handover.end-take-up", body: { ...shiftNamed(each), followedBy: key.id } }));
};

/** Whoever led the shift has waited for the relief, or is away, and may go; so may whoever of it handed over for somebody who is away. */
export const freeOutgoing: Reaction = (_, { key, state }) => {
  const { outgoing, standsInFor, closedBefore } = state as Partial<Extract<Handover, { phase: "completed" }>>;
  const anew = closedBefore ? { anew: true } : {};
  const free = new Set([outgoing, standsInFor].filter((each) => each !== undefined));
  return [...free].map((person) => ({ act: "attendance.free", body: { ...shiftNamed(key.id), person, ...anew } }));
};
