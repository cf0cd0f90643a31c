import { type Head, type PersonId, personOf, type Recorded } from "#duty/grammar/entry.ts";
import { heldUnder } from "#duty/grammar/held-under.ts";
import { withDeed } from "./deeds-of-handover.ts";
import { itemAsListed } from "./done-by.ts";
import { faultsAfter, isOfFault } from "./faults-after.ts";
import type { Begun, Handover, HandoverProblem, Preparation } from "./handover.ts";
import type { HandoverEntry } from "./handover-shapes.ts";
import { isToTakeUp } from "./take-up.ts";

type Of<T extends HandoverEntry["type"]> = Recorded<Extract<HandoverEntry, { type: T }>>;
type Opened = Exclude<Handover, { phase: "unknown" }>;

export function evolveHandover(handover: Handover, entry: Recorded<HandoverEntry>): Handover {
  if (entry.type === "handover.opened") return opened(entry);
  if (entry.type === "handover.never-begun") return { ...opened(entry), neverBegun: true };
  if (handover.phase === "unknown") return handover;
  const after = evolveBegun(handover, entry);
  return after === handover ? handover : withDeed(after, entry);
}

function evolveBegun(
  handover: Opened,
  entry: Exclude<Recorded<HandoverEntry>, Of<"handover.opened"> | Of<"handover.never-begun">>,
): Opened {
  if (isOfFault(entry)) return { ...handover, faults: faultsAfter(handover.faults, entry) };
  if (entry.type === "handover.reopened") return { ...reopened(handover, entry), ...contentAfter(entry) };
  if (handover.phase === "completed") return takenUpAfter(handover, entry);
  return { ...during(handover, entry), ...contentAfter(entry) };
}

function opened(entry: Of<"handover.opened"> | Of<"handover.never-begun">): Begun & { phase: "open" } {
  return {
    phase: "open",
    occurrence: entry.body.occurrence,
    standIn: undefined,
    firstPreparedAt: undefined,
    preparedBy: undefined,
    written: [],
    preparation: undefined,
    readings: [],
    counts: [],
    booksTaken: [],
    problems: [],
    taken: [],
    signatures: [],
    faults: [],
    content: headOf(entry),
  };
}

const unsignedEntries: readonly HandoverEntry["type"][] = [
  "handover.signed",
  "handover.completed",
  "handover.taken-up",
  "handover.take-up-ended",
  "handover.take-up-put-off",
  "handover.relief-waited",
  "handover.can-pass",
];

/** Signing does not change what is signed; everything else before completion does, and what whoever takes it up does. */
function contentAfter(entry: Recorded<HandoverEntry>): { content?: Head } {
  return unsignedEntries.includes(entry.type) ? {} : { content: headOf(entry) };
}

/** What was closed alone is looked through and signed once more, by whoever takes it up (ZB-34). */
function takenUpAfter(handover: Extract<Handover, { phase: "completed" }>, entry: DuringHandover): Opened {
  if (!isToTakeUp(handover)) return handover;
  switch (entry.type) {
    case "handover.taken-up": {
      const { incoming: by, listed } = entry.body;
      return { ...handover, takenUp: { by, at: entry.at, listed } };
    }
    case "handover.take-up-ended":
      return { ...handover, takeUpEndedAt: entry.at };
    case "handover.take-up-put-off":
      return { ...handover, takeUpBy: entry.body.until };
    case "handover.matters-listed":
      return { ...handover, listedAnew: entry.body.matters, ...contentAfter(entry) };
    case "handover.records-read":
    case "handover.counted":
    case "handover.books-taken":
    case "handover.matter-taken":
    case "handover.signed":
      return { ...lookedThrough(handover, entry), ...contentAfter(entry) };
    default:
      return handover;
  }
}

type LookedThrough =
  | Of<"handover.records-read">
  | Of<"handover.counted">
  | Of<"handover.books-taken">
  | Of<"handover.matter-taken">
  | Of<"handover.signed">;

/** What whoever takes the post over has read, counted and taken, and the signatures of both. */
function lookedThrough<H extends Opened>(handover: H, entry: LookedThrough): H {
  switch (entry.type) {
    case "handover.records-read":
      return { ...handover, readings: [...handover.readings, { by: personOf(entry.actor), page: entry.body.page }] };
    case "handover.counted":
      return { ...handover, counts: recounted(handover, entry) };
    case "handover.books-taken": {
      const by = personOf(entry.actor);
      const since = (book: string) => heldUnder(handover.preparation?.since?.books ?? {}, book);
      const taken = entry.body.books.map((book) => ({ book, by, ...(since(book) && { since: since(book) }) }));
      return { ...handover, booksTaken: [...handover.booksTaken, ...taken] };
    }
    case "handover.matter-taken":
      return { ...handover, taken: [...handover.taken, takenAsListed(formOf(handover), entry)] };
    case "handover.signed":
      return signed(handover, entry);
  }
}

/** What whoever takes the post over goes through: the form, with what is open now where that was listed anew. */
function formOf({ preparation, listedAnew: matters }: Begun): Preparation | undefined {
  return preparation && matters ? { ...preparation, matters } : preparation;
}

function headOf({ version, hash }: Recorded): Head {
  return { version, hash };
}

/** Signatures are void, and with them the completing of a shift that was closed alone: what was in time then is owed anew, what was late stays late. */
function reopened(handover: Opened, entry: Of<"handover.reopened">): Opened {
  const open = { ...voidedBy(handover, entry), phase: "open", written: endedBy(handover, entry) } as const;
  if (handover.phase !== "completed") return { ...handover, ...open };
  const { completedAt: _, outgoing: __, incoming: ___, lateMinutes, ...closed } = handover;
  const { takeUpBy: ____, takenUp: _____, takeUpEndedAt: ______, listedAnew: _______, ...begun } = closed;
  return {
    ...begun,
    ...open,
    closedBefore: true,
    ...(lateMinutes > 0 ? {} : { owedAnewSince: entry.body.owedSince ?? entry.at, ...notWaiting }),
  };
}

const notWaiting = { waitedUntil: undefined, canPassSince: undefined };

type DuringHandover = Exclude<
  Recorded<HandoverEntry>,
  | Of<"handover.opened">
  | Of<"handover.never-begun">
  | Of<"handover.fault-found">
  | Of<"handover.kit-fault-found">
  | Of<"handover.fault-acknowledged">
  | Of<"handover.reopened">
>;

function during(handover: Exclude<Opened, { phase: "completed" }>, entry: DuringHandover): Opened {
  switch (entry.type) {
    case "handover.stood-in":
      return { ...handover, ...standInOf(handover, entry.body) };
    case "handover.prepared": {
      const firstPreparedAt = handover.firstPreparedAt ?? entry.at;
      const preparedBy = personOf(entry.actor);
      return {
        ...handover,
        ...leadBy(handover, preparedBy),
        phase: "prepared",
        preparation: entry.body,
        firstPreparedAt,
        written: [...handover.written, { from: entry.at }],
        preparedBy,
      };
    }
    case "handover.amended":
      return amended(handover, entry);
    case "handover.lists-amended":
      return handover.phase === "prepared"
        ? { ...handover, preparation: { ...handover.preparation, ...entry.body } }
        : handover;
    case "handover.problem-raised":
      return { ...handover, problems: raised(handover.problems, entry) };
    case "handover.problem-confirmed":
      return { ...handover, problems: handover.problems.map((each) => confirmed(each, entry)) };
    case "handover.records-read":
    case "handover.counted":
    case "handover.books-taken":
    case "handover.matter-taken":
    case "handover.signed":
      return lookedThrough(handover, entry);
    case "handover.completed":
      return completed(handover, entry);
    case "handover.relief-waited":
      return { ...handover, ...notWaiting, waitedUntil: entry.body.until };
    case "handover.can-pass":
      return { ...handover, ...notWaiting, canPassSince: entry.body.since };
    case "handover.matters-listed":
    case "handover.taken-up":
    case "handover.take-up-ended":
    case "handover.take-up-put-off":
      return handover;
  }
}

/** What was written stays, and what was read, counted and said; what was signed was another form. */
function amended(handover: Exclude<Opened, { phase: "completed" }>, entry: Of<"handover.amended">): Opened {
  if (handover.phase !== "prepared") return handover;
  const { body, actor } = entry;
  const { relief, alone, matters, next = handover.preparation.next, page = handover.preparation.page } = body;
  const { since = handover.preparation.since } = body;
  const preparation = { ...handover.preparation, relief, alone, matters, next, page, since };
  const preparedBy = personOf(actor);
  return { ...handover, ...leadBy(handover, preparedBy), ...voidedBy(handover, entry), preparation, preparedBy };
}

/** Whoever leads the shift is there again and has written the form: nobody stands in for them any more. */
function leadBy({ standIn }: Begun, preparedBy: PersonId | undefined): Pick<Begun, "standIn" | "standsInFor"> | object {
  return standIn === preparedBy ? {} : { standIn: undefined, standsInFor: undefined };
}

/** Who had signed, and until when it held. */
function voidedBy(
  { signatures, voided = [] }: Begun,
  { at: until }: Pick<Recorded, "at">,
): Partial<Pick<Begun, "signatures" | "voided">> {
  return signatures.length === 0 ? {} : { signatures: [], voided: [...voided, { signatures, until }] };
}

/** The form that was there to be signed is not any more. */
function endedBy({ written, preparation }: Begun, { at: until, actor }: Of<"handover.reopened">): Begun["written"] {
  const person = personOf(actor);
  const takenBackBy = person !== undefined && person === preparation?.relief ? "incoming" : "outgoing";
  return written.map((each, index) => (index === written.length - 1 ? { ...each, until, takenBackBy } : each));
}

/** A later count of an item stands for the earlier one. */
function recounted(handover: Begun, { body, actor }: Of<"handover.counted">): Begun["counts"] {
  const by = personOf(actor);
  const { counts: before } = handover;
  const preparation = formOf(handover);
  const now = body.counts.map((each) => ({ ...each, by, listed: itemAsListed(preparation, each.item) }));
  return [...before.filter(({ item }) => !now.some((each) => each.item === item)), ...now];
}

/** What is taken is the matter as the form tells of it. */
function takenAsListed(
  preparation: Begun["preparation"],
  { body: { matter }, actor }: Of<"handover.matter-taken">,
): Begun["taken"][number] {
  const { notes, reason } = preparation?.matters.find(({ id }) => id === matter) ?? {};
  const told = { ...(notes === undefined ? {} : { notes }), ...(reason === undefined ? {} : { reason }) };
  return { matter, by: personOf(actor), ...told };
}

/** Told anew, a problem must be confirmed anew. */
function raised(
  problems: readonly HandoverProblem[],
  { body }: Of<"handover.problem-raised">,
): readonly HandoverProblem[] {
  const { problem: key, text, item } = body;
  return [...problems.filter((each) => each.key !== key), { key, text, item, confirmed: [] }];
}

function confirmed(
  problem: HandoverProblem,
  { body: { problem: key, side }, actor }: Of<"handover.problem-confirmed">,
): HandoverProblem {
  if (problem.key !== key) return problem;
  return { ...problem, confirmed: [...problem.confirmed, { side, by: personOf(actor) }] };
}

function signed<H extends Opened>(handover: H, entry: Of<"handover.signed">): H {
  const person = personOf(entry.actor);
  if (person === undefined) return handover;
  const { side, forms, seen, lateReason } = entry.body;
  const signature = { side, person, forms, at: entry.at, seen, ...(lateReason === undefined ? {} : { lateReason }) };
  return { ...handover, signatures: [...handover.signatures, signature] };
}

function completed(handover: Exclude<Opened, { phase: "completed" }>, entry: Of<"handover.completed">): Opened {
  if (handover.phase !== "prepared") return handover;
  const { outgoing, incoming, lateMinutes, takeUpBy } = entry.body;
  const rest = takeUpBy === undefined ? {} : { takeUpBy };
  return { ...handover, phase: "completed", completedAt: entry.at, outgoing, incoming, lateMinutes, ...rest };
}

function standInOf(
  { everStoodIn = [] }: Begun,
  { person, instead }: Extract<HandoverEntry, { type: "handover.stood-in" }>["body"],
): Pick<Begun, "standIn" | "standsInFor" | "everStoodIn"> {
  return { standIn: person, standsInFor: instead, everStoodIn: [...everStoodIn, person] };
}
