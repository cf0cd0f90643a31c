import type { AttendanceEntry } from "#duty/attendance/attendance.ts";
import { attendanceSentence } from "#duty/attendance/attendance-sentences.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { obligationSentence, type Sentence, type Telling } from "#duty/grammar/sentence.ts";
import type { HandoverEntry } from "#duty/handover/handover.ts";
import { handoverSentence } from "#duty/handover/handover-sentences.ts";
import type { LogEntry } from "#duty/log/log.ts";
import { logSentence } from "#duty/log/log-sentences.ts";
import type { MatterEntry } from "#duty/matter/matter.ts";
import { matterSentence } from "#duty/matter/matter-sentences.ts";

/** How an entry reads, whichever noun it is of; undefined for nouns that have no words of their own yet. */
export function sentenceOf(entry: Recorded, tell: Telling): Sentence | undefined {
  const [noun] = entry.type.split(".");
  switch (noun) {
    case "attendance":
      return attendanceSentence(entry as Recorded<AttendanceEntry>, tell);
    case "handover":
      return handoverSentence(entry as Recorded<HandoverEntry>, tell);
    case "log":
      return logSentence(entry as Recorded<LogEntry>, tell);
    case "matter":
      return matterSentence(entry as Recorded<MatterEntry>, tell);
    case "obligation":
      return obligationSentence(entry as Recorded<ObligationEntry>, entry.actor, tell);
    default:
      return undefined;
  }
}
