import { manningKind } from "#duty/manning/manning.ts";
import { manningCarried, manningElement } from "#duty/manning/manning-rule.ts";
import { manningSentence } from "#duty/manning/manning-sentences.ts";
import { manningEntries } from "#duty/manning/manning-shapes.ts";
import { emptiedActs, emptyByGoing, fillByComing, fillByCovering } from "./emptied-wiring.ts";
import { manningActs, reckonCalendar, reckonCover, reckonKept, reckonMonth, reckonPost } from "./manning-wiring.ts";
import { noun } from "./noun.ts";
import { reckonNeverCame, reckonNext } from "./reckon-next.ts";

export const manning = noun({
  name: "manning",
  kind: manningKind,
  entries: manningEntries,
  element: manningElement,
  acts: { ...manningActs, ...emptiedActs },
  sentences: manningSentence,
  owed: { "manning.publish": { zh: "排上值守的人", en: "Finding somebody for the shift" } },
  reacts: {
    "roster.published": [reckonMonth],
    "site.post-established": [reckonPost],
    "site.calendar-set": [reckonCalendar],
    "attendance.bound": [reckonKept],
    "attendance.absent": [reckonNeverCame],
    "manning.ended": [reckonNext],
    "attendance.signed-on": [fillByComing],
    "attendance.signed-off": [emptyByGoing],
    "attendance.sign-off-recorded": [emptyByGoing],
    "attendance.abandoned": [emptyByGoing],
    "attendance.departed": [emptyByGoing],
    "absence.accepted": [fillByCovering],
    "absence.returned": [fillByComing],
    "absence.stood-down": [fillByComing],
    "roster.turns-vacated": [reckonMonth],
    "roster.cover-arranged": [reckonCover],
    "roster.cover-taken-back": [reckonCover],
  },
  carried: manningCarried,
  readable: true,
  shownBy: ["ledger", "attendance", "overview"],
});
