import { lateByMinutes, longestWayMinutes } from "#duty/grammar/limits.ts";
import { minute } from "#duty/grammar/time.ts";

/** When a line was written, and when it came to the server where that was minutes later: it had waited at a device without signal. Milliseconds since 1970. */
export function lineTimes({ at, deviceAt }: { readonly at: number; readonly deviceAt: number | null }): {
  readonly written: number;
  readonly came: number | undefined;
} {
  const way = deviceAt === null ? 0 : at - deviceAt;
  if (deviceAt === null || way < lateByMinutes * minute || way > longestWayMinutes * minute)
    return { written: at, came: undefined };
  return { written: deviceAt, came: at };
}
