import type { OwedName } from "#duty/nouns.ts";

/**
 * Whether an ordinary change of shift brings it for everybody: nobody else has to do anything about it before it is overdue. Each thing that
 * anybody can owe, once: without a line here a new one does not compile.
 */
const isRoutine: Readonly<Record<OwedName, boolean>> = {
  "attendance.sign-on": true,
  "attendance.relief": true,
  "attendance.briefing": true,
  "attendance.sign-off": true,
  "attendance.stay": true,
  "absence.accept": false,
  "absence.return": false,
  "absence.cover": true,
  "absence.lend": true,
  "absence.stand-in": false,
  "absence.tell": false,
  "absence.hear": false,
  "handover.complete": true,
  "handover.close-records": true,
  "handover.take-up": true,
  "handover.acknowledge-fault": false,
  "log.countersign": false,
  "manning.publish": false,
  "notice.confirm": false,
  "matter.settle": false,
};

/** What an ordinary change of shift brings for everybody. */
export const routine: readonly string[] = Object.entries(isRoutine).flatMap(([what, is]) => (is ? [what] : []));
