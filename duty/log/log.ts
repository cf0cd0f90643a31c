import { type Head, type PersonId, personOf, type Recorded, type Sealed } from "#duty/grammar/entry.ts";
import type { Kind } from "#duty/grammar/kind.ts";
import type { Obligation } from "#duty/grammar/obligation.ts";
import type { ShiftOccurrence } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, plusMinutes } from "#duty/grammar/time.ts";
import type { LogRule } from "./log-rule.ts";
import type { LogEntry } from "./log-shapes.ts";

export interface Correction {
  readonly text: Sealed;
  readonly by: PersonId | undefined;
  readonly at: Instant;
  /** What the device claimed; undefined where it claimed nothing. */
  readonly deviceTime: Instant | undefined;
}

/** One line of a page, named by the command that wrote it. A correction stands beside the original, never in its place (ZB-04). */
export interface Line {
  readonly id: string;
  readonly text: Sealed;
  readonly category: string | undefined;
  readonly photos: readonly string[];
  readonly by: PersonId | undefined;
  readonly at: Instant;
  /** What the device claimed; undefined where it claimed nothing. */
  readonly deviceTime: Instant | undefined;
  /** Written while the shift before was still handing over (ZB-07). */
  readonly duringHandover: boolean;
  readonly corrections: readonly Correction[];
}

interface Begun {
  readonly occurrence: ShiftOccurrence;
  readonly lines: readonly Line[];
  /** Corrections of all lines together. */
  readonly corrections: number;
  /** Head at the last of them; undefined where no line was corrected. */
  readonly corrected?: Head | undefined;
}

interface Ended {
  readonly cutAt: Instant;
  /** Page on which whatever comes later is written; undefined where no shift follows. */
  readonly next: string | undefined;
}

interface Countersignature {
  readonly by: PersonId | undefined;
  readonly at: Instant;
  /** What the superior remarked. */
  readonly note?: Sealed | undefined;
}

/** One page of the book of a post: what happened in one shift. */
export type Page =
  | { readonly phase: "unknown" }
  | (Begun & { readonly phase: "open" })
  | (Begun & Ended & { readonly phase: "cut" })
  | (Begun &
      Ended & {
        readonly phase: "closed";
        readonly closedAt: Instant;
        /** The hand-over that closed it. */
        readonly handover: string;
        readonly countersigned?: Countersignature;
      });

export const logKind: Kind<Page, LogEntry, LogRule> = {
  noun: "log",
  begin: () => ({ phase: "unknown" }),
  evolve,
  owes,
  under: (page) => (page.phase === "unknown" ? undefined : page.occurrence.under),
};

function evolve(page: Page, entry: Recorded<LogEntry>): Page {
  if (entry.type === "log.page-opened")
    return { phase: "open", occurrence: entry.body.occurrence, lines: [], corrections: 0 };
  if (page.phase === "unknown") return page;
  switch (entry.type) {
    case "log.line-written":
      return { ...page, lines: [...page.lines, lineOf(entry)] };
    case "log.line-corrected":
      return {
        ...page,
        corrections: page.corrections + 1,
        corrected: { version: entry.version, hash: entry.hash },
        lines: page.lines.map((each) => (each.id === entry.body.line ? corrected(each, entry) : each)),
      };
    case "log.page-cut":
      return { ...page, phase: "cut", cutAt: entry.at, next: entry.body.next };
    case "log.page-reopened": {
      const { occurrence, lines, corrections, corrected } = page;
      return page.phase === "cut" ? { phase: "open", occurrence, lines, corrections, corrected } : page;
    }
    case "log.page-closed": {
      const { handover, next } = entry.body;
      const { occurrence, lines, corrections, corrected } = page;
      const cutAt = page.phase === "open" ? entry.at : page.cutAt;
      return { occurrence, lines, corrections, corrected, phase: "closed", cutAt, next, closedAt: entry.at, handover };
    }
    case "log.countersigned": {
      const { note } = entry.body;
      const its = { by: personOf(entry.actor), at: entry.at, ...(note === undefined ? {} : { note }) };
      return page.phase === "closed" ? { ...page, countersigned: its } : page;
    }
  }
}

function lineOf(entry: Recorded<Extract<LogEntry, { type: "log.line-written" }>>): Line {
  const { line, text, category, photos, duringHandover, by = personOf(entry.actor) } = entry.body;
  const { at, deviceTime } = entry;
  return { id: line, text, category, photos, by, at, deviceTime, duringHandover, corrections: [] };
}

function corrected(line: Line, entry: Recorded<Extract<LogEntry, { type: "log.line-corrected" }>>): Line {
  const { at, deviceTime } = entry;
  const correction = { text: entry.body.text, by: personOf(entry.actor), at, deviceTime };
  return { ...line, corrections: [...line.corrections, correction] };
}

function owes(page: Page, { countersigned: rule }: LogRule): Obligation[] {
  if (page.phase !== "closed" || !rule) return [];
  const met = page.countersigned ? { metAt: page.countersigned.at } : {};
  return [
    {
      key: "countersign",
      what: "log.countersign",
      post: page.occurrence.post,
      opensAt: page.closedAt,
      dueAt: plusMinutes(page.closedAt, rule.withinMinutes),
      rules: rule.cites,
      ladder: rule.ladder,
      ...met,
    },
  ];
}
