import type { Sql } from "postgres";
import type { Environment } from "#duty/door/table.ts";
import type { OrganisationId } from "#duty/grammar/entry.ts";
import type { Instant } from "#duty/grammar/time.ts";
import type { ShapesByType } from "#server/journal/recorder.ts";
import { StreamCache } from "#server/journal/stream-cache.ts";
import type { Sealer } from "#server/secret/sealer.ts";
import type { View } from "./view.ts";

/** What the product is made of when it starts: the tables of contents of duty, the keys, and the time. */
export interface RuntimeParts {
  /** Connections as `zb_app`. */
  readonly pool: Sql;
  readonly table: Environment["table"];
  readonly calendar: Environment["calendar"];
  readonly shapes: ShapesByType;
  readonly views: readonly View[];
  /** Keeps the texts of an organisation apart. Asked before a command is decided; its keys are remembered there. */
  sealerOf(org: OrganisationId): Promise<Sealer>;
  /** The world's clock, or one that tests move. Given once, at process start. */
  readonly now: () => Instant;
  /** The sites of this process live on a clock that is not the world's, and their entries say so. */
  readonly simulated?: boolean;
}

/** Everything that a command needs on its way. One per process. */
export interface Runtime extends RuntimeParts {
  readonly cache: StreamCache;
  /** Months for which the journal has room, as far as this process knows. */
  readonly months: Set<string>;
  /** Calls back after each commit that changed something, with the moments at which streams now want to be woken. */
  readonly onCommit: Set<(wakes: readonly Instant[]) => void>;
}

export function openRuntime(parts: RuntimeParts): Runtime {
  const calendar = remembering(parts.calendar);
  return { ...parts, calendar, cache: new StreamCache(), months: new Set(), onCommit: new Set() };
}

/** A command asks for the calendar of one moment many times over; working out a zone's wall clock is the dearest thing that rules do. */
function remembering(calendar: RuntimeParts["calendar"]): RuntimeParts["calendar"] {
  let last: { setup: unknown; now: Instant; calendarThen: ReturnType<typeof calendar> } | undefined;
  return (setup, now) => {
    if (last?.setup !== setup || last?.now !== now) last = { setup, now, calendarThen: calendar(setup, now) };
    return last.calendarThen;
  };
}
