import { type Presence, turnId, turnNamed } from "#duty/grammar/presence.ts";
import { type ShiftOccurrence, shiftId } from "#duty/grammar/shift-occurrence.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { Handover } from "#duty/handover/handover.ts";
import type { PostNow } from "#duty/site/running-shift.ts";
import type { BoardHandover } from "./board-view.ts";
import type { ComingRow, OwedAtPost } from "./outstanding-view.ts";
import type { BoardPost, PostStatus, PresentPerson } from "./overview-answer.ts";

/** A post as the board wants it planned. */
type PlannedPost = Pick<PostNow, "post" | "shift" | "next">;

/** All that the board of a site is put together of. */
export interface BoardFacts {
  readonly now: Instant;
  /** The posts in their order, each with the shift that runs and the one that follows. */
  readonly plans: readonly PlannedPost[];
  readonly presences: readonly Presence[];
  /** When somebody came, by the id of their turn. */
  readonly came: ReadonlyMap<string, number>;
  readonly coming: readonly ComingRow[];
  /** Newest first. */
  readonly handovers: readonly BoardHandover[];
  /** Those that are prepared, as their streams tell, by id. */
  readonly prepared: ReadonlyMap<string, Handover>;
  readonly owed: readonly OwedAtPost[];
  readonly lastLines: ReadonlyMap<string, number>;
}

/** Every post of a site, in the order given: who is there, what comes next, how far its hand-over is, what it owes. */
export function boardOf(facts: BoardFacts): BoardPost[] {
  const handovers = Map.groupBy(facts.handovers, ({ post }) => post);
  const presences = Map.groupBy(facts.presences, ({ turn }) => turn.post);
  const coming = Map.groupBy(facts.coming, ({ id }) => shiftId(turnNamed(id)));
  const owed = new Map(facts.owed.map((each) => [each.post, each]));
  return facts.plans.map((plan) => {
    const { post } = plan;
    const on = peopleAt(presences.get(post) ?? [], facts.came);
    const handover = handoverInView(handovers.get(post) ?? [], facts.now);
    const status = statusOf(plan, on, handover);
    const { overdue = 0, matters = 0, mattersOverdue = 0 } = owed.get(post) ?? {};
    return {
      ...{ post, status, on, change: changeOf(plan, status, coming) },
      handover: handover ? stepsOf(handover, facts.prepared.get(handover.id)) : null,
      ...{ overdue, matters, mattersOverdue, lastLineAt: facts.lastLines.get(post) ?? null },
    };
  });
}

/** Who has a turn there: whoever is away is told as away, whoever covers as covering, and nobody twice. */
function peopleAt(presences: readonly Presence[], came: ReadonlyMap<string, number>): PresentPerson[] {
  const idsAs = (wanted: Presence["as"]) => presences.filter(({ as }) => as === wanted).map(({ turn }) => turnId(turn));
  const [away, onDuty] = [idsAs("away"), idsAs("on-duty")];
  return presences.flatMap(({ turn, as }) => {
    const id = turnId(turn);
    if (as === "away" || (as === "covering" && onDuty.includes(id))) return [];
    const { person, date, shift } = turn;
    const told = as === "covering" ? as : away.includes(id) ? "away" : "in-charge";
    return [{ person, date, shift, since: came.get(id) ?? null, as: told }];
  });
}

/** The one that is under way, prepared or overdue; else the last that was completed. */
function handoverInView(latest: readonly BoardHandover[], now: Instant): BoardHandover | undefined {
  const underWay = latest.findLast(({ phase, endsAt }) => phase === "prepared" || (phase === "open" && endsAt <= now));
  return underWay ?? latest.find(({ phase }) => phase === "completed");
}

/** Who came early for the next shift stands there already; who is left over from an earlier one waits. */
function statusOf(
  { shift, next }: PlannedPost,
  on: readonly PresentPerson[],
  handover: BoardHandover | undefined,
): PostStatus {
  const there = on.filter(({ as }) => as !== "away");
  if (there.length === 0) return shift || on.length > 0 ? "empty" : "closed";
  const belongs = (each: PresentPerson) => each.as === "covering" || isOf(each, shift) || isOf(each, next);
  if (shift && !there.some(belongs)) return "waiting";
  return handover?.phase === "prepared" ? "handing-over" : "manned";
}

function isOf(each: Pick<PresentPerson, "date" | "shift">, shift: ShiftOccurrence | undefined): boolean {
  return each.date === shift?.date && each.shift === shift.shift;
}

/** Where a relief is waited for, the change that should have been; else the end of the shift that runs, or the next beginning. */
function changeOf(
  { shift, next }: PlannedPost,
  status: PostStatus,
  coming: ReadonlyMap<string, readonly ComingRow[]>,
): BoardPost["change"] {
  const isOverdue = status === "waiting" || status === "empty";
  const into = isOverdue && shift ? shift : next;
  const at = isOverdue && shift ? shift.startsAt : (shift?.endsAt ?? next?.startsAt);
  if (at === undefined) return null;
  const { date, shift: name } = into ?? { date: "", shift: "" };
  const reliefs = into ? (coming.get(shiftId(into)) ?? []).map(({ id }) => turnNamed(id).person) : [];
  return { at, date, shift: name, reliefs: [...new Set(reliefs)] };
}

function stepsOf(
  { date, shift, phase, completedAt, lateMinutes }: BoardHandover,
  handover: Handover | undefined,
): BoardPost["handover"] {
  const over = phase === "completed";
  const begun = handover?.phase === "prepared" ? handover : undefined;
  const signed = (side: "outgoing" | "incoming") => begun?.signatures.some((each) => each.side === side) ?? false;
  const { kit = [], books = [] } = begun?.preparation ?? {};
  const counted =
    begun !== undefined &&
    kit.every(({ item }) => begun.counts.some((each) => each.item === item)) &&
    books.every((book) => begun.booksTaken.some((each) => each.book === book));
  return {
    ...{ date, shift, completedAt, lateMinutes },
    written: over || begun !== undefined,
    counted: over || counted,
    given: over || signed("outgoing"),
    taken: over || signed("incoming"),
  };
}
