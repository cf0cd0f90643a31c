import { handoverKind } from "#duty/handover/handover-kind.ts";
import { handoverElement } from "#duty/handover/handover-rule.ts";
import { handoverSentence } from "#duty/handover/handover-sentences.ts";
import { handoverEntries } from "#duty/handover/handover-shapes.ts";
import { faultActs, faultAsks } from "./fault-wiring.ts";
import {
  changePosts,
  cutOff,
  endTakeUps,
  followWantingKit,
  freeOutgoing,
  keepRecordOfLeft,
  openShift,
  passMatters,
  passOn,
  relieveByComing,
  resumePage,
  tellWantingKit,
} from "./handover-reactions.ts";
import { handoverActs, handoverAsks } from "./handover-wiring.ts";
import { noun } from "./noun.ts";
import { takeoverActs } from "./takeover-wiring.ts";
import { waitingActs } from "./waiting-wiring.ts";

export const handover = noun({
  name: "handover",
  kind: handoverKind,
  entries: handoverEntries,
  element: handoverElement,
  acts: { ...handoverActs, ...faultActs, ...takeoverActs, ...waitingActs },
  asks: { ...handoverAsks, ...faultAsks },
  sentences: handoverSentence,
  owed: {
    "handover.complete": { zh: "交接班", en: "The hand-over" },
    "handover.close-records": { zh: "写清本班记录", en: "Completing the records" },
    "handover.take-up": { zh: "接收单独办结的一班", en: "Taking up what was closed alone" },
    "handover.acknowledge-fault": { zh: "受理交班后发现的问题", en: "Answering for what was found" },
  },
  reacts: {
    "attendance.signed-on": [openShift, keepRecordOfLeft, relieveByComing],
    "absence.returned": [relieveByComing],
    "absence.stood-down": [relieveByComing],
    "attendance.moved": [changePosts],
    "handover.prepared": [cutOff],
    "handover.amended": [cutOff],
    "handover.reopened": [resumePage],
    "handover.counted": [tellWantingKit],
    "handover.completed": [passOn, followWantingKit, freeOutgoing, endTakeUps],
    "handover.taken-up": [passMatters, followWantingKit],
  },
  readable: true,
  shownBy: ["handover", "ledger", "attendance", "log", "overview"],
});
