import type { OwedName } from "#duty/nouns.ts";
import type { OverviewAnswer } from "./overview-answer.ts";

/**
 * Where what is owed stands among what comes due: drawn in a lane of its own kind; `part-of-change`: told already by the change of shift that it
 * is part of; `never-due`: there is no time by which anything is to be done, a day after the shift it is only certain that nobody ended it.
 */
type OwedLane = OverviewAnswer["ahead"][number]["lane"] | "part-of-change" | "never-due";

/** Each thing that anybody can owe, once: without a line here a new one does not compile. */
const lanes: Readonly<Record<OwedName, OwedLane>> = {
  "attendance.sign-on": "part-of-change",
  "attendance.relief": "change",
  "attendance.briefing": "others",
  "attendance.sign-off": "part-of-change",
  "attendance.stay": "others",
  "absence.accept": "others",
  "absence.return": "others",
  "absence.cover": "never-due",
  "absence.lend": "never-due",
  "absence.stand-in": "others",
  "absence.tell": "others",
  "absence.hear": "others",
  "handover.complete": "part-of-change",
  "handover.close-records": "others",
  "handover.take-up": "others",
  "handover.acknowledge-fault": "others",
  "log.countersign": "others",
  "manning.publish": "others",
  "notice.confirm": "others",
  "matter.settle": "matters",
};

/** What a later release made somebody owe stands among the others, as whoever looks must hear of it. */
export function laneOf(what: string): OwedLane {
  return Object.hasOwn(lanes, what) ? lanes[what as OwedName] : "others";
}
