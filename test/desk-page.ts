import { shiftId } from "#duty/grammar/shift-occurrence.ts";
import { type Instant, minute } from "#duty/grammar/time.ts";
import type { Line, Page } from "#duty/log/log.ts";
import type { PageAnswer } from "#server/log/log-answer.ts";
import { dayAtGate, hours, noon, someHash, wu } from "./desk-answers.ts";

/* For tests of screens: a page of the log as the server tells it. */

const at = (moment: number) => moment as Instant;
const occurrence = {
  ...dayAtGate,
  startsAt: at(noon - 4 * hours),
  endsAt: at(noon + 4 * hours),
  leading: wu,
  under: [],
} as unknown as Extract<Page, { phase: "open" }>["occurrence"];

/** A line by its number; its text stands behind `sealed<number>`. */
export function logLine(number: number, more: Partial<Line> = {}): Line {
  return {
    id: `20000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    text: { sealed: `sealed${number}` },
    category: "routine",
    photos: [],
    by: wu,
    at: at(noon - hours + number * minute),
    deviceTime: undefined,
    duringHandover: false,
    corrections: [],
    ...more,
  } as Line;
}

/** A page on which these lines stand, read by somebody who may write on it. */
export function pageWith(lines: readonly Line[], more: Partial<PageAnswer> = {}): PageAnswer {
  const both = (zh: string, en: string) => ({ zh, en });
  const list = [
    { key: "routine", ...both("日常", "Routine"), phrases: [both("巡视正常", "All well"), both("开灯", "Lights on")] },
    { key: "visit", ...both("来访", "Visit"), phrases: [] },
  ];
  return {
    now: noon,
    stream: { site: "tower", noun: "log", id: shiftId(dayAtGate) },
    head: { version: 3, hash: someHash },
    state: { phase: "open", occurrence, lines, corrections: 0 },
    rule: { categories: { list, cites: ["GPH-01"] }, onDuty: { required: true, cites: ["GPH-02"] } },
    facts: { onDuty: true, duringHandover: false },
    texts: Object.fromEntries(lines.map((line, index) => [line.text.sealed, `记录${index + 1}。`])),
    ...more,
  };
}

/** The same page once its hand-over has closed it. */
export function closedPage(lines: readonly Line[] = []): PageAnswer {
  const ended = { cutAt: at(noon), next: undefined, closedAt: at(noon), handover: "gate/2026-11-21/day" };
  return pageWith(lines, { state: { phase: "closed", occurrence, lines, corrections: 0, ...ended } });
}
