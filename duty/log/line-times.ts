import { lateByMinutes, longestWayMinutes } from "#duty/grammar/limits.ts";
import { minute } from "#duty/grammar/time.ts";
import type { LogEntry } from "./log-shapes.ts";

/** Entries by which a line, or a correction of one, comes onto a page. */
export const lineEntryTypes: ReadonlySet<string> = new Set<LogEntry["type"]>([
  "log.line-written",
  "log.line-corrected",
]);

/**
 * When a line, or a correction of one, was written, by its device where that can be believed: every line is held a while before it goes. And when it came to
 * the server where that was minutes later: it had waited at a device without signal. A clock that is ahead is not believed. Milliseconds since 1970.
 */
export function lineTimes({ at, deviceAt }: { readonly at: number; readonly deviceAt: number | null | undefined }): {
  readonly written: number;
  readonly came: number | undefined;
} {
  const written = deviceAt ?? at;
  const way = at - written;
  if (way < 0 || way > longestWayMinutes * minute) return { written: at, came: undefined };
  return { written, came: way < lateByMinutes * minute ? undefined : at };
}
