import type { OwedName } from "#duty/nouns.ts";
import type { OverviewAnswer } from "./overview-answer.ts";

/**
 * Where what is owed stands among what comes due: drawn in a lane of its own kind; `part-of-change`: told already by the change of shift that it
 * is part of; `never-due`: there is no time by which anything is to be done, a day after the shift it is only certain that nobody ended it.
 */
type OwedLane = OverviewAnswer["ahead"][number]["lane"] | "part-of-change" | "never-due";

interface OwedPlace {
  readonly lane: OwedLane;
  /** Whether an ordinary change of shift brings it for everybody: nobody else has to do anything about it before it is overdue. */
  readonly routine: boolean;
}

/** Each thing that anybody can owe, once: without a line here a new one does not compile. */
const places: Readonly<Record<OwedName, OwedPlace>> = {
  "attendance.sign-on": { lane: "part-of-change", routine: true },
  "attendance.relief": { lane: "change", routine: true },
  "attendance.briefing": { lane: "others", routine: true },
  "attendance.sign-off": { lane: "part-of-change", routine: true },
  "attendance.stay": { lane: "others", routine: true },
  "absence.accept": { lane: "others", routine: false },
  "absence.return": { lane: "others", routine: false },
  "absence.cover": { lane: "never-due", routine: true },
  "absence.lend": { lane: "never-due", routine: true },
  "absence.stand-in": { lane: "others", routine: false },
  "absence.tell": { lane: "others", routine: false },
  "absence.hear": { lane: "others", routine: false },
  "handover.complete": { lane: "part-of-change", routine: true },
  "handover.close-records": { lane: "others", routine: true },
  "handover.take-up": { lane: "others", routine: true },
  "handover.acknowledge-fault": { lane: "others", routine: false },
  "log.countersign": { lane: "others", routine: false },
  "manning.publish": { lane: "others", routine: false },
  "notice.confirm": { lane: "others", routine: false },
  "matter.settle": { lane: "matters", routine: false },
};

/** What a later release made somebody owe stands among the others, as whoever looks must hear of it. */
export function laneOf(what: string): OwedLane {
  return Object.hasOwn(places, what) ? places[what as OwedName].lane : "others";
}

/** What an ordinary change of shift brings for everybody. */
export const routine: readonly string[] = Object.entries(places).flatMap(([what, place]) =>
  place.routine ? [what] : [],
);
