import { attendanceKind, attendancePresence } from "#duty/attendance/attendance.ts";
import { attendanceElement } from "#duty/attendance/attendance-rule.ts";
import { attendanceSentence } from "#duty/attendance/attendance-sentences.ts";
import { attendanceEntries } from "#duty/attendance/attendance-shapes.ts";
import { departFromDuty, lineUpOthers } from "./attendance-reactions.ts";
import { attendanceActs, attendanceAsks } from "./attendance-wiring.ts";
import { exchangeActs, exchangeBack } from "./exchange-wiring.ts";
import { leavingActs } from "./leaving-wiring.ts";
import { noun } from "./noun.ts";
import { plannedTurnActs } from "./planned-turn-wiring.ts";
import { recordingActs } from "./recording-wiring.ts";
import { turnActs } from "./turn-wiring.ts";

export const attendance = noun({
  name: "attendance",
  kind: attendanceKind,
  entries: attendanceEntries,
  element: attendanceElement,
  acts: {
    ...{ ...attendanceActs, ...leavingActs, ...exchangeActs },
    ...{ ...plannedTurnActs, ...recordingActs, ...turnActs },
  },
  asks: attendanceAsks,
  sentences: attendanceSentence,
  owed: {
    "attendance.sign-on": { zh: "上岗", en: "Signing on" },
    "attendance.relief": { zh: "到岗接班", en: "Coming to relieve" },
    "attendance.briefing": { zh: "班前讲评", en: "The line-up" },
    "attendance.sign-off": { zh: "下岗", en: "Signing off" },
    "attendance.stay": { zh: "让久留的人下岗", en: "Letting go whoever had to stay" },
  },
  reacts: {
    "person.duty-ended": [departFromDuty],
    "attendance.briefed-others": [lineUpOthers],
    "attendance.moved": [exchangeBack],
  },
  readable: true,
  presence: attendancePresence,
  shownBy: ["attendance", "ledger", "handover", "log", "matter", "overview"],
});
