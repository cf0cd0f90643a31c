import { attendanceSentence } from "#duty/attendance/attendance-sentences.ts";
import type { AttendanceEntry } from "#duty/attendance/attendance-shapes.ts";
import type { Recorded } from "#duty/grammar/entry.ts";
import type { ObligationEntry } from "#duty/grammar/obligation.ts";
import { obligationSentence, type Sentence, type Vocabulary } from "#duty/grammar/sentence.ts";
import { handoverSentence } from "#duty/handover/handover-sentences.ts";
import type { HandoverEntry } from "#duty/handover/handover-shapes.ts";
import { logSentence } from "#duty/log/log-sentences.ts";
import type { LogEntry } from "#duty/log/log-shapes.ts";
import { matterSentence } from "#duty/matter/matter-sentences.ts";
import type { MatterEntry } from "#duty/matter/matter-shapes.ts";
import { noticeSentence } from "#duty/notice/notice-sentences.ts";
import type { NoticeEntry } from "#duty/notice/notice-shapes.ts";
import { personSentence } from "#duty/person/person-sentences.ts";
import type { PersonEntry } from "#duty/person/person-shapes.ts";
import { rosterSentence } from "#duty/roster/roster-sentences.ts";
import type { RosterEntry } from "#duty/roster/roster-shapes.ts";
import { siteSentence } from "#duty/site/site-sentences.ts";
import type { SiteEntry } from "#duty/site/site-shapes.ts";
import { violationSentence } from "#duty/violation/violation-sentences.ts";
import type { ViolationEntry } from "#duty/violation/violation-shapes.ts";

/** How an entry reads, whichever noun it is of; undefined for what no noun of this release has entered. */
export function sentenceOf(entry: Recorded, tell: Vocabulary): Sentence | undefined {
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
    case "notice":
      return noticeSentence(entry as Recorded<NoticeEntry>, tell);
    case "person":
      return personSentence(entry as Recorded<PersonEntry>, tell);
    case "roster":
      return rosterSentence(entry as Recorded<RosterEntry>, tell);
    case "site":
      return siteSentence(entry as Recorded<SiteEntry>, tell);
    case "violation":
      return violationSentence(entry as Recorded<ViolationEntry>, tell);
    default:
      return undefined;
  }
}
