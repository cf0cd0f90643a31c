import { absenceKind, absencePresence } from "#duty/absence/absence-kind.ts";
import { absenceElement } from "#duty/absence/absence-rule.ts";
import { absenceSentence } from "#duty/absence/absence-sentences.ts";
import { absenceEntries } from "#duty/absence/absence-shapes.ts";
import { absenceActs, freeCover, takeStand, uncover } from "./absence-wiring.ts";
import { noun } from "./noun.ts";
import {
  comeAgainTo,
  endAbsence,
  endEarlierAbsences,
  layBareAtBegin,
  layBareAtEnd,
  leaveCoverUnheard,
  leaveUnheard,
  manHeardPosts,
  manPosts,
  spareUnheard,
  standInActs,
  standInByComing,
  standInByCovering,
} from "./stand-in-wiring.ts";

export const absence = noun({
  name: "absence",
  kind: absenceKind,
  entries: absenceEntries,
  element: absenceElement,
  acts: { ...absenceActs, ...standInActs },
  sentences: absenceSentence,
  owed: {
    "absence.accept": { zh: "答复顶岗请求", en: "Answering whether to cover" },
    "absence.return": { zh: "回岗", en: "Coming back to the post" },
    "absence.cover": { zh: "顶岗", en: "Covering the post" },
    "absence.lend": { zh: "到别的岗位顶岗", en: "Covering at another post" },
    "absence.stand-in": { zh: "有人紧急离岗，请顶上", en: "Standing in for somebody who left at once" },
    "absence.tell": { zh: "补说紧急离岗的原因", en: "Telling why the post was left at once" },
    "absence.hear": { zh: "知悉同班离岗", en: "Hearing that a colleague left the post" },
  },
  reacts: {
    "attendance.signed-off": [endAbsence, leaveUnheard],
    "attendance.moved": [endAbsence, leaveUnheard],
    "attendance.abandoned": [endAbsence, leaveUnheard],
    "attendance.departed": [endAbsence, leaveUnheard],
    "attendance.sign-off-recorded": [endAbsence, leaveUnheard],
    "attendance.signed-on": [standInByComing],
    "absence.accepted": [takeStand, standInByCovering],
    "absence.returned": [freeCover, standInByComing],
    "absence.stood-down": [standInByComing, leaveCoverUnheard],
    "absence.came-again": [comeAgainTo],
    "absence.came-instead": [manPosts],
    "absence.heard-at-post": [manHeardPosts],
    "absence.gone-for-good": [endEarlierAbsences],
    "absence.gone-unheard": [spareUnheard],
    "absence.shift-begun": [layBareAtBegin],
    "absence.still-away": [layBareAtEnd],
    "absence.cover-ended": [freeCover],
    "absence.ended": [freeCover, uncover],
    "absence.left-at-once": [uncover],
  },
  readable: true,
  presence: absencePresence,
  shownBy: ["absence", "attendance", "ledger", "overview"],
});
