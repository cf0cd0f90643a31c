import type { Absence, Leave } from "#duty/absence/absence.ts";
import { absenceKind } from "#duty/absence/absence-kind.ts";
import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Texts } from "#duty/door/answer-shape.ts";
import type { Recorded, Sealed, StreamKey } from "#duty/grammar/entry.ts";
import { turnId, turnNamed } from "#duty/grammar/presence.ts";
import { minutesBetween } from "#duty/grammar/time.ts";
import type { HandoverEntry } from "#duty/handover/handover-shapes.ts";
import type { ViolationEntry } from "#duty/violation/violation-shapes.ts";
import { envelopeOf, recordedOf } from "#server/journal/envelope.ts";
import type { LateHandoverRow, NotedRow } from "./happened-view.ts";
import type { SiteHappening } from "./overview-answer.ts";

/** What was found of one site, before it is told. */
export interface Found {
  readonly site: string;
  readonly since: number;
  readonly noted: readonly NotedRow[];
  readonly absences: readonly Absence[];
  readonly lateHandovers: readonly LateHandoverRow[];
  readonly signatures: readonly NotedRow[];
}

type Told = Omit<SiteHappening, "text"> & { readonly said: Sealed | undefined };

/** What happened, the latest first; texts are still sealed. */
export function happeningsOf(found: Found): Told[] {
  const { site, since, noted, absences, lateHandovers, signatures } = found;
  const reasons = new Map(signatures.flatMap(lateReason));
  // The types are those that were asked for.
  const entries = noted.map((row) => ({ row, entry: entryIn(row) as Recorded<AttendanceEntry | ViolationEntry> }));
  const broken = new Map(entries.flatMap(({ entry }) => rulesBroken(entry)));
  return [
    ...entries.flatMap(({ row, entry }) => notedAs({ site, noun: row.noun, id: row.id }, entry, broken)),
    ...absences.flatMap((absence) => leavesOf(site, since, absence)),
    ...lateHandovers.map(({ id, post, completedAt: at, lateMinutes: minutes }): Told => {
      const stream = { site, noun: "handover", id };
      return { kind: "late-hand-over", stream, at, post, person: null, minutes, rules: [], said: reasons.get(id) };
    }),
  ].toSorted((one, other) => other.at - one.at);
}

export function withTexts(told: readonly Told[], texts: Texts): SiteHappening[] {
  return told.map(({ said, ...each }) => ({ ...each, text: said ? (texts[said.sealed] ?? null) : null }));
}

function entryIn({ hash, bytes }: NotedRow): Recorded {
  return recordedOf(envelopeOf(Buffer.from(bytes).toString("utf8")), Buffer.from(hash).toString("hex"));
}

/** The rules that an abandonment broke stand in the violation that follows from it, under the same turn. */
function rulesBroken(
  entry: Recorded<AttendanceEntry | ViolationEntry>,
): (readonly [turn: string, rules: readonly string[]])[] {
  if (entry.type !== "violation.recorded" || entry.body.kind !== "abandonment") return [];
  return [[turnId(entry.body), entry.body.rules]];
}

/** An abandonment is told once, and not again as the violation that follows from it. */
function notedAs(
  stream: StreamKey,
  entry: Recorded<AttendanceEntry | ViolationEntry>,
  broken: ReadonlyMap<string, readonly string[]>,
): Told[] {
  const { at, type } = entry;
  if (type === "violation.recorded") {
    const { kind, person, post, rules, account: said } = entry.body;
    if (kind === "abandonment") return [];
    const turn = { ...stream, noun: "attendance", id: turnId(entry.body) };
    return [{ kind: "violation", stream: turn, at, post, person, minutes: null, rules: [...rules], said }];
  }
  const { post, person } = turnNamed(stream.id);
  const told = { stream, at, post, person, minutes: null, rules: [...(broken.get(stream.id) ?? [])] };
  if (type === "attendance.abandoned") return [{ ...told, kind: "abandonment", said: entry.body.account }];
  return type === "attendance.absent" ? [{ ...told, kind: "never-came", said: undefined }] : [];
}

function leavesOf(site: string, since: number, { turn, times }: Absence): Told[] {
  const stream = { site, noun: absenceKind.noun, id: turnId(turn) };
  return times
    .filter((each): each is Leave => each.kind === "leave")
    .flatMap(({ leftAt, over, reason }): Told[] => {
      if (leftAt === undefined || leftAt < since) return [];
      const { post, person } = turn;
      const minutes = over ? minutesBetween(leftAt, over.at) : null;
      return [{ kind: "leave", stream, at: leftAt, post, person, minutes, rules: [], said: reason }];
    });
}

function lateReason(row: NotedRow): (readonly [id: string, reason: Sealed])[] {
  const entry = entryIn(row) as Recorded<HandoverEntry>;
  if (entry.type !== "handover.signed" || entry.body.lateReason === undefined) return [];
  return [[row.id, entry.body.lateReason]];
}
