import { dayMinutes, minute } from "#duty/grammar/time.ts";

/** Up to how long after its writing a line still comes by itself, by the device's own word; beyond it the device's clock is not believed. */
const longestWay = 31 * dayMinutes * minute;
/** Later than this is worth a word. */
const worthTelling = 2 * minute;

/** When a line was written, and when it came to the server where that was minutes later: it had waited at a device without signal. Milliseconds since 1970. */
export function lineTimes({ at, deviceAt }: { readonly at: number; readonly deviceAt: number | null }): {
  readonly written: number;
  readonly came: number | undefined;
} {
  if (deviceAt === null || at - deviceAt < worthTelling || at - deviceAt > longestWay)
    return { written: at, came: undefined };
  return { written: deviceAt, came: at };
}
