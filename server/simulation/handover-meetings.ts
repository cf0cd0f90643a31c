import type { PersonId, StreamKey } from "#duty/grammar/entry.ts";
import type { LedgerLine } from "#duty/grammar/question.ts";
import { type ShiftName, shiftId, shiftNamed } from "#duty/grammar/shift-occurrence.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { Matter } from "#duty/matter/matter.ts";
import { dueFor, type Roster, rosterId } from "#duty/roster/roster.ts";
import { shiftAfter } from "#duty/site/site.ts";
import { comeOnDuty } from "./attendance-meetings.ts";
import {
  anyWords,
  type FilledForm,
  firstAccepted,
  holdersAt,
  type Meeting,
  type Sight,
  siteSeen,
  turnsAtPost,
} from "./meeting.ts";
import type { StageAnswer } from "./stage.ts";

/** How everything is met that a hand-over makes somebody owe. */
export const handoverMeetings = {
  "handover.complete": handOver,
  "handover.close-records": closeRecords,
  "handover.acknowledge-fault": acknowledge,
} satisfies Record<string, Meeting>;

type Forms = Generator<FilledForm, void, StageAnswer>;

interface At {
  readonly sight: Sight;
  readonly stream: StreamKey;
  readonly shift: ShiftName;
}

function at(sight: Sight, { stream }: LedgerLine): At {
  return { sight, stream, shift: shiftNamed(stream.id) };
}

function* closeRecords(sight: Sight, owed: LedgerLine): Forms {
  yield* prepare(at(sight, owed));
}

function* handOver(sight: Sight, owed: LedgerLine): Forms {
  const about = at(sight, owed);
  const phase = () => sight.state<Handover>(owed.stream).phase;
  if (phase() === "prepared") yield* reopenForOthers(about);
  if (phase() === "open") yield* prepare(about);
  else yield* bringUpToDate(about);
  const state = sight.state<Handover>(owed.stream);
  if (state.phase !== "prepared") return;
  const { relief } = state.preparation;
  if (relief !== undefined) yield* takeOver(about, relief);
  const outgoing = turnsAtPost(sight, owed.stream.site, about.shift.post)
    .filter((turn) => shiftId(turn) === owed.stream.id)
    .map(({ person }) => person);
  const sides = [
    ...(relief === undefined ? [] : [[relief]]),
    [state.standIn, ...outgoing].flatMap((each) => each ?? []),
  ];
  for (const people of [...sides, ...sides]) {
    if (phase() === "prepared") yield* firstAccepted(signatures(about, people));
  }
}

/** Where the relief that was named is due no more, whoever prepared takes it back. */
function* reopenForOthers({ sight, stream, shift }: At): Forms {
  const state = sight.state<Handover>(stream);
  const relief = state.phase === "prepared" ? state.preparation.relief : undefined;
  if (relief === undefined || comingAfter(sight, stream).includes(relief)) return;
  const body = { ...shift, reason: anyWords };
  const there = turnsAtPost(sight, stream.site, shift.post);
  yield* firstAccepted(there.map(({ person: who }): FilledForm => ({ who, act: "handover.reopen", body })));
}

/** Matters that were opened or settled since are put right on the form, by whoever prepared. */
function* bringUpToDate({ sight, stream, shift }: At): Forms {
  const open = openAt(sight, shift.post);
  const state = sight.state<Handover>(stream);
  const listed = state.phase === "prepared" ? state.preparation.matters : [];
  if (listed.length === open.length && open.every(({ key }) => listed.some(({ id }) => id === key.id))) return;
  for (const { key } of open) yield* release(sight, key, shift.post);
  const body = { ...shift, reasons: open.map(({ key }) => ({ matter: key.id, reason: anyWords })) };
  const there = turnsAtPost(sight, stream.site, shift.post);
  yield* firstAccepted(there.map(({ person: who }): FilledForm => ({ who, act: "handover.amend", body })));
}

function openAt(sight: Sight, post: string) {
  return [...sight.streams.values()].filter(
    ({ key, state }) => key.noun === "matter" && key.id.startsWith(`${post}/`) && (state as Matter).phase === "open",
  );
}

function signatures({ stream, shift }: At, people: readonly PersonId[]): FilledForm[] {
  const wanted = [["work", "property"], []];
  return people.flatMap((who) =>
    wanted.map((forms): FilledForm => {
      const body = { ...shift, forms, lateReason: anyWords };
      return { who, act: "handover.sign", body, seen: stream };
    }),
  );
}

/** Whoever leads prepares, for whoever comes next; important matters are released before. */
function* prepare({ sight, stream, shift }: At): Forms {
  const open = openAt(sight, shift.post);
  for (const { key } of open) yield* release(sight, key, shift.post);
  const reasons = open.map(({ key }) => ({ matter: key.id, reason: anyWords }));
  const body = { ...shift, summary: anyWords, done: anyWords, nothingPending: open.length === 0, reasons };
  const reliefs = [...comingAfter(sight, stream), undefined];
  const there = turnsAtPost(sight, stream.site, shift.post).filter((turn) => shiftId(turn) === shiftId(shift));
  yield* firstAccepted(
    there.flatMap(({ person: who }) =>
      reliefs.map((relief): FilledForm => {
        return { who, act: "handover.prepare", body: relief === undefined ? body : { ...body, relief } };
      }),
    ),
  );
}

function* release(sight: Sight, key: StreamKey, post: string): Forms {
  const state = sight.state<Matter>(key);
  if (state.phase !== "open" || state.class !== "important" || state.released) return;
  const body = { post, matter: key.id.slice(post.length + 1), reason: anyWords };
  yield* firstAccepted(
    holdersAt(sight, { site: key.site, post }).map((who): FilledForm => ({ who, act: "matter.release", body })),
  );
}

/** Who is due for the shift that comes after by the plan in force, and who is at the post in any other shift. */
function comingAfter(sight: Sight, handover: StreamKey): PersonId[] {
  const state = sight.state<Handover>(handover);
  if (state.phase === "unknown") return [];
  const { site } = handover;
  const next = shiftAfter(siteSeen(sight, site), state.occurrence);
  const month = next && sight.state<Roster>({ site, noun: "roster", id: rosterId(next.post, next.date) });
  const due = next && month ? dueFor(month, next).map(({ person }) => person) : [];
  const there = turnsAtPost(sight, site, state.occurrence.post).filter((turn) => shiftId(turn) !== handover.id);
  return [...new Set([...due, ...there.map(({ person }) => person)])];
}

/** The relief comes, and looks at, counts and takes whatever there is; problems are confirmed by both. */
function* takeOver({ sight, stream, shift }: At, relief: PersonId): Forms {
  const prepared = () => {
    const state = sight.state<Handover>(stream);
    return state.phase === "prepared" ? state : undefined;
  };
  const { kit = [], books = [], matters = [], next } = prepared()?.preparation ?? {};
  if (next !== undefined) yield* comeOnDuty(sight, stream.site, { ...shiftNamed(next), person: relief });
  yield { who: relief, act: "handover.read-records", body: shift };
  if (books.length > 0) yield { who: relief, act: "handover.take-books", body: { ...shift, books } };
  const counts = kit.map(({ item, expected }) => ({ item, found: expected, damaged: 0, missing: 0 }));
  if (counts.length > 0) yield { who: relief, act: "handover.count", body: { ...shift, counts } };
  for (const { id: matter } of matters) yield { who: relief, act: "handover.take-matter", body: { ...shift, matter } };
  const both = [relief, ...turnsAtPost(sight, stream.site, shift.post).map(({ person }) => person)];
  for (const { key: problem } of prepared()?.problems ?? []) {
    for (const who of new Set(both)) yield { who, act: "handover.confirm-problem", body: { ...shift, problem } };
  }
}

function* acknowledge(sight: Sight, { stream, obligation }: LedgerLine): Forms {
  const { post, date, shift } = shiftNamed(stream.id);
  const body = { post, date, shift, fault: obligation.key.slice("fault-".length), note: anyWords };
  const called = obligation.ladder.map(({ call }) => call);
  yield* firstAccepted(
    holdersAt(sight, { site: stream.site, post }, called).map((who): FilledForm => {
      return { who, act: "handover.acknowledge-fault", body };
    }),
  );
}
